"""Marking who was at a session, and the work that is handed in and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from common import audit, periods
from common.problems import refuse_if
from courses.actions import locks, seats
from courses.models import FinalAssignment, MakeUp
from courses.rules import attendance as rules
from people import access
from people import rules as people
from scheduling import actions as scheduling
from scheduling.models import Participation
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from courses.models import CourseSession, Enrolment
    from people.models import Person
    from scheduling.models import AttendanceRecord
    from scheduling.rules import Mark

WorkT = TypeVar("WorkT", MakeUp, FinalAssignment)


@transaction.atomic
def mark_session(
    *, session: CourseSession, marks: Mapping[Person, Mark], by: Person, now: dt.datetime
) -> list[AttendanceRecord]:
    """Mark a whole session at once, in a constant number of queries.

    Locks the run and the session; asks the rules; says that a planned session is held; puts who
    took part that day and was not on its list on it; records what is new, so that a correction
    keeps what stood there, by whom and when. Returns the new records: none when every mark stood
    there already. Without any mark the session is only said to be held.

    :raises Refused: the codes of `rules.mark_problems`, above all
        `attendance.not_a_participant`, and `attendance.before_start`.
    """
    current = locks.session(session)
    appointment = current.appointment
    known = rules.participants_on(current) | rules.leads(current)
    refuse_if(rules.mark_problems(current, marks, known, now=now))
    if appointment.state == AppointmentState.PLANNED:
        scheduling.hold(appointment=appointment, by=by, now=now)
    _put_on_the_list(current, marks)
    return scheduling.record_attendance(appointment=appointment, marks=marks, by=by, now=now)


@transaction.atomic
def submit_make_up(
    *,
    enrolment: Enrolment,
    session: CourseSession,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> MakeUp:
    """Hand in work that makes up for a missed session, dated today by the run's calendar.

    What cannot count is kept all the same when the office says why. After a make-up was not good
    enough another one can be handed in for the same session.

    :raises Refused: the codes of `rules.make_up_problems`: `make_up.not_excused`,
        `make_up.mandatory` and `make_up.too_many` need approval.
    """
    locked = seats.locked(enrolment)
    problems = rules.make_up_problems(locked, session)
    passed = access.settle(problems, by=by, override=override, now=now)
    made = MakeUp.objects.create(
        enrolment=locked, session=session, submitted_on=periods.local_date(now, locked.run.zone)
    )
    audit.record("make_up.submitted", made, by=by, at=now, passed=passed, reason=override)
    return made


@transaction.atomic
def assess_make_up(*, make_up: MakeUp, result: str, by: Person, now: dt.datetime) -> MakeUp:
    """Judge a make-up, once, dated today by the run's calendar. Returns it as it is now.

    `result` is a word of `courses.states.JUDGEMENTS`; only the one for approved can count.

    :raises Refused: `result.not_a_judgement`, `make_up.own`, `make_up.already_assessed`,
        `make_up.before_submission`.
    """
    rows = MakeUp.objects.select_for_update(of=("self",)).select_related("enrolment__run")
    return _assess(people.known(rows, make_up, "make_up"), result, by=by, now=now)


@transaction.atomic
def submit_final_assignment(
    *, enrolment: Enrolment, title: str, by: Person, now: dt.datetime
) -> FinalAssignment:
    """Hand in the final assignment, dated today by the run's calendar; one waits at a time.

    After one was judged, whatever the result, another can be handed in.

    :raises Refused: `final_assignment.not_taking_part`, `final_assignment.already_waiting`, and
        what is wrong with the title.
    """
    locked = seats.locked(enrolment)
    refuse_if(rules.final_assignment_problems(locked, title))
    made = FinalAssignment.objects.create(
        enrolment=locked,
        title=people.tidy(title),
        submitted_on=periods.local_date(now, locked.run.zone),
    )
    audit.record("final_assignment.submitted", made, by=by, at=now)
    return made


@transaction.atomic
def assess_final_assignment(
    *, assignment: FinalAssignment, result: str, by: Person, now: dt.datetime
) -> FinalAssignment:
    """Judge a final assignment, once, dated today by the run's calendar. Returns it as it is now.

    :raises Refused: `result.not_a_judgement`, `final_assignment.own`,
        `final_assignment.already_assessed`, `final_assignment.before_submission`.
    """
    rows = FinalAssignment.objects.select_for_update(of=("self",))
    related = rows.select_related("enrolment__run")
    return _assess(people.known(related, assignment, "final_assignment"), result, by=by, now=now)


def _assess(work: WorkT, result: str, *, by: Person, now: dt.datetime) -> WorkT:
    on = periods.local_date(now, work.enrolment.run.zone)
    refuse_if(rules.assessment_problems(work, result, by=by, on=on))
    work.result, work.assessed_by, work.assessed_on = result, by, on
    work.save(update_fields=["result", "assessed_by", "assessed_on"])
    audit.record(f"{rules.topic(work)}.assessed", work, by=by, at=now, result=str(result))
    return work


def _put_on_the_list(session: CourseSession, marked: Iterable[Person]) -> None:
    """Give who took part without being invited a part, in two queries for any number."""
    parts = Participation.objects.filter(appointment=session.appointment_id)
    listed = set(parts.values_list("person", flat=True))
    # Not one by one with `add_participant`: its warnings are about plans, and this has happened.
    Participation.objects.bulk_create(
        Participation(appointment=session.appointment, person=person)
        for person in marked
        if person.pk not in listed
    )
