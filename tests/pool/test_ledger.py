"""The ledger: what the calendar says, what was recorded by hand, and nothing twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from intervision.models import Membership
from pool import standing
from pool.rules import Event
from pool.states import ActivityKind, RequestState
from scheduling.states import WAS_THERE, AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person
    from tests.pool.scenes import CountQueries

TODAY = factories.NOW.date()
S1 = Event(ActivityKind.SESSION_GIVEN, TODAY, "S1")


def ledger(somebody: Person) -> list[Event]:
    """Return the ledger of one person."""
    return standing.events_of([somebody.pk]).get(somebody.pk, [])


def test_ledger_of_who_did_nothing_is_empty(quinty: Person) -> None:
    assert ledger(quinty) == []


def test_recorded_activity_is_in_the_ledger(quinty: Person) -> None:
    scenes.gave(quinty, dt.date(2025, 1, 1), "history")

    assert ledger(quinty) == [Event(ActivityKind.SESSION_GIVEN, dt.date(2025, 1, 1), "history")]


@pytest.mark.parametrize("role", [ParticipationRole.LEAD, ParticipationRole.CO])
def test_session_led_alone_or_together_is_given(quinty: Person, role: ParticipationRole) -> None:
    made = factories.session(factories.run(), code="S1", state=AppointmentState.HELD)
    factories.participation(made.appointment, quinty, role=role, attendance=Attendance.PRESENT)

    assert ledger(quinty) == [S1]


@pytest.mark.parametrize("role", [ParticipationRole.PARTICIPANT, ParticipationRole.GUEST])
def test_session_attended_is_not_given(quinty: Person, role: ParticipationRole) -> None:
    made = factories.session(factories.run(), state=AppointmentState.HELD)
    factories.participation(made.appointment, quinty, role=role, attendance=Attendance.PRESENT)

    assert ledger(quinty) == []


@pytest.mark.parametrize("attendance", Attendance)
def test_only_confirmed_attendance_counts(quinty: Person, attendance: Attendance) -> None:
    made = factories.session(factories.run(), code="S1", state=AppointmentState.HELD)
    factories.participation(
        made.appointment, quinty, role=ParticipationRole.LEAD, attendance=attendance
    )

    assert ledger(quinty) == ([S1] if attendance in WAS_THERE else [])


@pytest.mark.parametrize("state", [AppointmentState.PLANNED, AppointmentState.CANCELLED])
def test_session_that_was_not_held_does_not_count(quinty: Person, state: AppointmentState) -> None:
    made = scenes.held_session(quinty, code="S1")
    made.state = state
    made.save()

    assert ledger(quinty) == []


def test_appointment_of_something_else_is_no_session(quinty: Person) -> None:
    made = factories.appointment(state=AppointmentState.HELD)
    factories.participation(
        made, quinty, role=ParticipationRole.LEAD, attendance=Attendance.PRESENT
    )

    assert ledger(quinty) == []


@pytest.mark.parametrize("state", [RequestState.SCHEDULED, RequestState.DELIVERED])
def test_training_counts_once_it_is_delivered(quinty: Person, state: RequestState) -> None:
    made = factories.appointment(state=AppointmentState.HELD)
    factories.participation(
        made, quinty, role=ParticipationRole.LEAD, attendance=Attendance.PRESENT
    )
    scenes.request(code="R1", state=state, appointment=made)

    given = [Event(ActivityKind.SESSION_GIVEN, TODAY, "R1")]
    assert ledger(quinty) == (given if state == RequestState.DELIVERED else [])


def test_event_is_on_the_date_of_its_own_calendar(quinty: Person) -> None:
    late = factories.utc(2027, 3, 1, 23, 30)
    made = factories.session(factories.run(), late, code="S1", state=AppointmentState.HELD)
    factories.participation(
        made.appointment, quinty, role=ParticipationRole.LEAD, attendance=Attendance.LATE
    )

    assert ledger(quinty)[0].happened_on == dt.date(2027, 3, 2)


def test_recorded_session_that_the_calendar_holds_counts_once(quinty: Person) -> None:
    scenes.held_session(quinty, code="S1")
    scenes.gave(quinty, TODAY, "S1")
    scenes.gave(quinty, TODAY)

    assert ledger(quinty) == [S1, Event(ActivityKind.SESSION_GIVEN, TODAY)]


def test_recorded_training_that_the_calendar_holds_counts_once(quinty: Person) -> None:
    made = factories.appointment(state=AppointmentState.HELD)
    factories.participation(
        made, quinty, role=ParticipationRole.LEAD, attendance=Attendance.PRESENT
    )
    scenes.request(code="R1", state=RequestState.DELIVERED, appointment=made)
    scenes.gave(quinty, TODAY, "R1")

    assert [event.reference for event in ledger(quinty)] == ["R1"]


def test_session_of_somebody_else_is_not_in_my_ledger(anna: Person, quinty: Person) -> None:
    scenes.held_session(quinty, code="S1")
    scenes.gave(anna, TODAY, "S1")

    assert ledger(anna) == [S1]
    assert ledger(quinty) == [S1]


def test_meeting_counts_for_a_member(quinty: Person) -> None:
    group = factories.group()
    factories.member(group, quinty)
    scenes.held_meeting(group, quinty, code="M1")

    assert ledger(quinty) == [Event(ActivityKind.INTERVISION, TODAY, "M1")]


def test_guiding_a_meeting_is_not_own_intervision(quinty: Person) -> None:
    group = factories.group(guide=quinty)
    scenes.held_meeting(group, quinty)

    assert ledger(quinty) == []


def test_leading_a_meeting_is_not_own_intervision(quinty: Person) -> None:
    group = factories.group()
    factories.member(group, quinty)
    made = scenes.held_meeting(group)
    factories.participation(
        made, quinty, role=ParticipationRole.LEAD, attendance=Attendance.PRESENT
    )

    assert ledger(quinty) == []


def test_meeting_of_another_group_does_not_count(quinty: Person) -> None:
    factories.member(factories.group(), quinty)
    scenes.held_meeting(factories.group(), quinty)

    assert ledger(quinty) == []


@pytest.mark.parametrize(
    ("left_on", "counted"), [(TODAY, 0), (TODAY + dt.timedelta(days=1), 1), (None, 1)]
)
def test_meeting_counts_for_who_is_a_member_that_day(
    quinty: Person, left_on: dt.date | None, counted: int
) -> None:
    group = factories.group()
    factories.member(group, quinty, left_on=left_on)
    scenes.held_meeting(group, quinty)

    assert len(ledger(quinty)) == counted


def test_meeting_before_joining_does_not_count(quinty: Person) -> None:
    group = factories.group()
    factories.member(group, quinty, joined_on=TODAY + dt.timedelta(days=1))
    scenes.held_meeting(group, quinty)

    assert ledger(quinty) == []


def test_member_who_came_back_counts_by_the_second_membership(quinty: Person) -> None:
    group = factories.group()
    factories.member(group, quinty, left_on=dt.date(2027, 2, 1))
    factories.member(group, quinty, joined_on=dt.date(2027, 2, 20))
    scenes.held_meeting(group, quinty)

    assert (Membership.objects.count(), len(ledger(quinty))) == (2, 1)


def test_trainee_of_the_run_who_leads_nothing_has_no_sessions(anna: Person) -> None:
    run = factories.run()
    factories.enrolment(run, anna)
    made = factories.session(run, state=AppointmentState.HELD)
    factories.participation(made.appointment, anna, attendance=Attendance.PRESENT)

    assert ledger(anna) == []


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.django_db
def test_ledger_asks_the_same_number_of_queries(
    number: int, django_assert_num_queries: CountQueries
) -> None:
    group = factories.group(size_max=40)
    people = [factories.person() for _ in range(number)]
    for somebody in people:
        factories.member(group, somebody)
        scenes.gave(somebody, TODAY)
    scenes.held_meeting(group, *people)

    with django_assert_num_queries(1):
        found = standing.events_of([somebody.pk for somebody in people])
    assert [len(events) for events in found.values()] == [2] * number
