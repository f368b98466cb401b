"""Who takes part in the appointments of a seed, and what was recorded of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduling.models import Appointment, AttendanceRecord, Participation
from scheduling.states import AppointmentState, Attendance

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.association import Association
    from scheduling.states import ParticipationRole

_LATE = (5, 40)


def hold(association: Association, appointment: Appointment, by: int) -> None:
    """Say that an appointment was held, and that who was there is recorded, at its end."""
    before, appointment.state = appointment.state, AppointmentState.HELD
    moment, writer = appointment.ends_at, association.writer
    writer.moved(appointment, appointment.state, before, at=moment, by=by)
    writer.record("attendance.recorded", appointment, at=moment, by=by)


def add(
    association: Association, appointment: Appointment, person: int, role: ParticipationRole
) -> Participation:
    """Give somebody a part in an appointment."""
    part = Participation(appointment_id=appointment.pk, person_id=person, role=role)
    return association.writer.add(part)


def mark(
    association: Association,
    part: Participation,
    attendance: Attendance,
    now: dt.datetime,
    by: int,
) -> None:
    """Record whether somebody was there, and keep who recorded it and when."""
    part.attendance = attendance
    if attendance == Attendance.LATE:
        part.minutes_late = association.chance.number(*_LATE)
    record = AttendanceRecord(
        participation_id=part.pk,
        attendance=attendance,
        minutes_late=part.minutes_late,
        recorded_by_id=by,
        recorded_at=now,
    )
    association.writer.add(record)
