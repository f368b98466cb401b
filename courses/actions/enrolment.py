"""An enrolment from application to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from courses import notices
from courses.actions import seats
from courses.models import Declaration, Enrolment
from courses.rules import enrolment as rules
from courses.states import (
    ENROLMENT_MOVES,
    HOLDS_A_SEAT,
    OPEN_STATES,
    EndReason,
    EnrolmentState,
)
from people import access
from people import rules as people
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun


@transaction.atomic
def apply(
    *, person: Person, run: CourseRun, by: Person, now: dt.datetime, override: str = ""
) -> Enrolment:
    """Apply for a run within its enrolment window, under the curriculum of the run.

    Nothing is decided yet: `assign` gives a seat or a place on the waiting list.

    :raises Refused: `enrolment.already_applied`, `enrolment.person_archived`, and
        `enrolment.window_closed`, which needs approval.
    """
    locked = seats.locked_run(run)
    # What the caller holds can be older than what archived this person.
    current = people.known(Person.objects.all(), person, "person")
    problems = rules.application_problems(locked, current, now=now)
    passed = access.settle(problems, by=by, override=override, now=now)
    enrolment = Enrolment.objects.create(
        run=locked, person=current, curriculum_id=locked.curriculum_id, applied_at=now
    )
    audit.record("enrolment.applied", enrolment, by=by, at=now, passed=passed, reason=override)
    return enrolment


@transaction.atomic
def assign(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Enrolment:
    """Give an applicant a seat when one is free and nobody is in line, else the waiting list.

    With a seat the person joins the sessions that are still to begin. They are told either way.
    Returns the enrolment as it is now.

    :raises Refused: `state.not_allowed` when it was decided already, `enrolment.person_archived`.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.assignment_problems(locked))
    if rules.gets_a_seat(locked):
        seats.give_seat(locked, by=by, now=now)
    else:
        seats.put_on_waiting_list(locked, by=by, now=now)
    return locked


@transaction.atomic
def enrol(*, enrolment: Enrolment, by: Person, now: dt.datetime, override: str = "") -> Enrolment:
    """Give somebody a seat, have them join the sessions still to begin, and tell them.

    Also for who did not complete the run and may still finish it.

    :raises Refused: `enrolment.run_full`, `enrolment.others_wait_longer` (needs approval),
        `enrolment.person_archived`, `state.not_allowed`.
    """
    locked = seats.locked(enrolment)
    problems = rules.seat_problems(locked)
    passed = access.settle(problems, by=by, override=override, now=now)
    seats.give_seat(locked, by=by, now=now, passed=passed, override=override)
    return locked


@transaction.atomic
def waitlist(
    *, enrolment: Enrolment, by: Person, now: dt.datetime, override: str = ""
) -> Enrolment:
    """Put an applicant at the back of the waiting list, and tell them.

    :raises Refused: `enrolment.seat_is_free` (needs approval), `enrolment.person_archived`,
        `state.not_allowed`.
    """
    locked = seats.locked(enrolment)
    problems = rules.waiting_problems(locked)
    passed = access.settle(problems, by=by, override=override, now=now)
    seats.put_on_waiting_list(locked, by=by, now=now, passed=passed, override=override)
    return locked


@transaction.atomic
def cancel_enrolment(
    *, enrolment: Enrolment, reason: str, by: Person, now: dt.datetime
) -> Enrolment:
    """End an enrolment before the run begins, with a neutral reason code.

    The person leaves the coming sessions. When that frees a seat, exactly one person moves up,
    while enrolment is open. The person is told: that we noted it, or that another ended it.

    :raises Refused: `enrolment.use_withdraw` for who takes part after the start,
        `enrolment.unknown_reason`, `state.not_allowed`.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.cancellation_problems(locked, reason=reason, now=now))
    return _end(locked, EnrolmentState.CANCELLED, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, reason: str, by: Person, now: dt.datetime) -> Enrolment:
    """End the enrolment of somebody who takes part, with a neutral reason code.

    The person leaves the coming sessions and keeps what was recorded so far. One person moves
    up, while enrolment is open. The person is told: that we noted it, or that another ended it.

    :raises Refused: `enrolment.use_cancel` before the start or without a seat,
        `enrolment.unknown_reason`, `state.not_allowed`.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.withdrawal_problems(locked, reason=reason, now=now))
    return _end(locked, EnrolmentState.WITHDRAWN, reason=reason, by=by, now=now)


@transaction.atomic
def complete(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Enrolment:
    """Close the enrolment of somebody who completed the run.

    :raises Refused: `state.not_allowed` for who did not take part, and the second time.
    """
    return _close(enrolment, EnrolmentState.COMPLETED, by=by, now=now)


@transaction.atomic
def close_without_certificate(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Enrolment:
    """Close the enrolment of somebody who took part and fell short; they may still finish later.

    :raises Refused: `state.not_allowed` for who does not take part, and the second time.
    """
    return _close(enrolment, EnrolmentState.NOT_COMPLETED, by=by, now=now)


@transaction.atomic
def sign_declaration(
    *,
    enrolment: Enrolment,
    kind: str,
    signed_on: dt.date,
    by: Person,
    now: dt.datetime,
    text_version: str = "",
) -> Declaration:
    """Record that somebody signed a text, such as the code of conduct.

    The same kind again keeps and returns the first signature, whatever date is given.

    :raises Refused: `declaration.unknown_kind`, `declaration.in_future`, and what is wrong with
        the date or the version.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.declaration_problems(locked.run, kind, signed_on, text_version, now=now))
    declaration, is_new = Declaration.objects.get_or_create(
        enrolment=locked,
        kind=kind,
        defaults={"signed_on": signed_on, "text_version": text_version},
    )
    if is_new:
        audit.record("enrolment.declaration_signed", locked, by=by, at=now, kind=kind)
    return declaration


@transaction.atomic
def join_records(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:
    """Leave one open enrolment per run before two records of a person become one.

    The enrolment that is furthest stays; the other one is cancelled by the program, and a seat
    that comes free goes to the next in line.
    """
    mine = Enrolment.objects.filter(state__in=OPEN_STATES)
    for other in mine.filter(person=duplicate):
        own = mine.filter(person=keep, run=other.run_id).first()
        if own is not None:
            _cancel_double(min(other, own, key=_progress), now=now)


def _progress(enrolment: Enrolment) -> int:
    return OPEN_STATES.index(EnrolmentState(enrolment.state))


def _cancel_double(enrolment: Enrolment, *, now: dt.datetime) -> None:
    # Who stays has the better place, so the parts in the sessions stay with that record.
    locked = seats.locked(enrolment)
    _move_to_end(locked, EnrolmentState.CANCELLED, reason=EndReason.UNKNOWN, by=None, now=now)


def _end(
    locked: Enrolment, to: EnrolmentState, *, reason: str, by: Person, now: dt.datetime
) -> Enrolment:
    seats.leave_sessions(locked, by=by, now=now)
    _move_to_end(locked, to, reason=reason, by=by, now=now)
    notices.ended(locked, by=by, now=now)
    return locked


def _move_to_end(
    locked: Enrolment, to: EnrolmentState, *, reason: str, by: Person | None, now: dt.datetime
) -> None:
    had_a_seat = locked.state in HOLDS_A_SEAT
    audit.move(
        locked,
        to,
        moves=ENROLMENT_MOVES,
        by=by,
        at=now,
        ended_at=now,
        end_reason=reason,
        offer_deadline=None,
    )
    if had_a_seat:
        seats.move_up(locked.run, 1, now=now)


def _close(enrolment: Enrolment, to: EnrolmentState, *, by: Person, now: dt.datetime) -> Enrolment:
    # No end date: what happens on the last day, after this, still belongs to the enrolment.
    locked = seats.locked(enrolment)
    audit.move(locked, to, moves=ENROLMENT_MOVES, by=by, at=now)
    return locked
