"""What leniency does to the time in which somebody can renew: arithmetic on days only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import periods
from common.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leniency:
    """What was decided in favor of a holder: extra grace, and pauses that do not overlap."""

    months: int = 0
    days: int = 0
    pauses: tuple[Period, ...] = ()

    @property
    def is_extension(self) -> bool:
        """True when extra grace was given, apart from pauses."""
        return bool(self.months or self.days)


def last_day(
    ends_on: dt.date, grace_months: int, leniency: Leniency, *, since: dt.date, on: dt.date
) -> dt.date:
    """Return the last day of grace of what ends on a day, as it is known on the day `on`.

    All months are added at once, then the days, then a day for each day of a pause from `since`
    on. A pause that begins when grace is over adds nothing; one that goes on adds the days up to
    and including `on`.
    """
    # In two steps a month that is too short would cost days: 30 November, 28 February, 28 May.
    day = periods.add_months(ends_on, grace_months + leniency.months)
    day += dt.timedelta(days=leniency.days)
    for pause in sorted(leniency.pauses, key=lambda each: each.start):
        if pause.start > day:
            break
        within = Period(since, pause.end or on + _DAY)
        day += dt.timedelta(days=_days_in(pause, within))
    return day


def is_paused(leniency: Leniency, on: dt.date) -> bool:
    """Return True when the clock stands still on a day."""
    return any(on in pause for pause in leniency.pauses)


def idle_days(pauses: Iterable[Period], *, since: dt.date, on: dt.date) -> int:
    """Return how many days after `since`, up to and including `on`, the clock ran."""
    after = Period(since + _DAY, on + _DAY)
    return (on - since).days - sum(_days_in(pause, after) for pause in pauses)


def _days_in(pause: Period, within: Period) -> int:
    ends = [end for end in (pause.end, within.end) if end is not None]
    return max(0, (min(ends) - max(pause.start, within.start)).days)
