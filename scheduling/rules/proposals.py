"""The first moments at which people are free: what is asked, and the arithmetic that finds them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from common import periods
from scheduling.rules import clocks, days_off, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scheduling.rules.availability import Hours
    from scheduling.rules.clocks import Stretch
    from scheduling.rules.spans import Span

EVERY_DAY = frozenset(range(7))
_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
# On a wall clock, so without a zone.
_LONG_AGO = dt.datetime(1, 1, 1)  # noqa: DTZ001 -- the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What is looked for: how long, on which days and between which hours of the clock of a zone.

    Both days are inclusive. `latest` is when it must be over, None for midnight; starts lie `step`
    minutes apart, counted from midnight. Nothing begins before `not_before` (UTC). `needs_problems`
    says what is wrong with them.
    """

    minutes: int
    first_day: dt.date
    last_day: dt.date
    weekdays: frozenset[int] = EVERY_DAY
    earliest: dt.time = dt.time()
    latest: dt.time | None = None
    zone: str = periods.DEFAULT_ZONE
    step: int = 30
    avoids_holidays: bool = True
    not_before: dt.datetime | None = None

    @property
    def length(self) -> dt.timedelta:
        """How long it takes."""
        return self.minutes * _MINUTE

    @property
    def span(self) -> Span:
        """From the first moment of the first day until the end of the last, in UTC."""
        last = self.last_day + _DAY
        return periods.day_start(self.first_day, self.zone), periods.day_start(last, self.zone)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one person is somewhere else, and when they can usually come.

    Instants are in UTC, in any order. Without weekly hours any hour will do.
    """

    busy: tuple[Span, ...] = ()
    weekly: tuple[Hours, ...] = ()
    added: tuple[Span, ...] = ()
    blocked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The calendars of everybody who must be free, and their regions with school holidays."""

    calendars: tuple[Calendar, ...] = ()
    regions: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A half-open time (UTC) at which everybody is free."""

    starts_at: dt.datetime
    ends_at: dt.datetime


def first_moments(needs: Needs, facts: Facts, count: int) -> list[Moment]:
    """Return the first moments at which everybody is free, the earliest first.

    Each minute of them lies on one of the days and between the hours that are asked for, on no
    public holiday and no school holiday of the regions, in the weekly hours or an added period of
    everybody who has such hours, and in no appointment or blocked period of anybody. They may
    overlap each other. A time that the clock skips is no start; of one that comes twice only the
    first is. Needs that `needs_problems` finds nothing wrong with; the work grows with the number
    of days and of spans, not of minutes.
    """
    clock = clocks.stretches(needs.zone, *needs.span)
    free = _asked_for(needs, facts.regions, clock)
    for calendar in facts.calendars:
        free = _free(calendar, free, needs.span)
    if needs.not_before is not None:
        free = spans.common(free, [(needs.not_before, needs.span[1])])
    return list(islice(_moments(needs, free, clock), count))


def _asked_for(needs: Needs, regions: frozenset[str], clock: Iterable[Stretch]) -> list[Span]:
    return spans.merged(
        span
        for stretch in clock
        for day in stretch.days()
        if day.weekday() in needs.weekdays
        and not (needs.avoids_holidays and days_off.is_day_off(day, regions))
        and (span := stretch.span(day, needs.earliest, needs.latest))
    )


def _free(calendar: Calendar, asked: list[Span], within: Span) -> list[Span]:
    """Return when somebody is free in the time that is asked for."""
    free = asked
    if calendar.weekly:
        usual = _usual(calendar.weekly, within)
        free = spans.common(free, spans.merged([*usual, *calendar.added]))
    return spans.without(free, spans.merged([*calendar.busy, *calendar.blocked]))


def _usual(weekly: Iterable[Hours], within: Span) -> Iterator[Span]:
    by_day: defaultdict[tuple[str, int], list[Hours]] = defaultdict(list)
    for hours in weekly:
        by_day[hours.zone, hours.weekday].append(hours)
    for zone in {zone for zone, _weekday in by_day}:
        for stretch in clocks.stretches(zone, *within):
            for day in stretch.days():
                of_the_day = by_day.get((zone, day.weekday()), ())
                found = (stretch.span(day, hours.starts, hours.ends) for hours in of_the_day)
                yield from (span for span in found if span)


def _moments(needs: Needs, free: Iterable[Span], clock: Iterable[Stretch]) -> Iterator[Moment]:
    for since, until in free:
        shown = _LONG_AGO
        for stretch in clock:
            for starts_at in _starts(needs, stretch, shown, (since, until)):
                yield Moment(starts_at, starts_at + needs.length)
            # What the clock showed before it was put back comes a second time now.
            shown = stretch.end


def _starts(
    needs: Needs, stretch: Stretch, shown: dt.datetime, free: Span
) -> Iterator[dt.datetime]:
    """Yield where in a stretch something can start, after what the clock has already shown."""
    last = free[1] - needs.length
    since = max(free[0], stretch.starts_at)
    if since >= stretch.ends_at or since > last:
        return
    wall = _on_step(max(stretch.wall(since), shown), needs.step)
    while (starts_at := stretch.instant(wall)) < stretch.ends_at and starts_at <= last:
        yield starts_at
        wall += needs.step * _MINUTE


def _on_step(wall: dt.datetime, step: int) -> dt.datetime:
    """Return this time, or the first one after it that is a number of steps from midnight."""
    midnight = dt.datetime.combine(wall.date(), dt.time())
    return midnight - (midnight - wall) // (step * _MINUTE) * (step * _MINUTE)
