"""Reports over HTTP: as JSON, as a sheet, as a workbook and to print, for the office."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from api.pool.reports import Workbook
from tests import factories
from tests.api.asking import get, status
from tests.api.conftest import client_for
from tests.factories import utc
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

YEAR = "since=2027-01-01&on=2027-12-31"


def _as(office: Person, address: str, media_type: str) -> Any:
    return client_for(office).get(f"/api/v1{address}", headers={"accept": media_type})


@pytest.fixture(autouse=True)
def _training(db: None) -> None:
    place = factories.municipality(name="Nergenshuizen")
    held = factories.appointment(utc(2027, 2, 1, 9), state="held")
    scenes.request(state="delivered", appointment=held, municipality=place, attended=7)


def test_figures_and_tables(office: Person) -> None:
    shown = get(office, f"/reports/funder?{YEAR}")

    assert (shown["since"], shown["on"], shown["closedAt"]) == ("2027-01-01", "2027-12-31", None)
    numbers = {one["code"]: one["number"] for one in shown["figures"]}
    assert (numbers["trainings"], numbers["training_hours"], numbers["grade"]) == (1, 2.0, None)
    [table] = [one for one in shown["tables"] if one["code"] == "municipalities"]
    assert table["rows"] == [["Nergenshuizen", "Nowhere", 1, 7]]


def test_year_up_to_today_where_nothing_is_said(office: Person) -> None:
    shown = get(office, "/reports/funder")

    assert (shown["since"], shown["on"]) == ("2026-03-02", "2027-03-01")


def test_sheet_is_of_the_table_that_is_asked(office: Person) -> None:
    response = _as(office, f"/reports/funder?{YEAR}&table=municipalities", "text/csv")

    [headings, line] = csv.reader(io.StringIO(b"".join(response).decode()))
    assert headings[0] == "Municipality"
    assert line == ["Nergenshuizen", "Nowhere", "1", "7"]
    assert "funder-2027-01-01-2027-12-31.csv" in response["Content-Disposition"]


def test_workbook_can_be_opened(office: Person) -> None:
    response = _as(office, f"/reports/funder?{YEAR}", Workbook.media_type)

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Figures", "Course runs", "Where trainings were given"]


def test_print_is_a_pdf(office: Person) -> None:
    response = _as(office, f"/reports/workload?{YEAR}", "application/pdf")

    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("asked", ["on=soon", "table=nothing", "page=2"])
def test_what_cannot_be_asked_is_a_slip(asked: str, office: Person) -> None:
    address = f"/api/v1/reports/funder?{asked}"

    assert client_for(office).get(address, headers={"accept": "text/csv"}).status_code == 400


def test_period_that_ends_before_it_starts_is_refused(office: Person) -> None:
    assert status(office, "/reports/pool?since=2027-02-02&on=2027-02-01") == 409


def test_reports_are_for_the_office(anna: Person) -> None:
    assert status(anna, "/reports/workload") == 403
    assert status(None, "/reports/workload") == 401
    assert status(anna, "/reports/nothing") == 404
