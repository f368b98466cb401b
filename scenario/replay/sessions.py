"""The sessions of the course: planned, held, who was there, what was made up and handed in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from courses import actions as courses
from courses.states import Result
from people.models import Municipality
from scenario import rows
from scenario.replay.world import AS_IT_HAPPENED, World, get
from scheduling import actions as scheduling
from scheduling.models import Venue
from scheduling.rules import Mark
from scheduling.states import Attendance, Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.models import FinalAssignment, MakeUp
    from people.models import Person
    from scenario.replay.timeline import Timeline

    AnyAttendance = rows.AttendanceRow | rows.TrainerActivityRow


def given(world: World) -> dict[rows.TrainerActivityRow, str]:
    """Return the lines of the ledger that are a session of the course, with its code.

    The ledger is the whole truth about what a trainer gave: a session that stands in it was given,
    a session that does not was led by somebody of whom nobody confirmed that they were there.
    """
    sessions = {row.session_code: row for row in world.scenario.rows(rows.CourseSessionRow)}
    return {
        line: line.reference
        for line in world.scenario.rows(rows.TrainerActivityRow)
        if line.kind == "session_given"
        and (session := sessions.get(line.reference))
        and line.person_id in (session.lead_trainer_id, session.co_trainer_id)
        and line.date == session.start_local.date()
    }


def plan(world: World, timeline: Timeline) -> None:
    """Plan the sessions at the opening of the run, and what happened at and after each."""
    opening = world.run.enrolment_opens_at
    marks: dict[str, list[AnyAttendance]] = {}
    for attendance in world.scenario.rows(rows.AttendanceRow):
        marks.setdefault(attendance.session_code, []).append(attendance)
    for line, code in given(world).items():
        marks.setdefault(code, []).append(line)
    for session in world.scenario.rows(rows.CourseSessionRow):
        starts_at = world.at(session.start_local, session.start_utc)
        timeline.add(
            min(opening, starts_at - dt.timedelta(days=1)),
            session,
            _schedule,
            world,
            session,
        )
        own = marks.get(session.session_code, [])
        if own:
            timeline.add(
                world.at(session.end_local, session.end_utc),
                session,
                _mark,
                world,
                timeline,
                session,
                own,
            )
    _plan_make_ups(world, timeline)
    _plan_final_assignments(world, timeline)


def _schedule(world: World, row: rows.CourseSessionRow, now: dt.datetime) -> None:
    co = [get(world.people, row.co_trainer_id)] if row.co_trainer_id else []
    world.sessions[row.session_code] = courses.schedule_session(
        run=world.run,
        code=row.session_code,
        title=row.title,
        starts_at=world.at(row.start_local, row.start_utc),
        ends_at=world.at(row.end_local, row.end_utc),
        break_minutes=row.break_minutes,
        delivery=Delivery(row.delivery),
        venue=_venue(world, row, now),
        lead=get(world.people, row.lead_trainer_id),
        co_leads=co,
        objectives=row.learning_objectives,
        work_forms=row.work_forms,
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )


def _venue(world: World, row: rows.CourseSessionRow, now: dt.datetime) -> Venue | None:
    if row.delivery == "online" or not row.venue:
        return None
    municipality = Municipality.objects.filter(code=row.municipality_code).first()
    known = Venue.objects.filter(name=row.venue, municipality=municipality).first()
    return known or scheduling.open_venue(
        name=row.venue, municipality=municipality, by=world.office, now=now
    )


def _as_mark(world: World, row: AnyAttendance) -> tuple[Person, Mark]:
    person = get(world.people, row.person_id)
    if isinstance(row, rows.AttendanceRow):
        return person, Mark(Attendance(row.status), row.minutes_late or 0)
    return person, Mark(Attendance.PRESENT)


def _mark(
    world: World,
    timeline: Timeline,
    session: rows.CourseSessionRow,
    own: list[AnyAttendance],
    now: dt.datetime,
) -> None:
    target = get(world.sessions, session.session_code)
    lead = get(world.people, session.lead_trainer_id)

    def call(chosen: Sequence[AnyAttendance], moment: dt.datetime) -> None:
        marks = dict(_as_mark(world, row) for row in chosen)
        courses.mark_session(session=target, marks=marks, by=lead, now=moment)

    timeline.attempt_together([row for row in own if row.person_id not in world.lost], call, now)


def _plan_make_ups(world: World, timeline: Timeline) -> None:
    made: dict[str, MakeUp] = {}
    for row in world.scenario.rows(rows.MakeUpRow):
        timeline.add(
            world.on(row.submitted_on, 23),
            row,
            _submit_make_up,
            world,
            made,
            row,
        )
        if row.result:
            timeline.add(
                world.on(row.assessed_on or row.submitted_on, 23, 30),
                row,
                _assess_make_up,
                world,
                made,
                row,
            )


def _submit_make_up(
    world: World, made: dict[str, MakeUp], row: rows.MakeUpRow, now: dt.datetime
) -> None:
    made[str(row.line)] = courses.submit_make_up(
        enrolment=get(world.enrolments, row.person_id),
        session=get(world.sessions, row.session_code),
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )


def _assess_make_up(
    world: World, made: dict[str, MakeUp], row: rows.MakeUpRow, now: dt.datetime
) -> None:
    courses.assess_make_up(
        make_up=get(made, str(row.line)),
        result=Result(row.result),
        by=get(world.people, row.assessed_by) if row.assessed_by else world.office,
        now=now,
    )


def _plan_final_assignments(world: World, timeline: Timeline) -> None:
    made: dict[str, FinalAssignment] = {}
    for row in world.scenario.rows(rows.FinalAssignmentRow):
        timeline.add(
            world.on(row.submitted_on, 12),
            row,
            _submit_assignment,
            world,
            made,
            row,
        )
        if row.result:
            timeline.add(
                world.on(row.assessed_on or row.submitted_on, 13),
                row,
                _assess_assignment,
                world,
                made,
                row,
            )


def _submit_assignment(
    world: World, made: dict[str, FinalAssignment], row: rows.FinalAssignmentRow, now: dt.datetime
) -> None:
    made[str(row.line)] = courses.submit_final_assignment(
        enrolment=get(world.enrolments, row.person_id),
        title=row.title,
        by=get(world.people, row.person_id),
        now=now,
    )


def _assess_assignment(
    world: World, made: dict[str, FinalAssignment], row: rows.FinalAssignmentRow, now: dt.datetime
) -> None:
    courses.assess_final_assignment(
        assignment=get(made, str(row.line)),
        result=Result(row.result),
        by=get(world.people, row.assessed_by) if row.assessed_by else world.office,
        now=now,
    )
