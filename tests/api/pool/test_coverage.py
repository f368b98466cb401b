"""Coverage over HTTP: as JSON, as a sheet and as a map, for the office."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from people.models import Municipality, Province
from tests import factories
from tests.api.asking import get, status
from tests.api.conftest import client_for
from tests.pool import scenes
from tests.scenario.conftest import load_reference_data

if TYPE_CHECKING:
    from people.models import Person


@pytest.fixture(autouse=True)
def _trainer(db: None) -> None:
    load_reference_data()
    scenes.ready(factories.person(municipality=Municipality.objects.get(code="GM0363")))


def _as(office: Person, media_type: str, asked: str = "") -> Any:
    return client_for(office).get(f"/api/v1/coverage{asked}", headers={"accept": media_type})


def test_numbers_of_each_municipality(office: Person) -> None:
    shown = get(office, "/coverage")

    assert (shown["since"], shown["on"]) == ("2026-03-02", "2027-03-01")
    assert (shown["reached"], shown["target"]) == (0, 40)
    [amsterdam] = [one for one in shown["municipalities"] if one["name"] == "Amsterdam"]
    assert amsterdam == {
        "code": "GM0363",
        "name": "Amsterdam",
        "province": "PV27",
        "level": "partly",
        "groups": 0,
        "trainers": 1,
        "requests": 0,
        "given": 0,
        "daysToTrainer": None,
    }
    assert len(shown["provinces"]) == Province.objects.count()


def test_sheet_has_a_line_for_each_municipality(office: Person) -> None:
    response = _as(office, "text/csv")

    [headings, *lines] = csv.reader(io.StringIO(b"".join(response).decode()))
    assert headings[:2] == ["Code", "Name"]
    assert len(lines) == Municipality.objects.count()
    assert "coverage.csv" in response["Content-Disposition"]


@pytest.mark.parametrize(("table", "number"), [("provinces", 12), ("regions", 1)])
def test_sheet_of_other_areas(table: str, number: int, office: Person) -> None:
    factories.region()

    response = _as(office, "text/csv", f"?table={table}")

    lines = list(csv.reader(io.StringIO(b"".join(response).decode())))
    assert len(lines) == number + 1


def test_map_is_a_picture(office: Person) -> None:
    response = _as(office, "image/svg+xml")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


@pytest.mark.parametrize("asked", ["on=soon", "on=2027-01-01&on=2027-02-01", "table=x"])
def test_period_that_cannot_be_is_a_slip(asked: str, office: Person) -> None:
    assert status(office, f"/coverage?{asked}") == 400


def test_period_that_ends_before_it_starts_is_refused(office: Person) -> None:
    assert status(office, "/coverage?since=2027-02-02&on=2027-02-01") == 409


def test_coverage_is_for_the_office(anna: Person) -> None:
    assert status(anna, "/coverage") == 403
    assert status(None, "/coverage") == 401
