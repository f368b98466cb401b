"""Holding a meeting: who was there, which cases were brought, and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from common import audit, periods
from common.problems import refuse_if
from intervision import rules
from intervision.actions import locks
from intervision.models import Case
from people import access
from people import rules as people_rules
from scheduling import actions as scheduling
from scheduling import rules as scheduling_rules
from scheduling.models import Participation
from scheduling.states import AppointmentState, Attendance, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from intervision.models import Meeting, Method
    from people.models import Person
    from scheduling.models import AttendanceRecord


@transaction.atomic
def hold_meeting(*, meeting: Meeting, by: Person, now: dt.datetime) -> Meeting:
    """Say that a planned meeting takes place, from its first moment on.

    One that was held already stays as it is. Returns the meeting as it is now.

    :raises Refused: the codes of `scheduling.actions.hold`; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    if meeting.appointment.state == AppointmentState.HELD:
        return meeting
    meeting.appointment = scheduling.hold(appointment=meeting.appointment, by=by, now=now)
    audit.record("meeting.held", meeting, by=by, at=now)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: Person, now: dt.datetime) -> Meeting:
    """Call off a planned meeting, with a reason that may be shown to everybody invited.

    Returns the meeting as it is now.

    :raises Refused: the codes of `scheduling.actions.cancel`; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    meeting.appointment = scheduling.cancel(
        appointment=meeting.appointment, because=because, by=by, now=now
    )
    audit.record("meeting.cancelled", meeting, by=by, at=now)
    return meeting


@transaction.atomic
def confirm_presence(
    *,
    meeting: Meeting,
    marks: Mapping[Person, scheduling_rules.Mark],
    by: Person,
    now: dt.datetime,
) -> list[AttendanceRecord]:
    """Record who was there, for members on the date of the meeting only.

    Locks the meeting; asks the rules; puts a member who joined after planning on the list;
    records the marks, in a constant number of queries; logs it. The guide is never marked or
    counted. Returns the new records: none when every mark stood there already.

    :raises Refused: `attendance.not_a_member` for each who is none; the codes of
        `scheduling.rules.attendance_problems`; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    appointment = meeting.appointment
    refuse_if(scheduling_rules.mapping_problems(marks))
    members = rules.members_on(meeting.group, appointment.local_date)
    marked = {person.pk for person in marks}
    refuse_if(
        [
            *rules.presence_problems(marks, members),
            *scheduling_rules.attendance_problems(appointment, marks, marked, now),
        ]
    )
    _put_on_the_list(meeting, marks, by=by, now=now)
    records = scheduling.record_attendance(appointment=appointment, marks=marks, by=by, now=now)
    # The same list sent twice is one confirmation.
    if records:
        audit.record("meeting.presence_confirmed", meeting, by=by, at=now, changed=len(records))
    return records


@transaction.atomic
def bring_case(
    *,
    meeting: Meeting,
    bringer: Person,
    method: Method,
    title: str,
    text: str,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Case:
    """Write down a case that a member brings to a meeting, under the next number.

    Locks the meeting; asks the rules; writes the case; logs that there is one, never what it
    says. Title and text are for the group alone: see `access.visible_cases`. The same call again
    is another case: a member can bring two.

    :raises Refused: the codes of `rules.case_problems`; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    case = Case(meeting=meeting, bringer=bringer, method=method, title=title, text=text)
    members = rules.members_on(meeting.group, meeting.appointment.local_date)
    problems = rules.case_problems(case, members, _attendance(meeting, bringer))
    passed = access.settle(problems, by=by, override=override, now=now)
    # The highest number plus one, so that a number never comes back for another case.
    last = meeting.cases.aggregate(last=Max("number"))["last"] or 0
    case.number = last + 1
    case.title, case.text = people_rules.tidy(title), people_rules.tidy(text)
    case.save()
    audit.record("case.brought", case, by=by, at=now, passed=passed, reason=override)
    return case


@transaction.atomic
def finalise_report(
    *, meeting: Meeting, finalised_on: dt.date, by: Person, now: dt.datetime
) -> Meeting:
    """Make the report of a held meeting final, once, by somebody of the group.

    Locks the meeting; asks the rules; writes the day; logs it. Returns the meeting as it is now.

    :raises Refused: the codes of `rules.report_problems`; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    members = rules.members_on(meeting.group, meeting.appointment.local_date)
    today = periods.local_date(now, meeting.appointment.zone)
    refuse_if(rules.report_problems(meeting, finalised_on, by, members, today))
    meeting.report_finalised_on = finalised_on
    meeting.save(update_fields=["report_finalised_on"])
    audit.record("meeting.report_finalised", meeting, by=by, at=now)
    return meeting


def _put_on_the_list(
    meeting: Meeting, people: Iterable[Person], *, by: Person, now: dt.datetime
) -> None:
    listed = set(meeting.appointment.participations.values_list("person", flat=True))
    for person in people:
        if person.pk not in listed:
            scheduling.add_participant(
                appointment=meeting.appointment,
                person=person,
                role=ParticipationRole.PARTICIPANT,
                by=by,
                now=now,
            )


def _attendance(meeting: Meeting, person: Person) -> str:
    parts = Participation.objects.filter(appointment=meeting.appointment_id, person=person.pk)
    return parts.values_list("attendance", flat=True).first() or Attendance.UNKNOWN
