"""The calendars of people, read for looking for a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scheduling import access, rules
from scheduling.models import AvailabilityPeriod, WeeklyAvailability
from scheduling.rules import Needs
from scheduling.states import Answer, AppointmentState, ParticipationRole
from tests import factories
from tests.factories import NOW, utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Person

MONDAY = dt.date(2027, 3, 8)
NEEDS = Needs(
    minutes=60, first_day=MONDAY, last_day=MONDAY, earliest=dt.time(9), latest=dt.time(13), step=60
)


def hours_of(*people: Person, needs: Needs = NEEDS) -> list[int]:
    """Return at which hours, in UTC, these people are free."""
    found = rules.find_moments([person.pk for person in people], needs, 99)
    return [moment.starts_at.hour for moment in found]


def test_who_has_nothing_is_free_at_any_hour(anna: Person) -> None:
    assert hours_of(anna) == [8, 9, 10, 11]


@pytest.mark.parametrize("state", AppointmentState)
@pytest.mark.parametrize("answer", Answer)
def test_what_is_planned_and_not_declined_keeps_somebody(
    anna: Person, state: AppointmentState, answer: Answer
) -> None:
    made = factories.appointment(utc(2027, 3, 8, 9), minutes=60, state=state)
    factories.participation(made, anna, answer=answer)

    keeps = state in ("planned", "held") and answer != Answer.DECLINED
    assert hours_of(anna) == ([8, 10, 11] if keeps else [8, 9, 10, 11])


def test_everybody_must_be_free(anna: Person, bas: Person) -> None:
    factories.appointment(utc(2027, 3, 8, 8), minutes=60, lead=anna)
    factories.participation(factories.appointment(utc(2027, 3, 8, 10), minutes=30), bas)

    assert hours_of(anna, bas) == [9, 11]
    assert hours_of() == [8, 9, 10, 11]


def test_weekly_hours_and_periods_count(anna: Person) -> None:
    WeeklyAvailability.objects.create(
        person=anna, weekday=0, starts=dt.time(9), ends=dt.time(11), zone="Europe/Amsterdam"
    )
    for hour, is_available in ((9, False), (11, True)):
        AvailabilityPeriod.objects.create(
            person=anna,
            starts_at=utc(2027, 3, 8, hour),
            ends_at=utc(2027, 3, 8, hour + 1),
            is_available=is_available,
        )

    assert hours_of(anna) == [8, 11]


def test_school_holidays_are_those_of_the_own_regions(anna: Person) -> None:
    day = dt.date(2027, 2, 24)
    needs = Needs(minutes=60, first_day=day, last_day=day, earliest=dt.time(22), step=60)
    north, south = (
        factories.person(
            local_group=factories.local_group(region=factories.region(school_holiday_region=name))
        )
        for name in ("noord", "zuid")
    )

    assert hours_of(anna, needs=needs) == [21, 22]
    assert hours_of(anna, south, needs=needs) == [21, 22]
    assert hours_of(anna, north, needs=needs) == []


def test_number_of_queries_is_that_of_one_person(anna: Person) -> None:
    crowd = [anna]
    for number in range(20):
        somebody = factories.person(local_group=factories.local_group())
        factories.participation(factories.appointment(NOW + dt.timedelta(days=number)), somebody)
        crowd.append(somebody)

    assert _queries([anna]) == _queries(crowd) == 4


def _queries(people: Sequence[Person]) -> int:
    with CaptureQueriesContext(connection) as queries:
        hours_of(*people)
    return len(queries)


def test_who_leads_looks_for_those_in_it(anna: Person, bas: Person, quinty: Person) -> None:
    made = factories.appointment(lead=quinty)
    factories.participation(made, anna)
    said_no = factories.appointment()
    factories.participation(said_no, quinty, role=ParticipationRole.CO, answer=Answer.DECLINED)
    factories.participation(said_no, bas)
    gone = factories.person(is_active=False)

    reach = {
        who: set(access.people_to_plan_with(who, NOW.date())) for who in (quinty, anna, bas, gone)
    }

    assert reach == {quinty: {quinty, anna}, anna: {anna}, bas: {bas}, gone: set()}


def test_office_looks_for_everybody(anna: Person, office: Person) -> None:
    assert {anna, office} <= set(access.people_to_plan_with(office, NOW.date()))
