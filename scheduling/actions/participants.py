"""Putting somebody on an appointment and taking somebody off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import Problem, refuse_if
from people import access
from scheduling import rules
from scheduling.actions import locks
from scheduling.models import Appointment, AttendanceRecord, Participation
from scheduling.states import LEADING, Answer, Attendance, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

# Who was seen under either name was there; then what says most.
_BEST_KNOWN = (
    Attendance.LATE,
    Attendance.PRESENT,
    Attendance.ABSENT_EXCUSED,
    Attendance.ABSENT_UNEXCUSED,
    Attendance.UNKNOWN,
)


@transaction.atomic
def add_participant(
    *,
    appointment: Appointment,
    person: Person,
    role: ParticipationRole,
    by: Person | None,
    now: dt.datetime,
    override: str = "",
) -> Participation:
    """Give somebody a part in an appointment.

    Locks the appointment, and the calendar of who will lead; asks the rules; writes the part,
    marked so that they are invited; logs it with the warnings that were passed over. The same
    person in the same role again changes nothing and returns the part that is there.

    :raises Refused: the codes of `rules.adding_problems`, `rules.cast_problems` and
        `rules.conflict_problems`; `appointment.unknown`.
    """
    current = locks.locked(appointment)
    part = current.participations.filter(person=person.pk).first()
    # Asked before the rules: what is there already needs no permission to be there.
    if part is not None and part.role == role:
        return part
    problems = [
        *rules.adding_problems(current, person, role, part),
        *rules.cast_problems({ParticipationRole.GUEST: [person]}, locks.known_ids([person])),
        *_conflicts(current, person, role),
    ]
    passed = access.settle(problems, by=by, override=override, now=now)
    part = current.participations.create(person=person, role=role)
    current.save(update_fields=current.mark_changed(now))
    audit.record(
        "participation.added", part, by=by, at=now, passed=passed, reason=override, role=role
    )
    return part


@transaction.atomic
def remove_participant(
    *, appointment: Appointment, person: Person, by: Person | None, now: dt.datetime
) -> bool:
    """Take somebody off an appointment and log it; return False when nobody was there to take off.

    Marked so that they are told, if they were invited.

    :raises Refused: `participation.attendance_was_recorded`, `appointment.unknown`.
    """
    current = locks.locked(appointment)
    part = current.participations.filter(person=person.pk).first()
    if part is None:
        return False
    refuse_if(rules.removing_problems(part))
    # While the row still has its id; afterwards the log is the only trace of it.
    audit.record("participation.removed", part, by=by, at=now, role=part.role)
    part.delete()
    current.save(update_fields=current.mark_changed(now))
    return True


@transaction.atomic
def merge_participations(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:
    """Leave one part where two records of one person took part in the same appointment.

    The part of `keep` stays, with the heavier role, the answer that was given, the attendance
    that is best known (being there beats not being there) and the records of both; each is logged
    at `now` (UTC) as done by the program. Parts that are not shared are left alone.
    """
    shared = Participation.objects.filter(appointment__participations__person=keep)
    for double in shared.filter(person=duplicate):
        part = Participation.objects.get(appointment=double.appointment_id, person=keep)
        AttendanceRecord.objects.filter(participation=double).update(participation=part)
        double.delete()
        _take_over(part, double)
        audit.record("participation.merged", part, by=None, at=now)


def _take_over(part: Participation, double: Participation) -> None:
    # The minutes go with the attendance they were recorded with, never with the other one.
    best = min(part, double, key=lambda each: _BEST_KNOWN.index(Attendance(each.attendance)))
    part.attendance, part.minutes_late = best.attendance, best.minutes_late
    roles = {part.role, double.role}
    part.role = next(role for role in ParticipationRole if role in roles)
    if part.answer == Answer.OPEN:
        part.answer = double.answer
    part.save()


def _conflicts(appointment: Appointment, person: Person, role: ParticipationRole) -> list[Problem]:
    leading, others = ([person], []) if role in LEADING else ([], [person])
    locks.lock_calendars(people=leading)
    span = (appointment.starts_at, appointment.ends_at)
    return rules.conflict_problems(leading, others, *span, ignoring=appointment)
