"""Months, wall times and minutes of contact."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import periods
from common.periods import Period
from tests.refusals import refuses

AMSTERDAM = "Europe/Amsterdam"


def test_period_holds_its_first_day_and_not_its_end() -> None:
    period = Period(dt.date(2027, 1, 1), dt.date(2027, 2, 1))

    assert dt.date(2027, 1, 1) in period
    assert dt.date(2027, 1, 31) in period
    assert dt.date(2027, 2, 1) not in period


def test_period_without_end_goes_on() -> None:
    assert dt.date(2999, 1, 1) in Period(dt.date(2027, 1, 1))


def test_periods_that_touch_do_not_overlap() -> None:
    first = Period(dt.date(2027, 1, 1), dt.date(2027, 2, 1))

    assert not first.overlaps(Period(dt.date(2027, 2, 1)))
    assert first.overlaps(Period(dt.date(2027, 1, 31)))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (dt.date(2027, 8, 31), 36, dt.date(2030, 8, 31)),
        (dt.date(2028, 2, 29), 36, dt.date(2031, 2, 28)),
        (dt.date(2028, 2, 29), 48, dt.date(2032, 2, 29)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2027, 3, 31), -1, dt.date(2027, 2, 28)),
    ],
)
def test_months_end_on_a_day_that_exists(start: dt.date, months: int, expected: dt.date) -> None:
    assert periods.add_months(start, months) == expected


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 120))
def test_months_land_in_the_month_that_was_asked(start: dt.date, months: int) -> None:
    end = periods.add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


def test_wall_time_that_does_not_exist_is_refused() -> None:
    with refuses("time.does_not_exist"):
        periods.from_wall(dt.datetime(2027, 3, 28, 2, 30), AMSTERDAM)


def test_wall_time_that_exists_twice_is_asked_about() -> None:
    wall = dt.datetime(2027, 10, 31, 2, 30)

    with refuses("time.exists_twice"):
        periods.from_wall(wall, AMSTERDAM)
    assert periods.from_wall(wall, AMSTERDAM, fold=0) == dt.datetime(
        2027, 10, 31, 0, 30, tzinfo=dt.UTC
    )
    assert periods.from_wall(wall, AMSTERDAM, fold=1) == dt.datetime(
        2027, 10, 31, 1, 30, tzinfo=dt.UTC
    )


@pytest.mark.parametrize("zone", ["Europe/Utrecht", "", "../etc/passwd", "\0"])
def test_unknown_zone_is_refused(zone: str) -> None:
    with refuses("time.unknown_zone"):
        periods.from_wall(dt.datetime(2027, 1, 1, 12), zone)


def test_time_with_its_own_zone_is_refused() -> None:
    with refuses("time.not_local"):
        periods.from_wall(dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC), AMSTERDAM)


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        (dt.datetime(2027, 3, 20, 10), dt.datetime(2027, 3, 20, 9, tzinfo=dt.UTC)),
        (dt.datetime(2027, 4, 3, 10), dt.datetime(2027, 4, 3, 8, tzinfo=dt.UTC)),
    ],
)
def test_wall_time_follows_summer_time(wall: dt.datetime, expected: dt.datetime) -> None:
    assert periods.from_wall(wall, AMSTERDAM) == expected


@pytest.mark.parametrize(("night", "minutes"), [((2027, 3, 28), 180), ((2027, 10, 31), 300)])
def test_contact_minutes_are_right_when_the_clock_changes(
    night: tuple[int, int, int], minutes: int
) -> None:
    starts = periods.from_wall(dt.datetime(*night, 0, 0), AMSTERDAM)
    ends = periods.from_wall(dt.datetime(*night, 4, 0), AMSTERDAM)

    assert periods.contact_minutes(starts, ends, 0) == minutes
    assert periods.contact_minutes(starts, ends, 30) == minutes - 30


def test_local_date_is_that_of_the_zone() -> None:
    late = dt.datetime(2027, 6, 30, 22, 30, tzinfo=dt.UTC)

    assert periods.local_date(late, AMSTERDAM) == dt.date(2027, 7, 1)


def test_day_starts_at_midnight_of_the_zone() -> None:
    assert periods.day_start(dt.date(2027, 7, 1)) == dt.datetime(2027, 6, 30, 22, tzinfo=dt.UTC)
