"""What makes an appointment that people can come to."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import periods
from common.periods import DEFAULT_ZONE
from common.problems import Problem, Severity
from scheduling import rules
from scheduling.models import Appointment, Venue
from scheduling.states import Delivery
from tests import factories
from tests.factories import utc
from tests.scheduling.asking import TEN, hours


def asked(**fields: Any) -> Appointment:
    """Return an appointment that nobody can object to, but for the given fields."""
    values: dict[str, Any] = {
        "title": "Session",
        "starts_at": TEN,
        "ends_at": TEN + hours(3),
        "zone": DEFAULT_ZONE,
        "delivery": Delivery.ONLINE,
    } | fields
    return Appointment(**values)


def codes(problems: list[Problem]) -> list[str]:
    """Return the codes, sorted."""
    return sorted(problem.code for problem in problems)


def test_appointment_as_it_should_be_has_no_problems() -> None:
    made = asked(title="Sessie 1 👩🏽‍🏫 IJmuiden", join_link="https://meet.example.org/a?b=1,2")

    assert rules.appointment_problems(made) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": ""}, "text.required"),
        ({"title": "   "}, "text.required"),
        ({"title": "x" * 201}, "text.too_long"),
        ({"title": "Ses\x00sion"}, "text.nul"),
        ({"title": None}, "text.wrong_type"),
        ({"ends_at": TEN}, "appointment.ends_before_it_starts"),
        ({"ends_at": TEN - hours(1)}, "appointment.ends_before_it_starts"),
        ({"ends_at": TEN + hours(24) + dt.timedelta(seconds=1)}, "appointment.too_long"),
        ({"starts_at": dt.datetime(2027, 3, 20, 10)}, "appointment.time_without_zone"),
        ({"ends_at": dt.date(2027, 3, 20)}, "appointment.time_without_zone"),
        ({"ends_at": None}, "appointment.time_without_zone"),
        ({"starts_at": utc(207, 3, 20)}, "appointment.year_is_unlikely"),
        ({"ends_at": dt.datetime.max.replace(tzinfo=dt.UTC)}, "appointment.year_is_unlikely"),
        ({"break_minutes": -1}, "appointment.break_minutes"),
        ({"break_minutes": 2.5}, "appointment.break_minutes"),
        ({"break_minutes": True}, "appointment.break_minutes"),
        ({"break_minutes": "15"}, "appointment.break_minutes"),
        ({"break_minutes": 180}, "appointment.break_too_long"),
        ({"zone": "Europe/Utrecht"}, "time.unknown_zone"),
        ({"zone": None}, "time.unknown_zone"),
        ({"delivery": "by_phone"}, "appointment.unknown_delivery"),
        ({"delivery": Delivery.IN_PERSON}, "appointment.without_venue"),
        ({"join_link": "javascript:alert(1)"}, "appointment.join_link"),
        ({"join_link": "ftp://example.org"}, "appointment.join_link"),
        ({"join_link": "meet me"}, "appointment.join_link"),
        ({"join_link": "https://example.org/\x00"}, "text.nul"),
        ({"join_link": "https://example.org/" + "x" * 200}, "text.too_long"),
    ],
)
def test_appointment_with_one_thing_wrong_has_one_problem(
    fields: dict[str, Any], code: str
) -> None:
    assert codes(rules.appointment_problems(asked(**fields))) == [code]


def test_appointment_tells_everything_at_once() -> None:
    made = asked(title="", zone="", ends_at=TEN - hours(1), break_minutes=-1, join_link="x")

    assert codes(rules.appointment_problems(made)) == [
        "appointment.break_minutes",
        "appointment.ends_before_it_starts",
        "appointment.join_link",
        "text.required",
        "time.unknown_zone",
    ]


def test_two_times_without_zone_are_two_problems() -> None:
    naive = dt.datetime(2027, 3, 20, 10)
    problems = rules.time_problems(asked(starts_at=naive, ends_at=naive))

    assert [problem.field for problem in problems] == ["starts_at", "ends_at"]


def test_appointment_of_a_whole_day_is_possible() -> None:
    assert rules.time_problems(asked(ends_at=TEN + hours(24), break_minutes=1439)) == []


def test_missing_venue_is_a_warning_because_it_may_come_later() -> None:
    (problem,) = rules.appointment_problems(asked(delivery=Delivery.IN_PERSON))

    assert problem.severity is Severity.WARNING


@pytest.mark.django_db
def test_venue_that_is_there_is_no_problem() -> None:
    venue = Venue.objects.create(name="Hall")

    made = asked(delivery=Delivery.IN_PERSON, venue=venue)

    assert rules.appointment_problems(made) == []


@pytest.mark.django_db
def test_venue_that_is_not_there_is_a_problem() -> None:
    made = asked(delivery=Delivery.IN_PERSON, venue=Venue(pk=404, name="Hall"))

    assert codes(rules.appointment_problems(made)) == ["appointment.unknown_venue"]


def test_end_in_the_hour_that_comes_twice_lies_after_the_start() -> None:
    amsterdam = ZoneInfo(DEFAULT_ZONE)
    starts = dt.datetime(2027, 10, 31, 2, 45, tzinfo=amsterdam)
    ends = dt.datetime(2027, 10, 31, 2, 15, fold=1, tzinfo=amsterdam)

    assert rules.time_problems(asked(starts_at=starts, ends_at=ends)) == []


def test_end_that_the_clock_skips_to_does_not_lie_before_the_start() -> None:
    amsterdam = ZoneInfo(DEFAULT_ZONE)
    starts = dt.datetime(2027, 3, 28, 1, 30, tzinfo=amsterdam)
    made = asked(starts_at=starts, ends_at=starts.replace(hour=3), break_minutes=60)

    assert codes(rules.time_problems(made)) == ["appointment.break_too_long"]


@pytest.mark.parametrize(("night", "minutes"), [((2027, 3, 28), 150), ((2027, 10, 31), 270)])
@pytest.mark.parametrize("zone", [DEFAULT_ZONE, "UTC"])
def test_contact_minutes_are_right_in_the_nights_that_the_clock_changes(
    night: tuple[int, int, int], minutes: int, zone: str
) -> None:
    midnight = periods.from_wall(dt.datetime(*night, 0, 0), DEFAULT_ZONE)
    four = periods.from_wall(dt.datetime(*night, 4, 0), DEFAULT_ZONE)
    # Two times of one zone are the ones that Python subtracts by their wall clocks.
    starts, ends = (instant.astimezone(ZoneInfo(zone)) for instant in (midnight, four))

    assert asked(starts_at=starts, ends_at=ends, break_minutes=30).contact_minutes == minutes


# Every moment of the year, and far more often than by chance the two nights of the clock.
HOURS = st.one_of(st.integers(0, 8760), st.integers(2060, 2072), st.integers(7264, 7276))


@given(HOURS, st.integers(1, 1440), st.integers(0, 1439))
def test_contact_minutes_are_those_that_a_stopwatch_counts(
    hour: int, length: int, pause: int
) -> None:
    starts = (utc(2027, 1, 1) + hours(hour)).astimezone(ZoneInfo(DEFAULT_ZONE))
    ends = (starts.astimezone(dt.UTC) + dt.timedelta(minutes=length)).astimezone(starts.tzinfo)
    made = asked(starts_at=starts, ends_at=ends, break_minutes=pause)

    stopwatch = round(ends.timestamp() - starts.timestamp()) // 60 - pause

    assert made.contact_minutes == stopwatch
    assert (rules.time_problems(made) == []) == (stopwatch > 0)


@pytest.mark.django_db
def test_appointment_begins_on_the_date_of_its_own_zone() -> None:
    late = factories.appointment(utc(2027, 6, 30, 22, 30))

    assert late.local_date == dt.date(2027, 7, 1)
