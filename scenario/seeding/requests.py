"""What local groups of a seed ask the pool, and the trainings that came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pool.models import TrainingRequest
from pool.states import RequestState
from scenario.seeding import parts, texts
from scenario.seeding.days import DAY, at, weekday
from scheduling.models import Appointment
from scheduling.states import Attendance, Delivery, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.association import Association

# Trainings are on Sundays: trainers lead courses and groups on the other days.
_SUNDAY = 6
_SHARE_CANCELLED = 0.08
_SHARE_NEVER_PLANNED = 0.03


def ask(association: Association, number: int) -> None:
    """Let local groups ask for so many trainings, from the first year until now."""
    chance = association.chance
    first, last = association.opened_on + 60 * DAY, association.until - DAY
    days = sorted(chance.day(first, last) for _request in range(number))
    for index, day in enumerate(days):
        _ask(association, f"AV-{day.year}-{index + 1:05}", day)
        association.writer.flush_when_full()


def _ask(association: Association, code: str, day: dt.date) -> None:
    chance, writer = association.chance, association.writer
    region = chance.number(0, len(association.areas) - 1)
    group, towns = chance.one(association.areas[region].groups)
    request = TrainingRequest(
        code=code,
        organisation=group,
        municipality_id=chance.one(towns),
        topic=chance.one(texts.REQUESTS),
        requested_on=day,
        expected_participants=chance.number(6, 30),
    )
    writer.add(request)
    clerk = association.clerk()
    writer.record("trainingrequest.registered", request, at=at(day, 10), by=clerk)
    planned_on = chance.after(day, 3, 40)
    if not association.is_past(planned_on) or chance.hit(_SHARE_NEVER_PLANNED):
        return
    if chance.hit(_SHARE_CANCELLED):
        _move(association, request, RequestState.CANCELLED, planned_on)
        return
    _plan(association, request, region, planned_on)


def _plan(
    association: Association, request: TrainingRequest, region: int, planned_on: dt.date
) -> None:
    day = weekday(association.chance.after(planned_on, 14, 70), _SUNDAY)
    trainer = association.trainers.lead(region, day)
    appointment = Appointment(
        title=request.topic,
        starts_at=at(day, 13),
        ends_at=at(day, 16),
        break_minutes=15,
        delivery=Delivery.IN_PERSON,
    )
    association.writer.add(appointment)
    request.appointment = appointment
    _move(association, request, RequestState.SCHEDULED, planned_on)
    part = parts.add(association, appointment, trainer, ParticipationRole.LEAD)
    if association.is_past(day):
        parts.hold(association, appointment, trainer)
        parts.mark(association, part, Attendance.PRESENT, appointment.ends_at, trainer)
        _move(association, request, RequestState.DELIVERED, day)


def _move(
    association: Association, request: TrainingRequest, to: RequestState, day: dt.date
) -> None:
    before, request.state = request.state, to
    clerk = association.clerk()
    association.writer.moved(request, to, before, at=at(day, 17), by=clerk)
