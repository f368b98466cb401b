"""Reports and the map in the back room: to look at, and to take along."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.urls import reverse

from people.models import Municipality
from people.states import RoleKind
from pool import reports
from pool.models import ClosedYear
from tests import factories
from tests.factories import utc
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from people.models import Person

FUNDER = reverse("admin:report", args=["funder"])
MAP = reverse("admin:coverage")
YEAR = {"since": "2027-01-01", "on": "2027-12-31"}
PAGES = [reverse("admin:reports"), FUNDER, MAP]


@pytest.fixture(autouse=True)
def _training(db: None) -> None:
    place = factories.municipality(name="Nergenshuizen")
    held = factories.appointment(utc(2027, 2, 1, 9), state="held")
    scenes.request(state="delivered", appointment=held, municipality=place, attended=7)


def test_every_report_has_a_line_and_a_page(at_office: Client) -> None:
    listed = at_office.get(PAGES[0]).content.decode()

    for kind in reports.KINDS.values():
        address = reverse("admin:report", args=[kind.code])
        assert address in listed
        assert str(kind.title) in at_office.get(address).content.decode()
    assert at_office.get(reverse("admin:report", args=["nothing"])).status_code == 404


def test_report_shows_its_tables(at_office: Client) -> None:
    page = at_office.get(FUNDER, YEAR).content.decode()

    assert "<caption>Where trainings were given</caption>" in page
    assert '<th scope="row">Nergenshuizen</th><td>Nowhere</td><td>1</td><td>7</td>' in page


def test_report_is_taken_along(at_office: Client) -> None:
    book = at_office.get(FUNDER, {**YEAR, "as": "xlsx"})
    paper = at_office.get(FUNDER, {**YEAR, "as": "pdf"})

    assert openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames[1] == "Course runs"
    assert paper.content.startswith(b"%PDF")
    assert "funder-2027-01-01-2027-12-31.pdf" in paper["Content-Disposition"]


@pytest.mark.parametrize("page", [FUNDER, MAP])
@pytest.mark.parametrize(
    "asked",
    [
        {"on": "soon"},
        {"since": "2027-02-02", "on": "2027-02-01"},
        {"on": "9999-12-31"},
        {"since": "0001-01-01"},
    ],
)
def test_period_that_cannot_be_is_said_on_the_page(
    page: str, asked: dict[str, str], at_office: Client
) -> None:
    answer = at_office.get(page, {**asked, "as": "pdf"})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_name_that_cannot_be_printed_is_said_on_the_page(at_office: Client) -> None:
    Municipality.objects.filter(name="Nergenshuizen").update(name="\U00013000")

    page = at_office.get(FUNDER, {**YEAR, "as": "pdf"}).content.decode()

    assert "cannot be printed" in page


def test_map_and_table_say_the_same(at_office: Client) -> None:
    page = at_office.get(MAP, YEAR).content.decode()
    drawing = at_office.get(MAP, {**YEAR, "as": "svg"})

    assert '<th scope="row">Nergenshuizen</th>' in page
    assert "since=2027-01-01&amp;on=2027-12-31&amp;as=svg" in page
    assert drawing["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawing.content


def test_year_is_closed_from_the_back_room(at_office: Client) -> None:
    answer = at_office.post(reverse("admin:pool_closedyear_add"), {"year": "2026"})

    assert answer.status_code == 302
    assert ClosedYear.objects.get().year == 2026
    page = at_office.get(FUNDER, {"since": "2026-01-01", "on": "2026-12-31"}).content.decode()
    assert ClosedYear.objects.get().sha256 in page


@pytest.mark.parametrize("page", PAGES)
def test_only_the_office_and_its_readers_see_reports(
    page: str, anna: Person, signed_in: Callable[[Person], Client]
) -> None:
    reader = factories.person()
    reader.roles.create(kind=RoleKind.OFFICE_READER, starts_on=factories.NOW.date())

    assert signed_in(reader).get(page).status_code == 200
    assert signed_in(anna).get(page).status_code == 302


def test_page_of_a_trainer_and_of_the_membership_say_how_they_stand(at_office: Client) -> None:
    trainer = scenes.ready(factories.person())
    trainer.certificates.update(valid_until=dt.date(2027, 4, 1))
    membership = trainer.pool_memberships.get()

    for page in (
        reverse("admin:people_person_change", args=[trainer.pk]),
        reverse("admin:pool_poolmembership_change", args=[membership.pk]),
    ):
        shown = at_office.get(page).content.decode()
        assert "(the certificate ends soon) – valid until 1 April 2027" in shown
