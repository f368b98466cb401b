"""The statement of service over HTTP: whose, and over which period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import factories
from tests.api.asking import status
from tests.api.conftest import client_for

if TYPE_CHECKING:
    from people.models import Person


def test_statement_is_of_the_last_year_unless_one_says_otherwise(quinty: Person) -> None:
    path = f"/api/v1/people/{quinty.pk}/statement"

    last_year = client_for(quinty).get(path)
    one_day = client_for(quinty).get(f"{path}?since=2027-01-01&until=2027-01-01")

    assert last_year["Content-Type"] == "application/pdf"
    assert "2026-03-02-2027-03-01.pdf" in last_year["Content-Disposition"]
    assert "2027-01-01-2027-01-01.pdf" in one_day["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("since=soon", 400), ("since=2027-02-02&until=2027-02-01", 409), ("until=2027-03-02", 409)],
)
def test_period_that_cannot_be_is_told(asked: str, number: int, quinty: Person) -> None:
    assert status(quinty, f"/people/{quinty.pk}/statement?{asked}") == number


def test_statement_is_for_oneself_and_the_office(
    quinty: Person, bas: Person, office: Person
) -> None:
    path = f"/people/{quinty.pk}/statement"

    assert status(office, path) == 200
    assert status(bas, path) == 404
    assert status(None, path) == 401
    assert status(quinty, f"/people/{factories.person().pk}/statement") == 404
