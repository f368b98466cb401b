"""Requests of local groups: registered, scheduled with a trainer, delivered or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from common import audit, periods
from common.problems import Refused, refuse_if
from people import access
from people import rules as people_rules
from pool import notices, rules
from pool.actions import locks, planning
from pool.models import TrainingRequest
from pool.states import REQUEST_MOVES, RequestState
from scheduling import actions as scheduling
from scheduling import rules as scheduling_rules
from scheduling.states import Attendance, Delivery, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from people.models import Person
    from scheduling.models import Appointment


@transaction.atomic
def schedule_request(
    *,
    request: TrainingRequest,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    zone: str,
    trainer: Person,
    by: Person,
    now: dt.datetime,
    trainee: Person | None = None,
    delivery: str = Delivery.IN_PERSON,
    override: str = "",
) -> TrainingRequest:
    """Plan the training that was asked for, with a trainer and perhaps a trainee who comes along.

    Locks the request, plans the appointment, with the coach of the trainer if there is one, and
    moves the request; whoever is asked for it need not answer any more. `starts_at` and `ends_at`
    are aware instants, `zone` the name of the zone whose clock hangs there.

    :raises Refused: `state.not_allowed`, `request.trainer_not_certified` (may be approved), and
        the codes of `scheduling.actions.schedule`, all at once.
    """
    return planning.plan(
        locked(request),
        trainer=trainer,
        along=[trainee] if trainee else [],
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        delivery=delivery,
        by=by,
        now=now,
        override=override,
    )


@transaction.atomic
def deliver_request(
    *,
    request: TrainingRequest,
    by: Person,
    now: dt.datetime,
    present: Sequence[Person] | None = None,
) -> TrainingRequest:
    """Say that the training was given, from its first moment on, and who was there.

    Holds the appointment and marks as present who is named, or else the trainer and the trainee.
    Only who is marked has given a session: that counts for renewal. The contacts of the group are
    asked what they think of it.

    :raises Refused: `state.not_allowed`, and the codes of `scheduling.actions.hold` and
        `scheduling.actions.record_attendance`, above all `appointment.not_begun` and
        `attendance.not_taking_part`.
    """
    current = locked(request)
    problems = audit.move_problems(current.state, RequestState.DELIVERED, REQUEST_MOVES)
    problems += people_rules.row_list_problems("present", present or ())
    appointment = current.appointment
    if problems or appointment is None:
        raise Refused(problems)
    current.appointment = held = scheduling.hold(appointment=appointment, by=by, now=now)
    mark = scheduling_rules.Mark(Attendance.PRESENT)
    marks = dict.fromkeys(_cast(held) if present is None else present, mark)
    scheduling.record_attendance(appointment=held, marks=marks, by=by, now=now)
    audit.move(current, RequestState.DELIVERED, moves=REQUEST_MOVES, by=by, at=now)
    for contact in access.contacts_of(current.organisation, periods.local_date(now)):
        notices.delivered(current, contact, now=now)
    return current


@transaction.atomic
def cancel_request(
    *, request: TrainingRequest, by: Person, now: dt.datetime, because: str = ""
) -> TrainingRequest:
    """Call off a request that was not delivered, and its appointment when it has one.

    `because` is shown to everybody invited; without it they read that the request was cancelled.

    :raises Refused: `state.not_allowed`, the `text.…` codes of the reason (200), and the codes of
        `scheduling.actions.cancel`.
    """
    current = locked(request)
    refuse_if(
        [
            *audit.move_problems(current.state, RequestState.CANCELLED, REQUEST_MOVES),
            *people_rules.text_problems("because", because, max_length=200, required=False),
        ]
    )
    if current.appointment is not None:
        reason = because.strip() or _("The request for this training was cancelled.")
        current.appointment = scheduling.cancel(
            appointment=current.appointment, because=reason, by=by, now=now
        )
    planning.overtake(current, by=by, now=now)
    planning.release(current, by=by, now=now)
    audit.move(current, RequestState.CANCELLED, moves=REQUEST_MOVES, by=by, at=now)
    return current


@transaction.atomic
def decline_request(
    *, request: TrainingRequest, reason: str, by: Person, now: dt.datetime
) -> TrainingRequest:
    """Say no to a request that was not planned, with a reason that the group may read.

    Whoever is asked for it need not answer any more.

    :raises Refused: `state.not_allowed`, and the `text.…` codes of the reason (1000).
    """
    current = locked(request)
    refuse_if(
        [
            *audit.move_problems(current.state, RequestState.DECLINED, REQUEST_MOVES),
            *people_rules.text_problems("reason", reason, max_length=1_000),
        ]
    )
    planning.overtake(current, by=by, now=now)
    audit.move(
        current,
        RequestState.DECLINED,
        moves=REQUEST_MOVES,
        by=by,
        at=now,
        declined_reason=people_rules.tidy(reason),
    )
    return current


def locked(request: TrainingRequest) -> TrainingRequest:
    """Lock a request until the transaction ends, before anything that hangs on it."""
    return people_rules.known(TrainingRequest.objects.select_for_update(), request, "request")


@transaction.atomic
def reschedule_training(
    *,
    request: TrainingRequest,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person,
    now: dt.datetime,
    note: str = "",
    override: str = "",
) -> TrainingRequest:
    """Give a training that was planned another time; its trainer and trainee stay.

    Locks the request, asks whether the trainer is certified on the new day, and moves the
    appointment, so that everybody is told, with `note` as a line that goes along. Returns the
    request as it is now. Instants are aware.

    :raises Refused: `request.not_scheduled`, `request.trainer_not_certified` (may be approved), and
        the codes of `scheduling.actions.reschedule`, all at once.
    """
    current = locked(request)
    appointment = current.appointment
    if (wrong := rules.replacing_problems(current)) or appointment is None:
        raise Refused(wrong)
    leading = appointment.participations.filter(role=ParticipationRole.LEAD)
    problems = [
        problem
        for part in leading.select_related("person")
        for problem in planning.trainer_problems(part.person, starts_at, appointment.zone)
    ]
    before = appointment.starts_at, appointment.ends_at
    with locks.together_with(problems):
        current.appointment = moved = scheduling.reschedule(
            appointment=appointment,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
            note=note,
            override=override,
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    # The time that it has already is no news.
    if (moved.starts_at, moved.ends_at) == before:
        return current
    audit.record("request.rescheduled", current, by=by, at=now, passed=passed, reason=override)
    return current


def _cast(appointment: Appointment) -> list[Person]:
    parts = appointment.participations.exclude(role=ParticipationRole.GUEST)
    return [part.person for part in parts.select_related("person")]
