"""On which of the days that a group wants a trainer can be asked, and who comes along then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from common import periods

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from common.periods import Period

_DAY = dt.timedelta(days=1)
_MORNING, _EVENING = dt.time(9), dt.time(22, 30)
_MOST_BY_DAY, _A_DAY = 13 * 60 + 30, 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both inclusive, on which a trainer can be asked, with the same coach or with none."""

    first_day: dt.date
    last_day: dt.date
    coach: int | None = None


def months(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the first day of each month in which one of these days lies, both inclusive."""
    found = [first.replace(day=1)]
    while (following := periods.add_months(found[-1], 1)) <= last:
        found.append(following)
    return tuple(found)


def full_months(
    trainings: Mapping[dt.date, int], most: int | None, among: Iterable[dt.date]
) -> frozenset[dt.date]:
    """Return in which of these months a trainer has as many trainings as they want, or more.

    `trainings` counts them by the first day of the month; `most` is the trainer's own ceiling for a
    month, None without one.
    """
    if most is None:
        return frozenset()
    return frozenset(month for month in among if trainings.get(month, 0) >= most)


def stretches(
    first: dt.date,
    last: dt.date,
    *,
    until: dt.date | None,
    full: Collection[dt.date],
    coaches: Sequence[tuple[Period, int]],
) -> list[Stretch]:
    """Return when a trainer can be asked from a first day to a last one, both inclusive.

    `until` is the first day on which they may not give it any more, None without one; `full` are
    the first days of months in which they have enough of it; `coaches` who came along in a period,
    the one that counts first. Cut where a coach comes or goes, so that each stretch has one coach.
    """
    end = last + _DAY if until is None else min(last + _DAY, until)
    cuts = {first, end}
    cuts |= {day for month in full for day in (month, periods.add_months(month, 1))}
    cuts |= {day for period, _coach in coaches for day in (period.start, period.end) if day}
    inside = sorted(day for day in cuts if first <= day <= end)
    return [
        Stretch(start, stop - _DAY, _coach(start, coaches))
        for start, stop in pairwise(inside)
        if start.replace(day=1) not in full
    ]


def hours(minutes: int, whole: int) -> tuple[dt.time, dt.time | None]:
    """Return from when until when by the clock (None: midnight) a training is looked for.

    `minutes` is how long it takes, `whole` how long the time is in which a group wants it. Who
    gives a day or less says itself which hours. Who gives more does not mean the nights: from nine
    in the morning to half past ten in the evening, unless it takes longer than that.
    """
    if whole <= _A_DAY or minutes > _MOST_BY_DAY:
        return dt.time(), None
    return _MORNING, _EVENING


def _coach(day: dt.date, coaches: Iterable[tuple[Period, int]]) -> int | None:
    return next((coach for period, coach in coaches if day in period), None)
