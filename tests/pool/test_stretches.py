"""On which days a trainer can be asked: cut by months that are full, and by who comes along."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import Period
from pool import rules
from pool.rules import Stretch

APRIL, MAY, JUNE = (dt.date(2027, month, 1) for month in (4, 5, 6))
DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2027, 3, 20), dt.date(2027, 6, 12))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (dt.date(2027, 4, 30), (APRIL,)),
        (MAY, (APRIL, MAY)),
        (dt.date(2027, 6, 1), (APRIL, MAY, JUNE)),
        (dt.date(2027, 3, 1), (APRIL,)),
    ],
)
def test_months_are_those_of_the_days(last: dt.date, expected: tuple[dt.date, ...]) -> None:
    assert rules.months(dt.date(2027, 4, 17), last) == expected


@pytest.mark.parametrize(
    ("most", "expected"), [(None, set()), (1, {APRIL, MAY}), (2, {MAY}), (3, set())]
)
def test_month_is_full_at_the_ceiling(most: int | None, expected: set[dt.date]) -> None:
    assert rules.full_months({APRIL: 1, MAY: 2}, most, (APRIL, MAY, JUNE)) == expected


@pytest.mark.parametrize(
    ("minutes", "whole", "expected"),
    [
        (180, 1440, (dt.time(), None)),
        (180, 1441, (dt.time(9), dt.time(22, 30))),
        (13 * 60 + 30, 2880, (dt.time(9), dt.time(22, 30))),
        (13 * 60 + 31, 2880, (dt.time(), None)),
    ],
)
def test_nights_are_for_who_asks_for_them(
    minutes: int, whole: int, expected: tuple[dt.time, dt.time | None]
) -> None:
    assert rules.hours(minutes, whole) == expected


def test_full_month_is_left_out_of_the_middle() -> None:
    found = rules.stretches(
        dt.date(2027, 4, 17), dt.date(2027, 6, 9), until=None, full={MAY}, coaches=()
    )

    assert found == [
        Stretch(dt.date(2027, 4, 17), dt.date(2027, 4, 30)),
        Stretch(JUNE, dt.date(2027, 6, 9)),
    ]


@st.composite
def coaches(draw: st.DrawFn) -> list[tuple[Period, int]]:
    """Return some who came along, each in a period that may go on."""
    starts = draw(st.lists(DAYS, max_size=3))
    ends = [draw(st.none() | st.dates(start, dt.date(2027, 6, 20))) for start in starts]
    return [(Period(*days), coach) for coach, days in enumerate(zip(starts, ends, strict=True))]


@given(DAYS, DAYS, st.none() | DAYS, st.frozensets(st.sampled_from([APRIL, MAY, JUNE])), coaches())
def test_each_day_is_in_a_stretch_when_it_can_be_and_with_its_own_coach(
    first: dt.date,
    last: dt.date,
    until: dt.date | None,
    full: frozenset[dt.date],
    pairs: list[tuple[Period, int]],
) -> None:
    found = rules.stretches(first, last, until=until, full=full, coaches=pairs)
    said = {
        stretch.first_day + number * DAY: stretch.coach
        for stretch in found
        for number in range((stretch.last_day - stretch.first_day).days + 1)
    }

    days = [first + number * DAY for number in range((last - first).days + 1)]
    obvious = {
        day: next((coach for period, coach in pairs if day in period), None)
        for day in days
        if (until is None or day < until) and day.replace(day=1) not in full
    }
    assert said == obvious
