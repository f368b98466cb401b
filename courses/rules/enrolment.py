"""Who may apply, who gets a seat, who waits, and how an enrolment ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common import audit, periods
from common.problems import Problem, approval
from courses.models import Enrolment
from courses.rules import values
from courses.states import (
    ENROLMENT_MOVES,
    HOLDS_A_SEAT,
    OPEN_STATES,
    DeclarationKind,
    EndReason,
    EnrolmentState,
)
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun
    from people.models import Person

# A place that somebody has or keeps, and the waiting before it.
_NOT_YET_ENROLLED = (EnrolmentState.APPLIED, EnrolmentState.WAITLISTED, EnrolmentState.OFFERED)


def has_started(run: CourseRun, now: dt.datetime) -> bool:
    """Return True from the first day of the run on, by the calendar of its own zone."""
    return periods.local_date(now, run.zone) >= run.starts_on


def free_seats(run: CourseRun) -> int:
    """Return how many seats nobody has and nobody is offered; one query, never below zero."""
    return max(run.seats - run.seats_taken(), 0)


def gets_a_seat(enrolment: Enrolment) -> bool:
    """Return True when a seat is free and nobody in line waits longer."""
    return free_seats(enrolment.run) > 0 and not others_wait_longer(enrolment)


def others_wait_longer(enrolment: Enrolment) -> bool:
    """Return True when somebody in line is before this person.

    Who let an offer pass waits, but is not in line: everybody in line is before them, and they
    are before nobody.
    """
    first = Enrolment.objects.filter(run=enrolment.run_id).in_line().first()
    return first is not None and first.pk != enrolment.pk


def application_problems(run: CourseRun, person: Person, *, now: dt.datetime) -> list[Problem]:
    """Return what stands in the way of applying for a run.

    `enrolment.person_archived`, `enrolment.already_applied`, also when the person has or had a
    seat in this run, and `enrolment.window_closed`, which the office may pass over.
    """
    problems = present_problems(person)
    known = Enrolment.objects.filter(run=run, person=person)
    if known.filter(state__in={*OPEN_STATES, *HOLDS_A_SEAT}).exists():
        message = _("This person already applied for this run.")
        problems.append(Problem("enrolment.already_applied", message))
    if not run.is_open_for_enrolment(now):
        message = _("Enrolment for this run is not open.")
        problems.append(approval("enrolment.window_closed", message))
    return problems


def present_problems(person: Person) -> list[Problem]:
    """Return `enrolment.person_archived` for who is archived, merged or erased."""
    if person.archived_at is None and person.merged_into_id is None and person.erased_at is None:
        return []
    return [Problem("enrolment.person_archived", _("This person is no longer active here."))]


def assignment_problems(enrolment: Enrolment) -> list[Problem]:
    """Return `state.not_allowed` unless the person applied and nothing was decided yet."""
    return [*_applied_problems(enrolment), *present_problems(enrolment.person)]


def seat_problems(enrolment: Enrolment) -> list[Problem]:
    """Return what stands in the way of giving this person a seat.

    `enrolment.run_full` always stops. `enrolment.others_wait_longer` needs approval. Neither
    concerns who has a seat already: an accepted offer, or finishing what was not completed.
    """
    moves = audit.move_problems(enrolment.state, EnrolmentState.ENROLLED, ENROLMENT_MOVES)
    return moves or _turn_problems(enrolment)


def waiting_problems(enrolment: Enrolment) -> list[Problem]:
    """Return what stands in the way of putting an applicant on the waiting list.

    `enrolment.seat_is_free`, which needs approval, when this person could have a seat.
    """
    problems = assignment_problems(enrolment)
    if not problems and gets_a_seat(enrolment):
        message = _("A seat is free and nobody waits for it.")
        problems.append(approval("enrolment.seat_is_free", message))
    return problems


def offer_problems(enrolment: Enrolment) -> list[Problem]:
    """Return what stands in the way of offering a place to somebody on the waiting list.

    As with giving a seat: `enrolment.run_full`, and `enrolment.others_wait_longer`, which needs
    approval.
    """
    moves = audit.move_problems(enrolment.state, EnrolmentState.OFFERED, ENROLMENT_MOVES)
    return moves or _turn_problems(enrolment)


def acceptance_problems(enrolment: Enrolment, *, now: dt.datetime) -> list[Problem]:
    """Return `offer.none` without an offer and `offer.expired` from its deadline on."""
    problems = answer_problems(enrolment)
    deadline = enrolment.offer_deadline
    if not problems and deadline is not None and now >= deadline:
        problems.append(Problem("offer.expired", _("The time to accept this place is over.")))
    return problems


def answer_problems(enrolment: Enrolment) -> list[Problem]:
    """Return `offer.none` when no place is offered to this person now."""
    if enrolment.state == EnrolmentState.OFFERED:
        return []
    return [Problem("offer.none", _("No place is offered to this person."))]


def cancellation_problems(enrolment: Enrolment, *, reason: str, now: dt.datetime) -> list[Problem]:
    """Return what stands in the way of cancelling.

    `enrolment.use_withdraw` for who takes part once the run began. Who only applied, waits or
    is offered a place can always step back.
    """
    problems = reason_problems(reason)
    problems += audit.move_problems(enrolment.state, EnrolmentState.CANCELLED, ENROLMENT_MOVES)
    if enrolment.state == EnrolmentState.ENROLLED and has_started(enrolment.run, now):
        message = _("The run has begun. Withdraw this person instead of cancelling.")
        problems.append(Problem("enrolment.use_withdraw", message))
    return problems


def withdrawal_problems(enrolment: Enrolment, *, reason: str, now: dt.datetime) -> list[Problem]:
    """Return what stands in the way of withdrawing.

    `enrolment.use_cancel` for who has no seat yet, and for everybody before the run began.
    """
    problems = reason_problems(reason)
    if enrolment.state in _NOT_YET_ENROLLED or (
        enrolment.state == EnrolmentState.ENROLLED and not has_started(enrolment.run, now)
    ):
        message = _("This person does not take part yet. Cancel instead of withdrawing.")
        return [*problems, Problem("enrolment.use_cancel", message)]
    return [
        *problems,
        *audit.move_problems(enrolment.state, EnrolmentState.WITHDRAWN, ENROLMENT_MOVES),
    ]


def reason_problems(reason: str) -> list[Problem]:
    """Return `enrolment.unknown_reason` for anything that is no code of `EndReason`."""
    if reason in EndReason.values:
        return []
    message = _("This is not one of the reasons to choose from.")
    return [Problem("enrolment.unknown_reason", message, field="reason")]


def declaration_problems(
    run: CourseRun, kind: str, signed_on: dt.date, text_version: str, *, now: dt.datetime
) -> list[Problem]:
    """Return what is wrong with a signature.

    `declaration.unknown_kind`, and `declaration.in_future` for a date that is still to come.
    """
    problems = people.text_problems("text_version", text_version, max_length=20, required=False)
    if kind not in DeclarationKind.values:
        message = _("This is not something that is signed.")
        problems.append(Problem("declaration.unknown_kind", message, field="kind"))
    wrong_day = values.day_problems("signed_on", signed_on)
    if not wrong_day and signed_on > periods.local_date(now, run.zone):
        message = _("The date of signing is still to come.")
        problems.append(Problem("declaration.in_future", message, field="signed_on"))
    return [*problems, *wrong_day]


def _turn_problems(enrolment: Enrolment) -> list[Problem]:
    problems = present_problems(enrolment.person)
    if enrolment.state in HOLDS_A_SEAT:
        return problems
    if free_seats(enrolment.run) == 0:
        problems.append(Problem("enrolment.run_full", _("All seats of this run are taken.")))
    if others_wait_longer(enrolment):
        message = _("Others wait longer for a place in this run.")
        problems.append(approval("enrolment.others_wait_longer", message))
    return problems


def _applied_problems(enrolment: Enrolment) -> list[Problem]:
    if enrolment.state == EnrolmentState.APPLIED:
        return []
    message = _("This was already decided.")
    return [Problem("state.not_allowed", message, field="state")]
