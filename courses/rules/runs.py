"""What makes a run and its sessions: dates, seats, codes, content and minutes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem
from courses.models import CourseRun, CourseSession, LearningObjective
from courses.rules import values
from courses.states import CurriculumState
from people import rules as people
from scheduling.models import Participation
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.models import Curriculum
    from people.models import Person

# A year to think about a place is no offer any more.
MOST_OFFER_DAYS = 365
_MOMENT = dt.timedelta(microseconds=1)


@dataclasses.dataclass(frozen=True, slots=True)
class PartDraft:
    """A part of a session as somebody proposes it; `work_form` is a name, empty for none."""

    title: str
    minutes: int
    work_form: str = ""
    led_by: Person | None = None


def run_problems(run: CourseRun) -> list[Problem]:
    """Return everything that is wrong with a run that is not kept yet.

    `run.code_taken`, `run.closes_before_it_opens`, `run.ends_before_it_starts`,
    `curriculum.not_published`, `curriculum.other_course` and `time.unknown_zone`, besides texts,
    numbers and dates. The window is half-open, the last day is included.
    """
    return [
        *_code_problems(run),
        *seat_count_problems(run.seats),
        *values.number_problems("offer_days", run.offer_days, least=1, most=MOST_OFFER_DAYS),
        *periods.zone_problems(run.zone),
        *_window_problems(run),
        *_day_problems(run),
        *_curriculum_problems(run),
    ]


def seat_count_problems(seats: int, *, taken: int = 0) -> list[Problem]:
    """Return why a run cannot have so many seats: `run.seats_taken` when more are taken."""
    problems = values.number_problems("seats", seats, least=1)
    if not problems and seats < taken:
        sentence = _("{taken} seats are taken or offered already.")
        message = format_lazy(sentence, taken=taken)
        problems.append(Problem("run.seats_taken", message, field="seats"))
    return problems


def session_problems(
    run: CourseRun, code: str, starts_at: dt.datetime, ends_at: dt.datetime
) -> list[Problem]:
    """Return what is wrong with a session for its run: `session.code_taken` and the dates.

    What makes any appointment, such as its title and its length, `scheduling` decides.
    """
    problems = people.text_problems("code", code, max_length=20)
    if not problems and CourseSession.objects.filter(run=run, code=code).exists():
        message = _("This session code is already in use.")
        problems.append(Problem("session.code_taken", message, field="code"))
    return [*problems, *outside_problems(run, starts_at, ends_at)]


def outside_problems(run: CourseRun, starts_at: dt.datetime, ends_at: dt.datetime) -> list[Problem]:
    """Return `session.outside_run` when it begins or ends on a day outside the run.

    Two aware instants, half-open: a session may last until midnight of the last day.
    """
    if values.moment_problems("starts_at", starts_at) or values.moment_problems("ends_at", ends_at):
        return []
    first = periods.local_date(starts_at, run.zone)
    last = periods.local_date(ends_at - _MOMENT, run.zone)
    if first in run.period and last in run.period:
        return []
    sentence = _("A session of this run lies between {first} and {last}.")
    message = format_lazy(sentence, first=run.starts_on, last=run.ends_on)
    return [Problem("session.outside_run", message, field="starts_at")]


def content_problems(
    curriculum: Curriculum, objectives: Sequence[object], work_forms: Sequence[object]
) -> list[Problem]:
    """Return `session.unknown_objective` for what the curriculum does not hold, and wrong names.

    Objectives are texts of the curriculum, which are fixed; work forms may be new.
    `list.wrong_type` for what is no list.
    """
    lists = people.list_problems("objectives", objectives)
    if lists := [*lists, *people.list_problems("work_forms", work_forms)]:
        return lists
    known = LearningObjective.objects.filter(curriculum=curriculum)
    texts = set(known.values_list("text", flat=True))
    sentence = _("The curriculum has no objective “{text}”.")
    unknown = [
        Problem("session.unknown_objective", format_lazy(sentence, text=text), field="objectives")
        for text in objectives
        if not isinstance(text, str) or text not in texts
    ]
    for name in work_forms:
        unknown += people.text_problems("work_forms", name, max_length=120)
    return unknown


def part_problems(session: CourseSession, parts: Sequence[PartDraft]) -> list[Problem]:
    """Return everything that is wrong with the parts of a session.

    `session.cancelled`, `session.parts_do_not_fit` when they take more minutes than the session
    has without its breaks, `part.leader_does_not_lead` for somebody who does not lead the
    session, `list.wrong_type`, `part.wrong_type`, and texts and minutes.
    """
    if wrong := _list_problems(parts):
        return wrong
    problems = []
    for position, part in enumerate(parts, start=1):
        place = f"parts.{position}"
        problems += [
            *people.text_problems(f"{place}.title", part.title, max_length=200),
            *people.text_problems(
                f"{place}.work_form", part.work_form, max_length=120, required=False
            ),
            *values.number_problems(f"{place}.minutes", part.minutes, least=1, most=24 * 60),
        ]
    if not problems:
        minutes = sum(part.minutes for part in parts)
        problems = fitting_problems(minutes, session.appointment.contact_minutes)
    if session.appointment.state == AppointmentState.CANCELLED:
        problems.append(Problem("session.cancelled", _("This session is cancelled.")))
    return [*problems, *_part_leader_problems(session, parts)]


def fitting_problems(minutes: int, contact_minutes: int) -> list[Problem]:
    """Return `session.parts_do_not_fit` when parts take more minutes than there are."""
    if minutes <= contact_minutes:
        return []
    sentence = _("The parts take {minutes} minutes and the session has {contact}.")
    message = format_lazy(sentence, minutes=minutes, contact=contact_minutes)
    return [Problem("session.parts_do_not_fit", message, field="parts")]


def shifted(instant: dt.datetime, zone: str, days: dt.timedelta) -> dt.datetime:
    """Return the instant so many days on at which the clock on the wall shows the same time.

    In the hour that comes twice, the first or second as it was.

    :raises Refused: `time.does_not_exist` when the clock skips that hour on the new day.
    """
    local = instant.astimezone(ZoneInfo(zone))
    wall = local.replace(tzinfo=None) + days
    return periods.from_wall(wall.replace(fold=0), zone, fold=local.fold)


def _list_problems(parts: Sequence[object]) -> list[Problem]:
    if problems := people.list_problems("parts", parts):
        return problems
    message = _("This is not a part of a session.")
    return [
        Problem("part.wrong_type", message, field=f"parts.{position}")
        for position, part in enumerate(parts, start=1)
        if not isinstance(part, PartDraft)
    ]


def _code_problems(run: CourseRun) -> list[Problem]:
    problems = people.text_problems("code", run.code, max_length=20)
    if not problems and CourseRun.objects.filter(course=run.course_id, code=run.code).exists():
        message = _("This code is already in use.")
        problems.append(Problem("run.code_taken", message, field="code"))
    return problems


def _window_problems(run: CourseRun) -> list[Problem]:
    problems = [
        *values.moment_problems("enrolment_opens_at", run.enrolment_opens_at),
        *values.moment_problems("enrolment_closes_at", run.enrolment_closes_at),
    ]
    if not problems and run.enrolment_closes_at <= run.enrolment_opens_at:
        message = _("Enrolment closes after it opens.")
        return [Problem("run.closes_before_it_opens", message, field="enrolment_closes_at")]
    return problems


def _day_problems(run: CourseRun) -> list[Problem]:
    problems = [
        *values.day_problems("starts_on", run.starts_on),
        *values.day_problems("ends_on", run.ends_on),
    ]
    if not problems and run.ends_on < run.starts_on:
        message = _("A run cannot end before it starts.")
        return [Problem("run.ends_before_it_starts", message, field="ends_on")]
    return problems


def _curriculum_problems(run: CourseRun) -> list[Problem]:
    problems = []
    if run.curriculum.state != CurriculumState.PUBLISHED:
        message = _("This curriculum is not published yet.")
        problems.append(Problem("curriculum.not_published", message, field="curriculum"))
    if run.curriculum.course_id != run.course_id:
        message = _("This curriculum belongs to another course.")
        problems.append(Problem("curriculum.other_course", message, field="curriculum"))
    return problems


def _part_leader_problems(session: CourseSession, parts: Sequence[PartDraft]) -> list[Problem]:
    leads = Participation.objects.leading().filter(appointment=session.appointment_id)
    known = set(leads.values_list("person", flat=True))
    sentence = _("{name} does not lead this session.")
    return [
        Problem("part.leader_does_not_lead", format_lazy(sentence, name=part.led_by.full_name))
        for part in parts
        if part.led_by is not None and part.led_by.pk not in known
    ]
