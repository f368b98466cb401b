"""The office takes over a list in the back room: it looks first, and then writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.models import Certificate
from lms import taking_over
from people.states import RoleKind
from pool.importing import sheets
from pool.models import Activity
from tests import factories
from tests.pool.importing import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from courses.models import Course
    from people.models import Person

PAGE = reverse("admin:take_over")
LIST = files.table(
    ("Naam", "Certificaatnummer", "Behaald op", "Geldig tot"),
    ("Anna van der Berg", "OUD-1", "3-7-2025", "2-7-2028"),
)


@pytest.fixture
def course(db: None) -> Course:
    return factories.curriculum().course


def sent(data: bytes, course: Course | None, button: str, kind: str = "trainers") -> dict[str, Any]:
    chosen = {"course": course.pk} if course else {}
    return {"file": SimpleUploadedFile("list.csv", data), "kind": kind, button: "1", **chosen}


def test_page_names_the_columns(at_office: Client) -> None:
    page = at_office.get(PAGE).content.decode()

    assert "<strong>Certificaatnummer</strong>" in page
    assert reverse("admin:take_over") in at_office.get(reverse("admin:index")).content.decode()


def test_looking_first_writes_nothing(at_office: Client, course: Course) -> None:
    page = at_office.post(PAGE, sent(LIST, course, "look")).content.decode()

    assert "This can be taken over. New: 1." in page
    assert not Certificate.objects.exists()


def test_list_is_taken_over_once(at_office: Client, course: Course) -> None:
    first = at_office.post(PAGE, sent(LIST, course, "write")).content.decode()
    again = at_office.post(PAGE, sent(LIST, course, "write")).content.decode()

    assert "Done. New: 1. Known already: 0." in first
    assert "Done. New: 0. Known already: 1." in again
    assert Certificate.objects.get().number == "OUD-1"


@pytest.mark.parametrize("button", ["look", "write"])
def test_row_that_is_wrong_is_shown_with_its_place(
    button: str, at_office: Client, course: Course
) -> None:
    wrong = LIST.replace(b"3-7-2025", b"<b>7-25")

    page = at_office.post(PAGE, sent(wrong, course, button)).content.decode()

    assert "Nothing was written." in page
    assert '<th scope="row">2</th><td>Behaald op</td><td>&lt;b&gt;7-25</td>' in page
    assert not Certificate.objects.exists()


def test_history_is_taken_over(at_office: Client) -> None:
    factories.certificate(factories.person(), number="OUD-1")
    data = files.history(("OUD-1", "", "3-7-2025", "training", ""))

    page = at_office.post(PAGE, sent(data, None, "write", "history")).content.decode()

    assert "Done. New: 1." in page
    assert Activity.objects.count() == 1


def test_what_is_no_table_is_said(at_office: Client, course: Course) -> None:
    page = at_office.post(PAGE, sent(b"\x00", course, "look")).content.decode()

    assert "neither a workbook" in page


def test_form_says_what_is_missing(
    at_office: Client, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Choose a course." in at_office.post(PAGE, sent(LIST, None, "look")).content.decode()
    assert "errorlist" in at_office.post(PAGE, {"look": "1"}).content.decode()
    monkeypatch.setattr(sheets, "MOST_BYTES", 3)
    page = at_office.post(PAGE, sent(LIST, course, "look")).content.decode()
    assert "Split it in two." in page


def test_very_many_problems_are_counted(at_office: Client, course: Course) -> None:
    head, row = LIST.splitlines(keepends=True)
    wrong = head + row.replace(b"3-7-2025", b"x") * (taking_over.SHOWN + 7)

    assert "And 7 more." in at_office.post(PAGE, sent(wrong, course, "look")).content.decode()


def test_only_the_office_takes_over(anna: Person, signed_in: Callable[[Person], Client]) -> None:
    reader = factories.person()
    reader.roles.create(kind=RoleKind.OFFICE_READER, starts_on=factories.NOW.date())

    assert signed_in(reader).get(PAGE).status_code == 403
    assert signed_in(anna).get(PAGE).status_code == 302
