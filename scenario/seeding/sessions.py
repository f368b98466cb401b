"""The sessions of a run of a seed: when, led by whom, and who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import CourseSession
from scenario.seeding import parts, texts
from scenario.seeding.days import DAY, at
from scenario.seeding.run import Run, Session, Trainee
from scheduling.models import Appointment
from scheduling.states import Attendance, Delivery, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.association import Association

# Without these two nobody is certified.
MANDATORY = ("S1", "S8")
_ONLINE = "S3"
_BREAK = 60


def schedule(run: Run) -> None:
    """Plan the sessions of a run, each with somebody who leads it."""
    for (code, title), day in zip(texts.SESSIONS, run.plan.session_days, strict=True):
        lead = run.association.trainers.lead(run.plan.region, day)
        appointment = _appointment(run, title, day, is_online=code == _ONLINE)
        row = CourseSession(run=run.row, code=code, appointment=appointment)
        run.association.writer.add(row)
        _add_objectives(run, row)
        run.sessions.append(Session(row, appointment, day, lead))


def hold(run: Run) -> None:
    """Let the sessions take place that are over by now, with everybody who takes part."""
    absences = {trainee.enrolment: _absences(run, trainee) for trainee in run.trainees}
    for session in run.sessions:
        is_marked = _is_marked(run.association, session.day)
        if is_marked:
            parts.hold(run.association, session.appointment, session.lead)
        _add_part(run, session, session.lead, Attendance.PRESENT if is_marked else None)
        for trainee in run.staying(session.day):
            code = session.row.code
            attendance = absences[trainee.enrolment].get(code) or _there(run, trainee)
            _add_part(run, session, trainee.person, attendance if is_marked else None)
            if is_marked:
                trainee.attended[code] = attendance


def _add_part(run: Run, session: Session, person: int, attendance: Attendance | None) -> None:
    role = ParticipationRole.LEAD if person == session.lead else ParticipationRole.PARTICIPANT
    part = parts.add(run.association, session.appointment, person, role)
    if attendance is not None:
        parts.mark(run.association, part, attendance, session.appointment.ends_at, session.lead)


def _appointment(run: Run, title: str, day: dt.date, *, is_online: bool) -> Appointment:
    association = run.association
    appointment = Appointment(
        title=title,
        starts_at=at(day, 10),
        ends_at=at(day, 15, 30),
        break_minutes=_BREAK,
        delivery=Delivery.ONLINE if is_online else Delivery.IN_PERSON,
        venue=None if is_online else association.chance.one(run.area.venues),
        join_link=f"https://meet.example.org/{run.plan.code.lower()}" if is_online else "",
    )
    association.writer.add(appointment)
    planned_at = at(run.plan.opens_on - 7 * DAY, 11)
    clerk = association.clerk()
    association.writer.record("appointment.scheduled", appointment, at=planned_at, by=clerk)
    return appointment


def _add_objectives(run: Run, row: CourseSession) -> None:
    association = run.association
    for objective in association.chance.sample(association.objectives, 2):
        link = CourseSession.objectives.through
        association.writer.add(link(coursesession_id=row.pk, learningobjective_id=objective.pk))


def _is_marked(association: Association, day: dt.date) -> bool:
    # Of what was this week, not everybody has recorded who was there.
    recently = day >= association.until - 5 * DAY
    return association.is_past(day) and not (recently and association.chance.hit(0.5))


def _absences(run: Run, trainee: Trainee) -> dict[str, Attendance]:
    """Return which sessions somebody misses, and in which way; who is steady misses few."""
    chance = run.association.chance
    codes = [code for code, _title in texts.SESSIONS]
    if not trainee.is_steady:
        return {code: _absence(run) for code in codes if chance.hit(0.3)}
    missable = [code for code in codes if code not in MANDATORY]
    missed = chance.sample(missable, chance.weighed({0: 50, 1: 38, 2: 12}))
    # Who misses two makes up for one, which asks that they had told.
    return {
        code: Attendance.ABSENT_EXCUSED if len(missed) > 1 else _absence(run) for code in missed
    }


def _absence(run: Run) -> Attendance:
    return (
        Attendance.ABSENT_EXCUSED
        if run.association.chance.hit(0.8)
        else (Attendance.ABSENT_UNEXCUSED)
    )


def _there(run: Run, trainee: Trainee) -> Attendance:
    share = 0.04 if trainee.is_steady else 0.1
    return Attendance.LATE if run.association.chance.hit(share) else Attendance.PRESENT
