"""Recording who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from scheduling import rules
from scheduling.actions import locks
from scheduling.models import Appointment, AttendanceRecord, Participation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from people.models import Person


@transaction.atomic
def record_attendance(
    *, appointment: Appointment, marks: Mapping[Person, rules.Mark], by: Person, now: dt.datetime
) -> list[AttendanceRecord]:
    """Mark a whole appointment at once, in a constant number of queries.

    Locks the appointment; asks the rules; writes each mark that says something new and keeps in
    a record of its own who recorded it and when, so a correction never loses what stood there;
    logs how many changed. Returns the new records: none when every mark stood there already.

    :raises Refused: the codes of `rules.attendance_problems`; `appointment.unknown`.
    """
    current = locks.locked(appointment)
    parts = {part.person_id: part for part in current.participations.all()}
    refuse_if(rules.attendance_problems(current, marks, parts, now))
    changed = _apply(parts, marks)
    # A page that is sent twice must not look like a correction.
    if not changed:
        return []
    Participation.objects.bulk_update(changed, ["attendance", "minutes_late"])
    audit.record("attendance.recorded", current, by=by, at=now, changed=len(changed))
    return AttendanceRecord.objects.bulk_create(
        AttendanceRecord(
            participation=part,
            attendance=part.attendance,
            minutes_late=part.minutes_late,
            recorded_by=by,
            recorded_at=now,
        )
        for part in changed
    )


def _apply(
    parts: Mapping[int, Participation], marks: Mapping[Person, rules.Mark]
) -> list[Participation]:
    """Put the marks on the parts and return the parts that differ from before."""
    changed = []
    for person, mark in marks.items():
        part = parts[person.pk]
        if (part.attendance, part.minutes_late) != (mark.attendance, mark.minutes_late):
            part.attendance, part.minutes_late = mark.attendance, mark.minutes_late
            changed.append(part)
    return changed
