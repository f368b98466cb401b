"""The slow and simple way to find moments: look at the clock at every minute."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduling import rules
from scheduling.rules import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduling.rules import Calendar, Facts, Needs

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)


def moments(needs: Needs, facts: Facts) -> list[Moment]:
    """Return every moment that will do, the earliest first."""
    begin = dt.datetime.combine(needs.first_day, dt.time(), dt.UTC) - 15 * _HOUR
    end = dt.datetime.combine(needs.last_day, dt.time(), dt.UTC) + 40 * _HOUR
    minutes = [begin + number * _MINUTE for number in range((end - begin) // _MINUTE)]
    good = [_will_do(needs, facts, minute) for minute in minutes]
    run, found = 0, []
    # From the last to the first: how many good minutes follow one another from here on.
    for minute, is_good in zip(reversed(minutes), reversed(good), strict=True):
        run = run + 1 if is_good else 0
        if run >= needs.minutes and _can_start(needs, minute):
            found.append(Moment(minute, minute + needs.minutes * _MINUTE))
    return found[::-1]


def _will_do(needs: Needs, facts: Facts, minute: dt.datetime) -> bool:
    wall = minute.astimezone(ZoneInfo(needs.zone))
    day = wall.date()
    return (
        needs.first_day <= day <= needs.last_day
        and day.weekday() in needs.weekdays
        and needs.earliest <= wall.time()
        and (needs.latest is None or wall.time() < needs.latest)
        and not (needs.avoids_holidays and rules.is_day_off(day, facts.regions))
        and (needs.not_before is None or needs.not_before <= minute)
        and all(_is_free(calendar, minute) for calendar in facts.calendars)
    )


def _is_free(calendar: Calendar, minute: dt.datetime) -> bool:
    if _lies_in(calendar.busy, minute) or _lies_in(calendar.blocked, minute):
        return False
    if not calendar.weekly or _lies_in(calendar.added, minute):
        return True
    walls = [(hours, minute.astimezone(ZoneInfo(hours.zone))) for hours in calendar.weekly]
    return any(
        wall.weekday() == hours.weekday and hours.starts <= wall.time() < hours.ends
        for hours, wall in walls
    )


def _lies_in(spans: Iterable[tuple[dt.datetime, dt.datetime]], minute: dt.datetime) -> bool:
    return any(start <= minute < end for start, end in spans)


def _can_start(needs: Needs, minute: dt.datetime) -> bool:
    wall = minute.astimezone(ZoneInfo(needs.zone))
    # The second time that a clock shows the same has another fold.
    return (wall.hour * 60 + wall.minute) % needs.step == 0 and wall.fold == 0
