"""Periods, months and wall times: the arithmetic of the calendar, in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

DEFAULT_ZONE = "Europe/Amsterdam"
_written: Callable[[dt.date, str], StrOrPromise] = lazy(date_format, str)


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period of days: the end is the first day that is no longer in it."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Return True when a day lies in both; periods that only touch do not overlap."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or the last day of a month that is too short."""
    return day + relativedelta(months=months)


def contact_minutes(starts_at: dt.datetime, ends_at: dt.datetime, break_minutes: int) -> int:
    """Return end minus start minus break in whole minutes; both instants must be aware.

    Subtracting two instants of one zone would compare wall clocks, an hour wrong on the nights
    that summer time begins or ends, so both are brought to UTC first.
    """
    length = ends_at.astimezone(dt.UTC) - starts_at.astimezone(dt.UTC)
    return length // dt.timedelta(minutes=1) - break_minutes


def local_date(instant: dt.datetime, zone: str = DEFAULT_ZONE) -> dt.date:
    """Return the date that a calendar in the zone shows at the instant."""
    return instant.astimezone(ZoneInfo(zone)).date()


def in_words(day: dt.date, shape: str = "j F Y") -> StrOrPromise:
    """Return a date or wall time in the language of who reads it, known only when it is shown."""
    return _written(day, shape)


def day_start(day: dt.date, zone: str = DEFAULT_ZONE) -> dt.datetime:
    """Return the instant, in UTC, at which the day begins in the zone."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def zone_problems(zone: object) -> list[Problem]:
    """Return a problem when the name is no time zone that the IANA database knows."""
    try:
        ZoneInfo(zone if isinstance(zone, str) else "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return [Problem("time.unknown_zone", _("This time zone does not exist."), field="zone")]
    return []


def from_wall(wall: dt.datetime, zone: str, *, fold: int | None = None) -> dt.datetime:
    """Return the instant, in UTC, at which a clock on a wall in the zone shows this time.

    `fold` says which of two equal times is meant, 0 the first and 1 the second, in the hour that
    the clock goes through twice when summer time ends.

    :raises Refused: `time.not_local` for a time that carries a zone of its own,
        `time.unknown_zone`, `time.does_not_exist` for an hour that the clock skips, and
        `time.exists_twice` when the hour comes twice and no fold was given.
    """
    if wall.tzinfo is not None:
        raise Refused(
            [Problem("time.not_local", _("Give the time as a clock on the wall shows it."))]
        )
    if problems := zone_problems(zone):
        raise Refused(problems)
    first, second = (
        wall.replace(tzinfo=ZoneInfo(zone), fold=number).astimezone(dt.UTC) for number in (0, 1)
    )
    if first.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        message = _("This time does not exist: the clock goes forward in that night.")
        raise Refused([Problem("time.does_not_exist", message)])
    if first != second and fold is None:
        message = _(
            "This time exists twice that night: say whether you mean the first or the second."
        )
        raise Refused([Problem("time.exists_twice", message)])
    return second if fold else first
