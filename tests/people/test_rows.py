"""Rows that are handed over and are gone, or were never kept."""

from __future__ import annotations

import datetime as dt

import pytest

from people import access, rules
from people.models import Person
from tests import factories
from tests.refusals import refuses

UNSAVED = Person(given_name="Niemand")
GONE = Person(pk=987_654_321, given_name="Weg")


def codes(*rows: Person) -> list[str]:
    return [problem.code for problem in rules.row_list_problems("people", rows)]


def test_known_row_is_returned_as_it_is_now(anna: Person) -> None:
    stale = Person(pk=anna.pk, given_name="Oud")

    assert rules.known(Person.objects.all(), stale, "person").given_name == "Anna"


@pytest.mark.parametrize("row", [UNSAVED, GONE], ids=["unsaved", "gone"])
@pytest.mark.django_db
def test_unknown_row_is_refused(row: Person) -> None:
    with refuses("person.unknown"):
        rules.known(Person.objects.all(), row, "person")


def test_every_unknown_row_has_its_own_problem(anna: Person) -> None:
    found = rules.row_problems(keep=UNSAVED, duplicate=GONE, mentor=anna, host=None)

    assert [problem.code for problem in found] == ["keep.unknown", "duplicate.unknown"]
    assert [problem.field for problem in found] == ["keep", "duplicate"]


def test_list_of_rows_has_one_problem_when_one_is_unknown(anna: Person, bas: Person) -> None:
    assert codes(anna, bas, anna) == []
    assert codes() == []
    assert codes(anna, GONE) == ["people.unknown"]
    assert codes(anna, UNSAVED) == ["people.unknown"]


@pytest.mark.parametrize(
    ("override", "code"),
    [
        (5, "text.wrong_type"),
        ("a\x00", "text.nul"),
        ("\ud800", "text.nul"),
        ("x" * 2001, "text.too_long"),
    ],
)
def test_reason_that_cannot_be_kept_is_refused(
    override: str, code: str, office: Person, now: dt.datetime
) -> None:
    needs = rules.row_problems(person=GONE)

    with refuses("person.unknown", code):
        access.settle(needs, by=office, override=override, now=now)
    with refuses(code):
        access.settle([], by=office, override=override, now=now)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max, dt.date(1999, 12, 31)])
def test_year_that_cannot_be_right_is_a_problem(day: dt.date) -> None:
    [problem] = rules.date_problems("on", day)

    assert problem.code == "date.out_of_range"


@pytest.mark.parametrize("value", [None, 5, "text", {"a": 1}, factories.person])
def test_what_is_no_list_is_a_problem(value: object) -> None:
    [problem] = rules.list_problems("goals", value)

    assert problem.code == "list.wrong_type"
    assert rules.list_problems("goals", []) == rules.list_problems("goals", ("a",)) == []
