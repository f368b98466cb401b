"""Plans the runs of a seed: how many, where, when, and how many people apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenario.seeding import texts
from scenario.seeding.days import (
    CLOSES_BEFORE,
    OPENS_BEFORE,
    SPREAD_WEEKS,
    WEEK,
    free_from,
    half_years,
    weekday,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scenario.seeding.chance import Chance

# Since the spring of 2024, when somebody looks in the summer of 2027.
MOST_HALF_YEARS = 8
FEWEST_HALF_YEARS = 3
# Fewer than so many make no run of their own: they apply for the last one.
_FEWEST = 8
# Sessions are on Tuesdays, Thursdays or Saturdays: intervision and placement have the other days.
_WEEKDAYS = (1, 3, 5)
_RUN_GOES_ON = 3 * WEEK
_AUTUMN = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """A run as it is planned; `decided_on` is the day on which its certificates are given."""

    code: str
    region: int
    seats: int
    applicants: int
    session_days: tuple[dt.date, ...]
    ends_on: dt.date
    decided_on: dt.date

    @property
    def starts_on(self) -> dt.date:
        """The day of the first session."""
        return self.session_days[0]

    @property
    def opens_on(self) -> dt.date:
        """The first day on which people can apply."""
        return self.starts_on - OPENS_BEFORE

    @property
    def closes_on(self) -> dt.date:
        """The first day on which they no longer can."""
        return self.starts_on - CLOSES_BEFORE


def half_years_needed(sizes: int) -> int:
    """Return over how many half years so many runs are spread."""
    return min(MOST_HALF_YEARS, max(FEWEST_HALF_YEARS, sizes))


def sizes(chance: Chance, trainees: int) -> list[tuple[int, int]]:
    """Return the seats and the applicants of each run, until everybody applied somewhere."""
    found = []
    while trainees:
        seats = chance.number(12, 20)
        applicants = min(trainees, seats + chance.number(-3, 6))
        if trainees - applicants < _FEWEST:
            applicants = trainees
        found.append((seats, applicants))
        trainees -= applicants
    return found


def plans(
    chance: Chance, sizes: list[tuple[int, int]], *, until: dt.date, regions: int
) -> list[Plan]:
    """Return the runs in the order in which their certificates are given."""
    starts = half_years(until, half_years_needed(len(sizes)))
    found = [
        _plan(chance, number, size, starts[number * len(starts) // len(sizes)], regions)
        for number, size in enumerate(sizes)
    ]
    return sorted(found, key=lambda plan: (plan.decided_on, plan.code))


def _plan(
    chance: Chance, number: int, size: tuple[int, int], half_year: dt.date, regions: int
) -> Plan:
    first = half_year + chance.number(0, SPREAD_WEEKS - 1) * WEEK
    days = tuple(_session_days(weekday(first, chance.one(_WEEKDAYS))))
    season = "V" if half_year.month < _AUTUMN else "N"
    ends_on = days[-1] + _RUN_GOES_ON
    return Plan(
        code=f"{half_year.year}-{season}{number + 1:04}",
        region=number % regions,
        seats=size[0],
        applicants=size[1],
        session_days=days,
        ends_on=ends_on,
        decided_on=weekday(chance.after(ends_on, 4, 14), chance.number(0, 4)),
    )


def _session_days(day: dt.date) -> Iterator[dt.date]:
    """Yield a day every other week, one week later where there is a holiday."""
    for _session in texts.SESSIONS:
        day = free_from(day)
        yield day
        day += 2 * WEEK
