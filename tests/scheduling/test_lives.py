"""Whatever people do, in any order: nobody leads two things at once, and states go one way."""

from __future__ import annotations

import itertools
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.problems import Refused
from scheduling import actions
from scheduling.models import Appointment, Participation
from scheduling.rules import Mark
from scheduling.states import (
    APPOINTMENT_MOVES,
    OCCUPYING,
    AppointmentState,
    Attendance,
    ParticipationRole,
)
from tests import factories
from tests.factories import NOW
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["schedule", "reschedule", "add", "remove", "cancel", "hold"]),
        st.integers(0, 4),
        st.integers(0, 2),
        st.integers(0, 4),
        st.integers(1, 3),
        st.sampled_from(ParticipationRole),
    ),
    max_size=12,
)


def step(made: list[Appointment], people: list[Person], by: Person, *asked: Any) -> None:
    """Do one thing to one appointment, as far as the rules allow it."""
    what, number, who, start, length, role = asked
    span: dict[str, Any] = {"starts_at": TEN + hours(start), "ends_at": TEN + hours(start + length)}
    if what == "schedule" or not made:
        made.append(schedule(by, leads=[people[who]], **span))
        return
    subject: dict[str, Any] = {"appointment": made[number % len(made)], "by": by, "now": TEN}
    part: dict[str, Any] = {"person": people[who]}
    calls: dict[str, Callable[[], object]] = {
        "reschedule": lambda: actions.reschedule(**subject, **span),
        "add": lambda: actions.add_participant(**subject, **part, role=role),
        "remove": lambda: actions.remove_participant(**subject, **part),
        "cancel": lambda: actions.cancel(**subject, because="Snow"),
        "hold": lambda: actions.hold(**subject),
    }
    calls[what]()


def double_booked() -> list[tuple[int, int]]:
    """Return every pair of parts in which somebody leads two overlapping appointments."""
    leading = Participation.objects.leading().filter(appointment__state__in=OCCUPYING)
    return [
        (one.pk, two.pk)
        for one, two in itertools.combinations(leading.select_related("appointment"), 2)
        if one.person_id == two.person_id
        and one.appointment.starts_at < two.appointment.ends_at
        and two.appointment.starts_at < one.appointment.ends_at
    ]


@settings(max_examples=40)
@given(steps=STEPS)
@pytest.mark.django_db
def test_nobody_leads_two_things_at_once_whatever_happens(steps: list[tuple[Any, ...]]) -> None:
    office, made = factories.office_member(), list[Appointment]()
    people = [factories.person() for _ in range(3)]
    for asked in steps:
        with suppress(Refused):
            step(made, people, office, *asked)
        assert double_booked() == []


@pytest.mark.parametrize("state", AppointmentState)
def test_states_follow_the_table(office: Person, state: AppointmentState) -> None:
    allowed = []
    for to in AppointmentState:
        made = factories.appointment(TEN, state=state)
        try:
            if to == AppointmentState.HELD:
                actions.hold(appointment=made, by=office, now=TEN)
            elif to == AppointmentState.CANCELLED:
                actions.cancel(appointment=made, because="Snow", by=office, now=TEN)
        except Refused:
            continue
        made.refresh_from_db()
        allowed.append(made.state)

    reached = set(allowed) - {state}
    assert reached == set(APPOINTMENT_MOVES[state]) - {AppointmentState.PLANNED}


@pytest.mark.parametrize("what", ["reschedule", "cancel", "hold", "add", "remove", "mark"])
def test_appointment_that_is_not_there_is_refused(office: Person, anna: Person, what: str) -> None:
    gone: dict[str, Any] = {"appointment": Appointment(pk=404), "by": office, "now": NOW}
    calls: dict[str, Callable[[], object]] = {
        "reschedule": lambda: actions.reschedule(**gone, starts_at=TEN, ends_at=TEN + hours(1)),
        "cancel": lambda: actions.cancel(**gone, because="Snow"),
        "hold": lambda: actions.hold(**gone),
        "add": lambda: actions.add_participant(**gone, person=anna, role=ParticipationRole.GUEST),
        "remove": lambda: actions.remove_participant(**gone, person=anna),
        "mark": lambda: actions.record_attendance(**gone, marks={anna: Mark(Attendance.PRESENT)}),
    }

    with refuses("appointment.unknown"):
        calls[what]()


@pytest.mark.django_db
def test_program_itself_plans_moves_and_cancels() -> None:
    made = actions.schedule(
        title="Session",
        starts_at=TEN,
        ends_at=TEN + hours(1),
        zone="Europe/Amsterdam",
        delivery="online",
        by=None,
        now=NOW,
    )

    cancelled = actions.cancel(appointment=made, because="Snow", by=None, now=NOW)

    assert cancelled.state == AppointmentState.CANCELLED
