"""One meeting of an intervision group of a seed: who was there and who brought a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervision.models import Case, Meeting
from scenario.seeding import parts, texts
from scenario.seeding.days import at
from scheduling.models import Appointment
from scheduling.states import AppointmentState, Attendance, Delivery, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from intervision.models import Method
    from scenario.seeding.circle import Circle
    from scenario.seeding.run import Run, Trainee

_CASES = 2
_SHARE_THERE = 0.65
_SHARE_CALLED_OFF = 0.04


def meet(run: Run, circle: Circle, day: dt.date) -> bool:
    """Plan a meeting on a day and, once that day is over, hold it; return False if it was off."""
    association, writer = run.association, run.association.writer
    members = [member for member in circle.members if member.is_in(day)]
    appointment = _appointment(run, circle, day)
    chair, reporter = (members[(circle.number + turn) % len(members)] for turn in (0, 1))
    meeting = Meeting(
        group=circle.row,
        code=f"I{circle.number}",
        appointment=appointment,
        method=association.chance.one(_fitting(run, len(members))),
        chair_id=chair.person,
        reporter_id=reporter.person,
    )
    writer.add(meeting)
    moment, clerk = at(run.plan.starts_on, 17), association.clerk()
    writer.record("meeting.planned", meeting, at=moment, by=clerk)
    is_past = association.is_past(day)
    is_held = is_past and not association.chance.hit(_SHARE_CALLED_OFF)
    if is_held:
        parts.hold(association, appointment, circle.guide.pk)
    present = _add_parts(run, circle, meeting, members, is_held=is_held)
    if is_held:
        _bring_cases(run, circle, meeting, present)
        _finalise(run, meeting, day)
    elif is_past:
        _call_off(run, meeting, day)
    return is_held or not is_past


def _appointment(run: Run, circle: Circle, day: dt.date) -> Appointment:
    chance = run.association.chance
    is_online = chance.hit(0.4)
    appointment = Appointment(
        title=circle.row.name,
        starts_at=at(day, 19, 30),
        ends_at=at(day, 21, 30),
        delivery=Delivery.ONLINE if is_online else Delivery.IN_PERSON,
        venue=None if is_online else chance.one(run.area.venues),
    )
    return run.association.writer.add(appointment)


def _call_off(run: Run, meeting: Meeting, day: dt.date) -> None:
    appointment, writer = meeting.appointment, run.association.writer
    before, appointment.state = appointment.state, AppointmentState.CANCELLED
    appointment.cancelled_because = texts.CALLED_OFF
    moment, guide = at(day, 9), meeting.group.guide_id
    writer.moved(appointment, appointment.state, before, at=moment, by=guide)
    writer.record("meeting.cancelled", meeting, at=moment, by=guide)


def _fitting(run: Run, size: int) -> list[Method]:
    return [one for one in run.association.methods if one.group_min <= size <= one.group_max]


def _add_parts(
    run: Run, circle: Circle, meeting: Meeting, members: list[Trainee], *, is_held: bool
) -> list[Trainee]:
    """Put guide and members on the list; of who was there is recorded only of members."""
    association, appointment = run.association, meeting.appointment
    guide = circle.guide.pk
    parts.add(association, appointment, guide, ParticipationRole.LEAD)
    present = []
    for member in members:
        attendance = _attendance(run, circle, member) if is_held else Attendance.UNKNOWN
        part = parts.add(association, appointment, member.person, ParticipationRole.PARTICIPANT)
        if is_held:
            parts.mark(association, part, attendance, appointment.ends_at, guide)
        if attendance == Attendance.PRESENT:
            present.append(member)
    return present


def _attendance(run: Run, circle: Circle, member: Trainee) -> Attendance:
    is_missing = circle.misses[member.enrolment] == circle.number
    if not member.is_steady:
        is_missing = not run.association.chance.hit(_SHARE_THERE)
    return Attendance.ABSENT_EXCUSED if is_missing else Attendance.PRESENT


def _bring_cases(run: Run, circle: Circle, meeting: Meeting, present: list[Trainee]) -> None:
    """Let the next in turn bring a case: who is there, and does not chair."""
    chance, writer = run.association.chance, run.association.writer
    able = [one for one in circle.turns if one in present and one.person != meeting.chair_id]
    for number, member in enumerate(able[:_CASES], start=1):
        circle.turns.remove(member)
        circle.turns.append(member)
        if number == 1:
            meeting.case_bringer_id = member.person
        case = Case(
            meeting=meeting,
            number=number,
            bringer_id=member.person,
            method=meeting.method,
            title=chance.one(texts.CASES),
            text=chance.one(texts.CASE_TEXTS),
        )
        writer.add(case)
        moment = meeting.appointment.ends_at
        writer.record("case.brought", case, at=moment, by=member.person)


def _finalise(run: Run, meeting: Meeting, day: dt.date) -> None:
    final_on = run.association.chance.after(day, 1, 8)
    if run.association.is_past(final_on):
        meeting.report_finalised_on = final_on
        verb = "meeting.report_finalised"
        moment, writer = at(final_on, 20), run.association.writer
        writer.record(verb, meeting, at=moment, by=meeting.reporter_id)
