"""The calendar of a seed: wall times as instants, half years, and days that are no holiday."""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo

from common.periods import DEFAULT_ZONE
from people.states import SchoolHolidayRegion
from scheduling import rules as scheduling

WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)
# How long before its first day a run can be applied for, and until when.
OPENS_BEFORE = 26 * WEEK
CLOSES_BEFORE = 2 * WEEK
# Runs of one half year do not all begin in the same week.
SPREAD_WEEKS = 12
# Nor is the first one always free: holidays can put it off by so much.
_PUT_OFF = 4 * WEEK

_ZONE = ZoneInfo(DEFAULT_ZONE)
_TWICE_A_YEAR = (2, 9)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Return the instant of a time by day; at night, when the clock changes, nothing happens."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=_ZONE).astimezone(dt.UTC)


def half_years(until: dt.date, number: int) -> list[dt.date]:
    """Return the first Mondays of so many half years, the last one open for applications."""
    mondays = (
        _monday(year, month)
        for year in range(until.year - number, until.year + 2)
        for month in _TWICE_A_YEAR
    )
    last = until + OPENS_BEFORE - SPREAD_WEEKS * WEEK - _PUT_OFF
    return [monday for monday in mondays if monday <= last][-number:]


def weekday(day: dt.date, number: int) -> dt.date:
    """Return the first day from this one on that is that day of the week; Monday is 0."""
    return day + (number - day.weekday()) % 7 * DAY


@functools.cache
def is_free(day: dt.date) -> bool:
    """Return True when the day is a holiday nowhere in the country, so nobody need be warned."""
    return not scheduling.holiday_warnings(at(day, 12), DEFAULT_ZONE, SchoolHolidayRegion.values)


def free_from(day: dt.date, step: dt.timedelta = WEEK) -> dt.date:
    """Return this day, or the first one so many steps later that is no holiday."""
    while not is_free(day):
        day += step
    return day


def _monday(year: int, month: int) -> dt.date:
    return weekday(dt.date(year, month, 1), 0)
