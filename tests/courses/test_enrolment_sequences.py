"""Whatever happens in whatever order: seats, the waiting list and the moves stay right."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from common.problems import Refused
from courses import actions
from courses.models import CourseRun, Enrolment
from courses.states import ENROLMENT_MOVES, EnrolmentState
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

START = factories.utc(2027, 1, 10)
PEOPLE = 6
STEPS = (
    "apply", "assign", "enrol", "waitlist", "offer", "accept", "decline", "expire", "cancel",
    "withdraw", "seats", "complete", "close",
)  # fmt: skip

Step = tuple[str, int]


def _act(
    step: Step, run: CourseRun, enrolments: list[Enrolment], by: Person, now: dt.datetime
) -> None:
    verb, number = step
    if verb == "seats":
        actions.change_seats(run=run, seats=number, by=by, now=now)
    elif verb == "expire":
        actions.expire_offers(run=run, now=now)
    elif verb == "apply":
        person = enrolments[number % PEOPLE].person
        enrolments.append(actions.apply(person=person, run=run, by=by, now=now))
    else:
        _decide(verb, enrolments[number % len(enrolments)], by, now)


def _decide(verb: str, enrolment: Enrolment, by: Person, now: dt.datetime) -> None:
    if verb in ("cancel", "withdraw"):
        end = actions.cancel_enrolment if verb == "cancel" else actions.withdraw
        end(enrolment=enrolment, reason="", by=by, now=now)
        return
    plain: dict[str, Callable[..., Enrolment]] = {
        "assign": actions.assign,
        "enrol": actions.enrol,
        "waitlist": actions.waitlist,
        "offer": actions.offer,
        "accept": actions.accept_offer,
        "decline": actions.decline_offer,
        "complete": actions.complete,
        "close": actions.close_without_certificate,
    }
    plain[verb](enrolment=enrolment, by=by, now=now)


def _check(run: CourseRun) -> None:
    run.refresh_from_db()
    assert run.seats_taken() <= run.seats
    waiting = list(Enrolment.objects.filter(run=run).waiting())
    assert waiting == sorted(waiting, key=lambda each: (each.waitlisted_at, each.pk))
    assert all(each.offer_deadline for each in run.enrolments.filter(state="offered"))


def _check_moves(enrolment: Enrolment) -> None:
    entries = AuditEntry.objects.all().about(enrolment).filter(data__has_key="from")
    state: str = EnrolmentState.APPLIED
    for entry in entries:
        assert entry.data["from"] == state
        to = entry.verb.removeprefix("enrolment.")
        assert to in ENROLMENT_MOVES[state]
        state = to
    assert Enrolment.objects.get(pk=enrolment.pk).state == state


@pytest.mark.django_db
@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 12)), min_size=5, max_size=25),
    st.integers(1, 4),
)
def test_any_sequence_keeps_seats_line_and_moves(steps: list[Step], seats: int) -> None:
    run, office = factories.run(seats=seats), factories.office_member()
    enrolments = [
        actions.apply(person=factories.person(), run=run, by=office, now=START)
        for _ in range(PEOPLE)
    ]
    # Three days a step: offers expire on the way, and the run begins in the middle of it.
    for number, step in enumerate(steps, start=1):
        with contextlib.suppress(Refused):
            _act(step, run, enrolments, office, START + dt.timedelta(days=3 * number))
        _check(run)
    for enrolment in enrolments:
        _check_moves(enrolment)


@pytest.mark.django_db
@settings(max_examples=25)
@given(st.integers(1, 5), st.integers(0, 8), st.integers(1, 8))
def test_more_seats_offer_exactly_what_is_free(before: int, waiting: int, more: int) -> None:
    run, office = factories.run(seats=before), factories.office_member()
    for _ in range(before + waiting):
        person = factories.person()
        applied = actions.apply(person=person, run=run, by=office, now=START)
        actions.assign(enrolment=applied, by=office, now=START)
    actions.change_seats(run=run, seats=before + more, by=office, now=START)
    offered = run.enrolments.filter(state=EnrolmentState.OFFERED).order_by("pk")
    assert offered.count() == min(waiting, more)
    rest = run.enrolments.filter(state=EnrolmentState.WAITLISTED)
    assert all(each.pk > offered[len(offered) - 1].pk for each in rest if offered)
