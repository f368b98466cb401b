"""Another trainer for a training that is planned, in the same appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import access
from people import rules as people_rules
from people.models import Person
from pool import rules
from pool.actions import locks, planning
from pool.actions.requests import locked
from pool.models import Ask
from pool.states import ASK_MOVES, AskAnswer
from scheduling import actions as scheduling
from scheduling.states import ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from pool.models import TrainingRequest
    from scheduling.models import Appointment


@transaction.atomic
def replace_trainer(
    *,
    request: TrainingRequest,
    trainer: Person,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> TrainingRequest:
    """Let somebody else give a training that is planned; a trainee who comes along stays.

    The appointment stays the one that it is: who comes now is invited, and who does not come any
    more is told that it is called off for them, each together with the coach. A yes of who was
    replaced is taken back. The same trainer again changes nothing.

    :raises Refused: `request.not_scheduled`, `trainer.unknown`, `request.trainer_not_certified`
        (may be approved), and the codes of `scheduling.actions.add_participant`, all at once.
    """
    current = locked(request)
    refuse_if(rules.replacing_problems(current))
    new = people_rules.known(Person.objects.all(), trainer, "trainer")
    appointment = current.appointment
    if appointment is None or _leads(appointment) == [new]:
        return current
    before = _leads(appointment)
    problems = planning.trainer_problems(new, appointment.starts_at, appointment.zone)
    _take_off(appointment, before, by=by, now=now)
    with locks.together_with(problems):
        _put_on(appointment, new, by=by, now=now, override=override)
    passed = access.settle(problems, by=by, override=override, now=now)
    said_yes = Ask.objects.filter(request=current, state=AskAnswer.YES)
    for ask in said_yes.exclude(trainer=new).select_for_update():
        audit.move(ask, AskAnswer.WITHDRAWN, moves=ASK_MOVES, by=by, at=now)
    audit.record("request.trainer_replaced", current, by=by, at=now, passed=passed, reason=override)
    return current


def _leads(appointment: Appointment) -> list[Person]:
    parts = appointment.participations.filter(role=ParticipationRole.LEAD).order_by("pk")
    return [part.person for part in parts.select_related("person")]


def _put_on(
    appointment: Appointment, trainer: Person, *, by: Person, now: dt.datetime, override: str
) -> None:
    """Let a trainer lead an appointment, with the coach who comes along."""
    coach = planning.coach_of(trainer, appointment.local_date)
    there = set(appointment.participations.values_list("person", flat=True))
    roles = {trainer: ParticipationRole.LEAD}
    if coach is not None and coach.pk not in there:
        roles[coach] = ParticipationRole.PARTICIPANT
    for person, role in roles.items():
        scheduling.add_participant(
            appointment=appointment, person=person, role=role, by=by, now=now, override=override
        )


def _take_off(
    appointment: Appointment, trainers: list[Person], *, by: Person, now: dt.datetime
) -> None:
    """Take trainers off an appointment, each with the coach who came along."""
    for one in trainers:
        coach = planning.coach_of(one, appointment.local_date)
        for person in [one, *([coach] if coach else [])]:
            scheduling.remove_participant(appointment=appointment, person=person, by=by, now=now)
