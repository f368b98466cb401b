"""What a clock on a wall shows, over a longer time: hours that come back every day or week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduling.rules.spans import Span

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open time (UTC) in which a clock runs on without being changed."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    offset: dt.timedelta

    @property
    def first(self) -> dt.datetime:
        """What the clock shows when it begins."""
        return self.wall(self.starts_at)

    @property
    def end(self) -> dt.datetime:
        """What the clock would show when it ends, were it not changed."""
        return self.wall(self.ends_at)

    def wall(self, instant: dt.datetime) -> dt.datetime:
        """Return what the clock shows at an instant of this stretch."""
        return instant.astimezone(dt.UTC).replace(tzinfo=None) + self.offset

    def instant(self, wall: dt.datetime) -> dt.datetime:
        """Return when, in UTC, the clock shows this in this stretch."""
        return (wall - self.offset).replace(tzinfo=dt.UTC)

    def days(self) -> Iterator[dt.date]:
        """Yield the dates that the clock's calendar shows."""
        day = self.first.date()
        while dt.datetime.combine(day, dt.time()) < self.end:
            yield day
            day += _DAY

    def span(self, day: dt.date, starts: dt.time, ends: dt.time | None) -> Span | None:
        """Return when the clock shows these hours of a day; `ends` is None for midnight."""
        midnight = dt.datetime.combine(day, dt.time())
        until = dt.datetime.combine(day, ends) if ends else midnight + _DAY
        first, end = max(dt.datetime.combine(day, starts), self.first), min(until, self.end)
        return (self.instant(first), self.instant(end)) if first < end else None


@lru_cache(maxsize=64)
def stretches(zone: str, since: dt.datetime, until: dt.datetime) -> tuple[Stretch, ...]:
    """Return the stretches of the clock in a zone between two instants (UTC), in order.

    A clock that is changed twice within a day goes unseen; no zone has had that in this century.
    """
    clock = ZoneInfo(zone)
    found = []
    start, here = since, since
    while here < until:
        there = min(here + _DAY, until)
        before, after = _offset(clock, here), _offset(clock, there)
        if before != after:
            changed = _changed(clock, here, there)
            found.append(Stretch(start, changed, before))
            start = changed
        here = there
    found.append(Stretch(start, until, _offset(clock, until - _SECOND)))
    return tuple(one for one in found if one.starts_at < one.ends_at)


def _offset(clock: ZoneInfo, instant: dt.datetime) -> dt.timedelta:
    return instant.astimezone(clock).utcoffset() or dt.timedelta(0)


def _changed(clock: ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """Return the first instant, to the second, at which the clock runs as it does afterwards."""
    new = _offset(clock, after)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if _offset(clock, middle) == new:
            after = middle
        else:
            before = middle
    # Clocks are changed on whole seconds, and the search ends less than one after it.
    return after.replace(microsecond=0)
