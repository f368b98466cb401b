"""Who is somewhere else at the same time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from common.problems import Severity
from scheduling import rules
from scheduling.states import LEADING, Answer, AppointmentState, ParticipationRole
from tests import factories
from tests.scheduling.asking import TEN, hours

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person
    from scheduling.models import Appointment

NOON = TEN + hours(2)
LEAD, CO, PARTICIPANT, GUEST = ParticipationRole


@pytest.mark.parametrize("role", LEADING)
def test_lead_cannot_lead_two_things_at_once(quinty: Person, role: str) -> None:
    other = factories.appointment(TEN, title="Morning")
    factories.participation(other, quinty, role=role)

    (problem,) = rules.conflict_problems([quinty], [], TEN + hours(1), TEN + hours(4))

    assert (problem.code, problem.severity) == ("appointment.lead_is_busy", Severity.BLOCKER)
    expected = "Quinty Muisjes already leads “Morning” on 20 March 2027, 10:00."
    assert str(problem) == expected


def test_conflict_names_the_month_in_the_language_of_the_reader(quinty: Person) -> None:
    factories.appointment(TEN, lead=quinty)
    (problem,) = rules.conflict_problems([quinty], [], TEN, NOON)

    with translation.override("nl"):
        assert "20 maart 2027, 10:00" in str(problem)


def test_conflict_tells_the_time_of_the_other_zone(quinty: Person) -> None:
    factories.appointment(TEN, lead=quinty, zone="Europe/London")

    (problem,) = rules.conflict_problems([quinty], [], TEN, NOON)

    assert str(problem).endswith("20 March 2027, 09:00.")


@pytest.mark.parametrize(
    ("starts", "ends"), [(TEN - hours(2), TEN), (NOON, NOON + hours(2)), (NOON, TEN)]
)
def test_what_only_touches_is_no_conflict(
    quinty: Person, starts: dt.datetime, ends: dt.datetime
) -> None:
    factories.appointment(TEN, lead=quinty)

    assert rules.conflict_problems([quinty], [], starts, ends) == []


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.DRAFT])
def test_what_does_not_take_place_is_no_conflict(quinty: Person, state: str) -> None:
    factories.appointment(TEN, lead=quinty, state=state)

    assert rules.conflict_problems([quinty], [], TEN, NOON) == []


def test_declined_part_is_no_conflict(quinty: Person) -> None:
    other = factories.appointment(TEN)
    factories.participation(other, quinty, role=LEAD, answer=Answer.DECLINED)

    assert rules.conflict_problems([quinty], [], TEN, NOON) == []


def test_appointment_is_no_conflict_with_itself(quinty: Person) -> None:
    own = factories.appointment(TEN, lead=quinty)

    assert rules.conflict_problems([quinty], [], TEN, NOON, ignoring=own) == []


@pytest.mark.parametrize(
    ("here", "there", "code"),
    [
        (LEAD, PARTICIPANT, "appointment.lead_takes_part_elsewhere"),
        (LEAD, GUEST, "appointment.lead_takes_part_elsewhere"),
        (PARTICIPANT, LEAD, "appointment.participant_is_busy"),
        (PARTICIPANT, PARTICIPANT, "appointment.participant_is_busy"),
    ],
)
def test_overlap_of_who_does_not_lead_both_is_a_warning(
    anna: Person, here: ParticipationRole, there: ParticipationRole, code: str
) -> None:
    factories.participation(factories.appointment(TEN), anna, role=there)
    leading, others = ([anna], []) if here in LEADING else ([], [anna])

    (problem,) = rules.conflict_problems(leading, others, TEN, NOON)

    assert (problem.code, problem.severity) == (code, Severity.WARNING)


def test_times_that_make_no_interval_clash_with_nothing(quinty: Person) -> None:
    factories.appointment(TEN, lead=quinty)

    assert rules.conflict_problems([quinty], [], NOON, TEN) == []
    assert rules.conflict_problems([quinty], [], TEN.replace(tzinfo=None), NOON) == []


@pytest.mark.parametrize("count", [1, 30])
def test_conflicts_take_one_query(
    db: None, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [factories.person() for _ in range(count)]
    for person in people:
        factories.participation(factories.appointment(TEN), person)

    with django_assert_num_queries(1):
        problems = rules.conflict_problems([], people, TEN, NOON)

    assert len([str(problem) for problem in problems]) == count


def test_conflicts_of_nobody_take_no_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert rules.conflict_problems([], [], TEN, NOON) == []


def slow_codes(others: list[Appointment], minutes: range, *, leads: bool) -> list[str]:
    """Return what a minute-by-minute comparison finds, for one person."""
    found = []
    for other in others:
        part = other.participations.get()
        first = round((other.starts_at - TEN).total_seconds()) // 60
        busy = range(first, first + other.contact_minutes)
        counts = part.answer != "declined" and other.state in {"planned", "held"}
        if not counts or not set(busy) & set(minutes):
            continue
        both = leads and part.role in {"lead", "co"}
        warned = "lead_takes_part_elsewhere" if leads else "participant_is_busy"
        found.append(f"appointment.{'lead_is_busy' if both else warned}")
    return sorted(found)


OTHERS = st.lists(
    st.fixed_dictionaries(
        {
            "start": st.integers(-90, 90),
            "minutes": st.integers(1, 60),
            "state": st.sampled_from(AppointmentState.values),
            "role": st.sampled_from(ParticipationRole.values),
            "answer": st.sampled_from(Answer.values),
        }
    ),
    max_size=5,
)


@settings(max_examples=50)
@given(others=OTHERS, leads=st.booleans(), start=st.integers(-90, 90), length=st.integers(1, 60))
@pytest.mark.django_db
def test_conflicts_are_those_that_a_slow_comparison_finds(
    *, others: list[dict[str, Any]], leads: bool, start: int, length: int
) -> None:
    person, made = factories.person(), []
    for other in others:
        at = TEN + dt.timedelta(minutes=other["start"])
        row = factories.appointment(at, minutes=other["minutes"], state=other["state"])
        factories.participation(row, person, role=other["role"], answer=other["answer"])
        made.append(row)
    starts = TEN + dt.timedelta(minutes=start)
    people = ([person], []) if leads else ([], [person])

    problems = rules.conflict_problems(*people, starts, starts + dt.timedelta(minutes=length))

    expected = slow_codes(made, range(start, start + length), leads=leads)
    assert sorted(problem.code for problem in problems) == expected
