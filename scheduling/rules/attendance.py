"""What may be recorded of who was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem
from scheduling.states import Answer, AppointmentState, Attendance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container

    from people.models import Person
    from scheduling.models import Appointment


@dataclass(frozen=True, slots=True)
class Mark:
    """What is recorded of one person; unknown takes back what was recorded by mistake."""

    attendance: Attendance
    minutes_late: int = 0


def proposed_attendance(answer: str, attendance: str) -> str:
    """Return what a form begins with: what is recorded, or absent with notice after a “no”.

    A proposal: who said no can have come after all, and who records it decides.
    """
    has_said_no = answer == Answer.DECLINED and attendance == Attendance.UNKNOWN
    return Attendance.ABSENT_EXCUSED.value if has_said_no else attendance


def mapping_problems(marks: object) -> list[Problem]:
    """Return `attendance.no_marks` for anything but people with a mark for each."""
    if isinstance(marks, Mapping):
        return []
    return [Problem("attendance.no_marks", _("Say of each person what you saw."), field="marks")]


def attendance_problems(
    appointment: Appointment,
    marks: Mapping[Person, Mark],
    taking_part: Container[int],
    now: dt.datetime,
) -> list[Problem]:
    """Return everything that is wrong with marks for one appointment, each naming its person.

    `attendance.before_start`, `attendance.appointment_is_draft` and
    `attendance.appointment_is_cancelled` are about the whole. Per person:
    `attendance.not_taking_part` for who is not in `taking_part` (ids of people, guests included),
    `attendance.not_a_mark` for a value that is none, `attendance.unknown_kind`,
    `attendance.minutes_late` for no number of minutes, 0 or more,
    `attendance.minutes_without_late`, and `attendance.later_than_the_end`.
    `attendance.no_marks` for what is no mapping at all.
    """
    if wrong := mapping_problems(marks):
        return wrong
    # With the breaks: who comes in after the last one is late as well.
    length = periods.contact_minutes(appointment.starts_at, appointment.ends_at, 0)
    return [
        *_moment_problems(appointment, now),
        *(
            problem
            for person, mark in marks.items()
            for problem in [
                *_person_problems(person, taking_part),
                *_mark_problems(person, mark, length),
            ]
        ),
    ]


def _moment_problems(appointment: Appointment, now: dt.datetime) -> list[Problem]:
    problems = []
    if now < appointment.starts_at:
        message = _("Attendance can be recorded once it has begun.")
        problems.append(Problem("attendance.before_start", message))
    if appointment.state == AppointmentState.DRAFT:
        message = _("This is a draft: plan it first.")
        problems.append(Problem("attendance.appointment_is_draft", message))
    if appointment.state == AppointmentState.CANCELLED:
        message = _("This was cancelled: there is no attendance to record.")
        problems.append(Problem("attendance.appointment_is_cancelled", message))
    return problems


def _person_problems(person: Person, taking_part: Container[int]) -> list[Problem]:
    if person.pk in taking_part:
        return []
    message = format_lazy(_("{name} does not take part in this."), name=person.full_name)
    return [Problem("attendance.not_taking_part", message)]


def _mark_problems(person: Person, mark: object, length: int) -> list[Problem]:
    # A form or a file can hand over anything.
    if not isinstance(mark, Mark):
        sentence = _("Say whether {name} was there.")
        return [Problem("attendance.not_a_mark", format_lazy(sentence, name=person.full_name))]
    return [*_kind_problems(person, mark), *_late_problems(person, mark, length)]


def _kind_problems(person: Person, mark: Mark) -> list[Problem]:
    if mark.attendance in Attendance.values:
        return []
    sentence = _("This is not a kind of attendance, for {name}.")
    return [Problem("attendance.unknown_kind", format_lazy(sentence, name=person.full_name))]


def _late_problems(person: Person, mark: Mark, length: int) -> list[Problem]:
    code, sentence = "", _("Give a number of minutes, 0 or more, for {name}.")
    # A form or a file can hand over anything.
    minutes: object = mark.minutes_late
    if not isinstance(minutes, int) or isinstance(minutes, bool) or minutes < 0:
        code = "attendance.minutes_late"
    elif minutes and mark.attendance != Attendance.LATE:
        code = "attendance.minutes_without_late"
        sentence = _("Minutes late go with being late, for {name}.")
    elif minutes > length:
        code = "attendance.later_than_the_end"
        sentence = _("{name} cannot be later than the end.")
    return [Problem(code, format_lazy(sentence, name=person.full_name))] if code else []
