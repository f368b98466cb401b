"""Numbers, days and moments that come from anywhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules import values

if TYPE_CHECKING:
    from common.problems import Problem

ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(),
    st.dates(), st.datetimes(), st.datetimes(timezones=st.just(dt.UTC)), st.lists(st.integers()),
)  # fmt: skip


def _codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@given(ANYTHING)
def test_anything_is_a_number_in_range_or_has_one_problem(value: object) -> None:
    is_number = type(value) is int
    fine = type(value) is int and 1 <= value <= 9
    expected = [] if fine else ["number.out_of_range" if is_number else "number.wrong_type"]
    assert _codes(values.number_problems("seats", value, least=1, most=9)) == expected


@given(ANYTHING)
def test_anything_is_a_day_of_this_century_or_has_one_problem(value: object) -> None:
    is_day = type(value) is dt.date
    fine = type(value) is dt.date and 2000 <= value.year <= 2100
    expected = [] if fine else ["day.out_of_range" if is_day else "day.wrong_type"]
    assert _codes(values.day_problems("starts_on", value)) == expected


@given(ANYTHING)
def test_anything_is_a_moment_of_this_century_or_has_one_problem(value: object) -> None:
    is_moment = isinstance(value, dt.datetime) and value.tzinfo is not None
    fine = isinstance(value, dt.datetime) and is_moment and 2000 <= value.year <= 2100
    expected = [] if fine else ["moment.out_of_range" if is_moment else "moment.wrong_type"]
    assert _codes(values.moment_problems("opens_at", value)) == expected


@pytest.mark.parametrize("number", [1, 9])
def test_range_holds_both_ends(number: int) -> None:
    assert values.number_problems("seats", number, least=1, most=9) == []


@pytest.mark.parametrize("number", [0, 10])
def test_range_holds_nothing_beyond_its_ends(number: int) -> None:
    problem = values.number_problems("seats", number, least=1, most=9)[0]
    assert (problem.field, str(problem)) == ("seats", "This must be a number from 1 to 9.")


def test_first_and_last_day_of_the_century_are_fine() -> None:
    days = [dt.date(2000, 1, 1), dt.date(2100, 12, 31)]
    assert [values.day_problems("day", day) for day in days] == [[], []]
