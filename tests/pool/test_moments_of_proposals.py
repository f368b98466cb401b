"""The moment of a proposal, held against somebody who leafs through the days one by one."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.models import Certificate
from pool import matching
from pool.models import PoolMembership
from tests import factories
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

HOME = ZoneInfo("Europe/Amsterdam")
# Around the end of a month, for who has enough of it in one of the two.
START = dt.date(2027, 4, 27)
DAY, HALF_HOUR = dt.timedelta(days=1), dt.timedelta(minutes=30)
# When an appointment begins and how long it takes, in half hours from the first day on.
Busy = list[tuple[int, int]]


@dataclass(frozen=True)
class Wanted:
    """From when until when and how long, in half hours; the first day begins with none."""

    first: int
    last: int
    half_hours: int


@dataclass(frozen=True)
class Trainer:
    """What stands in the way of somebody; days count from the first day."""

    busy: Busy
    gave: list[int]
    most: int | None
    # What ends, and on which day.
    ends: tuple[str, int] | None
    # From which day on somebody comes along, for how many days, and when that one is busy.
    coach: tuple[int, int | None, Busy]


def wanted(chance: random.Random) -> Wanted:
    first, half_hours = chance.randrange(60), chance.randint(1, 8)
    return Wanted(first, first + half_hours + chance.choice([0, 12, 96, 200, 288]), half_hours)


def trainer(chance: random.Random) -> Trainer:
    what = chance.choice(["", "certificate", "endorsement", "left", "pause"])
    return Trainer(
        busy=_some_busy(chance),
        gave=chance.sample(range(7), chance.randrange(3)),
        most=chance.choice([None, 1, 2]),
        ends=(what, chance.randint(-1, 6)) if what else None,
        coach=(chance.randint(-1, 6), chance.choice([None, 1, 3, 5]), _some_busy(chance)),
    )


def _some_busy(chance: random.Random) -> Busy:
    """Take most of the first days, so that it comes down to the days after."""
    return [
        (chance.randrange(4 * 48), chance.choice([3, 24, 48, 96]))
        for _ in range(chance.randrange(5))
    ]


def at(half_hours: int) -> dt.datetime:
    return dt.datetime.combine(START, dt.time(), HOME) + half_hours * HALF_HOUR


def day(number: int) -> dt.date:
    return START + number * DAY


@pytest.mark.usefixtures("country", "db")
@given(st.integers(0, 2**32))
@settings(max_examples=80)
def test_moment_is_the_one_that_leafing_through_the_days_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same every time
    asked, everybody = wanted(chance), [trainer(chance) for _ in range(3)]
    with transaction.atomic():
        request = scenes.request(
            wanted_from=at(asked.first),
            wanted_until=at(asked.last),
            minutes=asked.half_hours * 30,
        )
        people = [_make(one) for one in everybody]
        found = matching.propose(request, now=NOW, count=None).found
        transaction.set_rollback(True)

    fast = {one.person: one.moment and one.moment.starts_at for one in found}
    slow = {
        person.pk: start
        for person, one in zip(people, everybody, strict=True)
        if (start := _first(one, asked)) is not None
    }
    assert fast == slow


def _make(one: Trainer) -> Person:
    person = scenes.ready(factories.person())
    PoolMembership.objects.filter(person=person).update(most_per_month=one.most)
    _book(person, one.busy)
    for number in one.gave:
        made = factories.appointment(at(number * 48 + 46), minutes=30, lead=person)
        scenes.request(state="scheduled", appointment=made)
    first, days, busy = one.coach
    coach = factories.person()
    ends_on = None if days is None else day(first + days)
    scenes.pair(person, coach, starts_on=day(first), ends_on=ends_on)
    _book(coach, busy)
    _end(person, one)
    return person


def _book(person: Person, busy: Busy) -> None:
    for start, length in busy:
        made = factories.appointment(at(start), minutes=30 * length)
        factories.participation(made, person)


def _end(person: Person, one: Trainer) -> None:
    what, number = one.ends or ("", 0)
    if what == "certificate":
        Certificate.objects.filter(person=person).update(valid_until=day(number - 1))
    elif what == "endorsement":
        person.endorsements.update(ends_on=day(number))
    elif what == "left":
        person.pool_memberships.update(left_on=day(number))
    elif what == "pause":
        scenes.pause(person, starts_on=day(number))


def _first(one: Trainer, asked: Wanted) -> dt.datetime | None:
    """Try every half hour, the first first."""
    if not _may(one, asked.first // 48):
        return None
    for start in range(asked.first, asked.last - asked.half_hours + 1):
        if _can(one, asked, start):
            return at(start)
    return None


def _may(one: Trainer, number: int) -> bool:
    return one.ends is None or number < one.ends[1]


def _along(one: Trainer, number: int) -> Busy:
    """Return when the coach of that day is busy."""
    first, days, busy = one.coach
    return busy if first <= number and (days is None or number < first + days) else []


def _can(one: Trainer, asked: Wanted, start: int) -> bool:
    number, end = start // 48, start + asked.half_hours
    more_than_a_day = asked.last - asked.first > 48
    # From nine to half past ten, where the group gave more than a day.
    at_night = start % 48 < 18 or start % 48 + asked.half_hours > 45
    given = [gave for gave in one.gave if day(gave).month == day(number).month]
    busy = [*one.busy, *_along(one, number)]
    return (
        _may(one, number)
        and not (more_than_a_day and at_night)
        and (one.most is None or len(given) < one.most)
        and not any(other < end and start < other + length for other, length in busy)
        and not any(gave * 48 + 46 < end and start < gave * 48 + 47 for gave in one.gave)
    )
