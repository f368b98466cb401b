"""The first moments at which everybody is free, held against a search minute by minute."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduling import rules
from scheduling.rules import Calendar, Facts, Hours, Needs, first_moments
from tests.factories import utc
from tests.scheduling import oracle_of_moments as oracle

if TYPE_CHECKING:
    from scheduling.rules import Moment

AMSTERDAM, LISBON, KATHMANDU = "Europe/Amsterdam", "Europe/Lisbon", "Asia/Kathmandu"
# Two nights on which the clock changes, a public holiday, a holiday of schools, and plain days.
DAYS = [dt.date(2027, 3, 27), dt.date(2027, 10, 30), dt.date(2027, 4, 26), dt.date(2027, 2, 19)]
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


def needs(day: dt.date, **asked: Any) -> Needs:
    """Return an hour on one day, unless told otherwise."""
    values: dict[str, Any] = {"minutes": 60, "first_day": day, "last_day": day} | asked
    return Needs(**values)


def walls(found: list[Moment], zone: str = AMSTERDAM) -> list[str]:
    """Return when the moments begin, as a clock in the zone shows it."""
    local = [moment.starts_at.astimezone(ZoneInfo(zone)) for moment in found]
    return [f"{wall:%H:%M%z}" for wall in local]


def span(start: dt.datetime, minutes: int) -> tuple[dt.datetime, dt.datetime]:
    """Return a span of so many minutes."""
    return start, start + dt.timedelta(minutes=minutes)


def test_without_anybody_every_step_of_the_day_will_do() -> None:
    found = first_moments(needs(dt.date(2027, 3, 1), minutes=120), Facts(), 1000)

    assert len(found) == 45
    assert walls(found)[:3] == ["00:00+0100", "00:30+0100", "01:00+0100"]
    assert walls(found)[-1] == "22:00+0100"


def test_only_so_many_as_were_asked_for() -> None:
    assert len(first_moments(needs(dt.date(2027, 3, 1)), Facts(), 3)) == 3
    assert first_moments(needs(dt.date(2027, 3, 1)), Facts(), 0) == []


def test_touching_an_appointment_is_free() -> None:
    busy = Calendar(busy=(span(utc(2027, 3, 1, 9), 60), span(utc(2027, 3, 1, 11), 600)))
    asked = needs(dt.date(2027, 3, 1), earliest=dt.time(9), latest=dt.time(17))

    assert walls(first_moments(asked, Facts((busy,)), 9)) == ["09:00+0100", "11:00+0100"]


def test_added_period_opens_and_blocked_period_closes() -> None:
    monday = Hours(0, dt.time(9), dt.time(12))
    calendar = Calendar(
        weekly=(monday,),
        added=(span(utc(2027, 3, 1, 19), 90),),
        blocked=(span(utc(2027, 3, 1, 8), 120), span(utc(2027, 3, 1, 19), 15)),
    )

    found = first_moments(needs(dt.date(2027, 3, 1)), Facts((calendar,)), 9)

    assert walls(found) == ["11:00+0100", "20:30+0100"]


def test_who_has_weekly_hours_is_there_in_those_alone() -> None:
    calendars = (Calendar(weekly=(Hours(2, dt.time(9), dt.time(10)),)), Calendar())
    week = needs(dt.date(2027, 3, 1), last_day=dt.date(2027, 3, 14))

    found = first_moments(week, Facts(calendars), 9)

    assert [moment.starts_at for moment in found] == [utc(2027, 3, 3, 8), utc(2027, 3, 10, 8)]


def test_hours_of_another_zone_are_read_from_the_clock_there() -> None:
    calendar = Calendar(weekly=(Hours(0, dt.time(9), dt.time(10), LISBON),))

    assert walls(first_moments(needs(dt.date(2027, 3, 1)), Facts((calendar,)), 9)) == ["10:00+0100"]


def test_holidays_are_avoided_unless_asked_otherwise() -> None:
    kings_day, spring_break = dt.date(2027, 4, 27), dt.date(2027, 2, 24)
    north = Facts(regions=frozenset({"noord"}))

    assert first_moments(needs(kings_day), Facts(), 1) == []
    assert first_moments(needs(kings_day, avoids_holidays=False), Facts(), 1) != []
    assert first_moments(needs(spring_break), north, 1) == []
    assert first_moments(needs(spring_break), Facts(), 1) != []


# Easter, as it happens.
def test_hour_that_the_clock_skips_is_no_start() -> None:
    asked = needs(SPRING, latest=dt.time(5), minutes=30, avoids_holidays=False)

    assert walls(first_moments(asked, Facts(), 99)) == [
        "00:00+0100",
        "00:30+0100",
        "01:00+0100",
        "01:30+0100",
        "03:00+0200",
        "03:30+0200",
        "04:00+0200",
        "04:30+0200",
    ]


def test_hour_that_comes_twice_is_a_start_once() -> None:
    asked = needs(AUTUMN, earliest=dt.time(1, 30), latest=dt.time(4), minutes=30)

    assert walls(first_moments(asked, Facts(), 99)) == [
        "01:30+0200",
        "02:00+0200",
        "02:30+0200",
        "03:00+0100",
        "03:30+0100",
    ]


def test_length_is_that_of_a_stopwatch() -> None:
    asked = needs(AUTUMN, earliest=dt.time(1), latest=dt.time(4), minutes=240)

    (found,) = first_moments(asked, Facts(), 9)

    assert (found.starts_at, found.ends_at) == (utc(2027, 10, 30, 23), utc(2027, 10, 31, 3))


def test_night_belongs_to_two_days() -> None:
    evening = needs(dt.date(2027, 3, 1), earliest=dt.time(23), minutes=120)
    both = needs(dt.date(2027, 3, 1), last_day=dt.date(2027, 3, 2), minutes=120)

    assert first_moments(evening, Facts(), 9) == []
    assert "23:00+0100" in walls(first_moments(both, Facts(), 99))


def test_four_hundred_days_and_ten_busy_people_take_well_under_a_second() -> None:
    weekly = tuple(Hours(day, dt.time(9), dt.time(17)) for day in range(5))
    first = utc(2027, 1, 1, 7)
    busy = tuple(span(first + dt.timedelta(days=number), 600) for number in range(400))
    year = needs(dt.date(2027, 1, 1), last_day=dt.date(2028, 2, 4))

    began = time.process_time()
    found = first_moments(year, Facts((Calendar(busy, weekly),) * 10), 100)

    assert found == []
    assert time.process_time() - began < 0.5


_minutes = st.integers(-300, 3300)
_lengths = st.integers(1, 20).map(lambda number: number * 15)
_hours = st.integers(0, 95).map(lambda number: dt.time(number // 4, number % 4 * 15))
_zones = st.sampled_from([AMSTERDAM, LISBON, KATHMANDU])


@st.composite
def _weekly(draw: st.DrawFn) -> Hours:
    starts, ends = sorted((draw(_hours), draw(_hours)))
    return Hours(draw(st.integers(0, 6)), starts, max(ends, dt.time(0, 1)), draw(_zones))


@st.composite
def _asked(draw: st.DrawFn) -> tuple[Needs, Facts]:
    day = draw(st.sampled_from(DAYS))
    base = dt.datetime.combine(day, dt.time(), dt.UTC)
    some_spans = st.lists(
        st.builds(lambda at, long: span(base + dt.timedelta(minutes=at), long), _minutes, _lengths),
        max_size=3,
    ).map(tuple)
    calendars = st.builds(
        Calendar, some_spans, st.lists(_weekly(), max_size=4).map(tuple), some_spans, some_spans
    )
    latest = draw(st.none() | _hours)
    needed = Needs(
        minutes=draw(_lengths),
        first_day=day,
        last_day=day + dt.timedelta(days=draw(st.integers(0, 1))),
        weekdays=draw(st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1)),
        earliest=draw(st.just(dt.time()) | _hours),
        latest=latest,
        zone=draw(_zones),
        step=draw(st.sampled_from(rules.STEPS)),
        avoids_holidays=draw(st.booleans()),
        not_before=draw(st.none() | st.just(base + dt.timedelta(minutes=draw(_minutes)))),
    )
    regions = draw(st.frozensets(st.sampled_from(["noord", "midden", "zuid"])))
    return needed, Facts(tuple(draw(st.lists(calendars, max_size=2))), regions)


@settings(max_examples=100)
@given(_asked(), st.integers(0, 200))
@example((needs(SPRING, minutes=15, step=15, avoids_holidays=False), Facts()), 200)
@example((needs(AUTUMN, minutes=15, step=15), Facts()), 200)
@example((needs(AUTUMN, minutes=45, zone=KATHMANDU), Facts((Calendar(),))), 200)
def test_moments_are_those_that_a_search_minute_by_minute_finds(
    asked: tuple[Needs, Facts], count: int
) -> None:
    found = first_moments(*asked, count)

    assert found == oracle.moments(*asked)[:count]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, []),
        ({"minutes": 0}, ["moments.wrong_length"]),
        ({"minutes": 1441}, ["moments.wrong_length"]),
        ({"step": 7}, ["moments.wrong_step"]),
        ({"weekdays": frozenset()}, ["moments.no_weekday"]),
        ({"weekdays": frozenset({7})}, ["moments.no_weekday"]),
        ({"earliest": dt.time(9), "latest": dt.time(9)}, ["moments.wrong_hours"]),
        ({"last_day": dt.date(2027, 2, 28)}, ["moments.days_out_of_order"]),
        ({"last_day": dt.date(2028, 4, 3)}, []),
        ({"last_day": dt.date(2028, 4, 4)}, ["moments.too_many_days"]),
        ({"first_day": dt.date(1999, 1, 1)}, ["date.out_of_range"]),
        (
            {"zone": "Europe/Nergens", "minutes": 0, "step": 0},
            ["time.unknown_zone", "moments.wrong_length", "moments.wrong_step"],
        ),
    ],
)
def test_what_is_wrong_is_said_at_once(asked: dict[str, Any], codes: list[str]) -> None:
    problems = rules.needs_problems(needs(dt.date(2027, 3, 1), **asked))

    assert [problem.code for problem in problems] == codes
