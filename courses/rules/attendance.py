"""Whose attendance of a session may be recorded, what makes up for it, and how work is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, approval
from courses.models import Enrolment, MakeUp, Stage
from courses.states import JUDGEMENTS, EnrolmentState, Result
from people import rules as people
from scheduling import rules as scheduling
from scheduling.models import Participation
from scheduling.states import Attendance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from courses.models import CourseSession, FinalAssignment
    from people.models import Person

# A make-up or an assignment that ended so may be handed in again.
_SENT_BACK = (Result.INSUFFICIENT, Result.REJECTED)


def participants_on(session: CourseSession) -> frozenset[int]:
    """Return the ids of who took part in the run on the day of the session; one query.

    The day is that of the run's calendar. Whose enrolment ended on that day took no part in it.
    """
    day = periods.local_date(session.appointment.starts_at, session.run.zone)
    enrolments = Enrolment.objects.filter(run=session.run_id).taking_part().select_related("run")
    return frozenset(each.person_id for each in enrolments if each.took_part_on(day))


def leads(session: CourseSession) -> frozenset[int]:
    """Return the ids of who leads or co-leads the session; one query."""
    leading = Participation.objects.leading().filter(appointment=session.appointment_id)
    return frozenset(leading.values_list("person", flat=True))


def mark_problems(
    session: CourseSession,
    marks: Mapping[Person, scheduling.Mark],
    known: Container[int],
    *,
    now: dt.datetime,
) -> list[Problem]:
    """Return everything that is wrong with marks for one session, each naming its person.

    `attendance.not_a_participant` for who is not in `known`, the ids of who took part that day or
    leads; and the codes about the appointment and the marks of
    `scheduling.rules.attendance_problems`.
    """
    if wrong := scheduling.mapping_problems(marks):
        return wrong
    # Who may be marked is decided here, so for the rules of the appointment everybody takes part.
    everybody = {person.pk for person in marks}
    not_in = _("{name} did not take part in this run on that day.")
    return [
        *_naming("attendance.not_a_participant", not_in, marks, without=known),
        *scheduling.attendance_problems(session.appointment, marks, everybody, now),
    ]


def make_up_problems(enrolment: Enrolment, session: CourseSession) -> list[Problem]:
    """Return what stands in the way of a make-up for a session, by the curriculum of the person.

    Blockers: `make_up.not_taking_part`, `make_up.other_run`, `session.unknown`, and
    `make_up.already_there` when one waits or was accepted. What makes it not count needs approval,
    as it may be kept all the same:
    `make_up.not_excused` for any attendance but the one that can be made up for,
    `make_up.mandatory`, and `make_up.too_many` when as many as can count were approved.
    """
    problems = _taking_part_problems(enrolment, "make_up.not_taking_part")
    if gone := people.row_problems(session=session):
        return [*problems, *gone]
    if session.run_id != enrolment.run_id:
        message = _("This session belongs to another run.")
        return [*problems, Problem("make_up.other_run", message, field="session")]
    if enrolment.make_ups.filter(session=session).exclude(result__in=_SENT_BACK).exists():
        message = _("There is already a make-up for this session.")
        problems.append(Problem("make_up.already_there", message, field="session"))
    return [*problems, *_not_counting_problems(enrolment, session)]


def final_assignment_problems(enrolment: Enrolment, title: str) -> list[Problem]:
    """Return what stands in the way of handing in a final assignment with this title.

    `final_assignment.not_taking_part`, `final_assignment.already_waiting`, and the texts.
    """
    problems = [
        *people.text_problems("title", title, max_length=200),
        *_taking_part_problems(enrolment, "final_assignment.not_taking_part"),
    ]
    if enrolment.final_assignments.filter(result=Result.PENDING).exists():
        message = _("A final assignment is already waiting to be assessed.")
        problems.append(Problem("final_assignment.already_waiting", message))
    return problems


def assessment_problems(
    work: MakeUp | FinalAssignment, result: str, *, by: Person, on: dt.date
) -> list[Problem]:
    """Return what stands in the way of judging a make-up or a final assignment on that day.

    `result.not_a_judgement`; and `make_up.own`, `make_up.already_assessed` and
    `make_up.before_submission`, or the same three of `final_assignment`.
    """
    about = topic(work)
    problems = judgement_problems(result)
    if by.pk == work.enrolment.person_id:
        message = _("Nobody can assess their own work.")
        problems.append(Problem(f"{about}.own", message))
    if work.result != Result.PENDING:
        message = _("This was already assessed.")
        problems.append(Problem(f"{about}.already_assessed", message))
    if on < work.submitted_on:
        message = _("Work cannot be assessed before it is handed in.")
        problems.append(Problem(f"{about}.before_submission", message))
    return problems


def topic(work: MakeUp | FinalAssignment) -> str:
    """Return the word with which the codes about this kind of work begin."""
    return "make_up" if isinstance(work, MakeUp) else "final_assignment"


def judgement_problems(result: object) -> list[Problem]:
    """Return `result.not_a_judgement` for anything but a word that judges, such as “goed”."""
    message = _("This is not a judgement.")
    return people.choice_problems("result", result, JUDGEMENTS, "result.not_a_judgement", message)


def _naming(
    code: str, sentence: StrOrPromise, people: Iterable[Person], *, without: Container[int]
) -> list[Problem]:
    return [
        Problem(code, format_lazy(sentence, name=person.full_name))
        for person in people
        if person.pk not in without
    ]


def _taking_part_problems(enrolment: Enrolment, code: str) -> list[Problem]:
    if enrolment.state == EnrolmentState.ENROLLED:
        return []
    return [Problem(code, _("This person does not take part in the run now."))]


def _not_counting_problems(enrolment: Enrolment, session: CourseSession) -> list[Problem]:
    asked = _asked(enrolment)
    problems = []
    if _attendance(enrolment, session) != asked.get("makeup_only_for", Attendance.ABSENT_EXCUSED):
        message = _("This absence cannot be made up for.")
        problems.append(approval("make_up.not_excused", message, field="session"))
    if session.code in asked.get("mandatory_sessions", ()):
        message = _("This session is mandatory and must be attended.")
        problems.append(approval("make_up.mandatory", message, field="session"))
    if asked and _approved(enrolment) >= asked.get("max_makeups_counted", 0):
        message = _("No more make-ups can count for this person.")
        problems.append(approval("make_up.too_many", message))
    return problems


def _asked(enrolment: Enrolment) -> Mapping[str, Any]:
    """Return what the curriculum asks of the sessions; nothing when it has no such stage."""
    stages = Stage.objects.filter(curriculum=enrolment.curriculum_id, kind="sessions")
    return stages.values_list("parameters", flat=True).first() or {}


def _approved(enrolment: Enrolment) -> int:
    return enrolment.make_ups.filter(result=Result.APPROVED).count()


def _attendance(enrolment: Enrolment, session: CourseSession) -> str:
    parts = Participation.objects.filter(
        appointment=session.appointment_id, person=enrolment.person_id
    )
    return parts.values_list("attendance", flat=True).first() or Attendance.UNKNOWN
