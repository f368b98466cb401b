"""Planning a meeting, with its appointment and everybody who takes part."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import Refused
from intervision import rules
from intervision.actions import locks
from intervision.models import Meeting
from people import access
from people.models import Person
from scheduling import actions as scheduling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from common.problems import Problem
    from intervision.models import Group, Method
    from scheduling.models import Appointment, Venue


@transaction.atomic
def plan_meeting(
    *,
    group: Group,
    code: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    zone: str,
    delivery: str,
    by: Person,
    now: dt.datetime,
    chair: Person | None = None,
    case_bringer: Person | None = None,
    reporter: Person | None = None,
    method: Method | None = None,
    venue: Venue | None = None,
    join_link: str = "",
    override: str = "",
) -> Meeting:
    """Plan a meeting of a group, led by its guide, for who is a member on that date.

    Locks the group, asks the rules, schedules the appointment (aware instants and the name of
    their zone), writes the meeting, logs it.

    :raises Refused: the codes of `rules.plan_problems` and of `scheduling.actions.schedule`, all
        at once; `group.unknown`.
    """
    group = locks.locked_group(group)
    day = rules.meeting_day(starts_at, zone)
    members = rules.members_on(group, day) if day else frozenset()
    plan = rules.MeetingPlan(group, code, day, chair, case_bringer, reporter, method)
    problems = rules.plan_problems(plan, members)
    with _told_with(problems):
        appointment = scheduling.schedule(
            title=group.name,
            starts_at=starts_at,
            ends_at=ends_at,
            zone=zone,
            delivery=delivery,
            venue=venue,
            join_link=join_link,
            leads=[group.guide],
            participants=list(Person.objects.filter(pk__in=members)),
            by=by,
            now=now,
            override=override,
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    meeting = _write(plan, appointment)
    audit.record("meeting.planned", meeting, by=by, at=now, passed=passed, reason=override)
    return meeting


@transaction.atomic
def assign_roles(
    *,
    meeting: Meeting,
    chair: Person | None,
    case_bringer: Person | None,
    reporter: Person | None,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> Meeting:
    """Say who chairs, brings a case and reports, in place of who was to do it before.

    Locks the meeting; asks the rules; writes the three roles; logs it with the problems that were
    passed over. The same roles again change nothing. Returns the meeting as it is now.

    :raises Refused: the codes of `rules.role_problems`; `report.already_final` once the report
        tells who did what; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    day = meeting.appointment.local_date
    plan = rules.MeetingPlan(meeting.group, meeting.code, day, chair, case_bringer, reporter)
    problems = [
        *rules.final_problems(meeting),
        *rules.role_problems(plan, rules.members_on(meeting.group, day)),
    ]
    passed = access.settle(problems, by=by, override=override, now=now)
    if (meeting.chair, meeting.case_bringer, meeting.reporter) == (chair, case_bringer, reporter):
        return meeting
    meeting.chair, meeting.case_bringer, meeting.reporter = chair, case_bringer, reporter
    meeting.save(update_fields=["chair", "case_bringer", "reporter"])
    audit.record("meeting.roles_assigned", meeting, by=by, at=now, passed=passed, reason=override)
    return meeting


@transaction.atomic
def reschedule_meeting(
    *,
    meeting: Meeting,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: Person,
    now: dt.datetime,
    note: str = "",
    override: str = "",
) -> Meeting:
    """Give a meeting another time; its people, method and tasks stay.

    Locks the meeting; asks who does what anew, for the new date; moves the appointment, so that
    everybody is told, with `note` as a line that goes along; logs it. Returns the meeting as it
    is now. Instants are aware.

    :raises Refused: the codes of `rules.role_problems`, `report.already_final`, and everything
        `scheduling.actions.reschedule` refuses, all at once; `meeting.unknown`.
    """
    meeting = locks.locked_meeting(meeting)
    group, day = meeting.group, rules.meeting_day(starts_at, meeting.appointment.zone)
    tasks = (meeting.chair, meeting.case_bringer, meeting.reporter)
    plan = rules.MeetingPlan(group, meeting.code, day, *tasks)
    problems = rules.final_problems(meeting)
    if day:
        problems += rules.role_problems(plan, rules.members_on(group, day))
    before = meeting.appointment.starts_at, meeting.appointment.ends_at
    with _told_with(problems):
        meeting.appointment = scheduling.reschedule(
            appointment=meeting.appointment,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
            now=now,
            note=note,
            override=override,
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    # The time that it has already is no news.
    if (meeting.appointment.starts_at, meeting.appointment.ends_at) == before:
        return meeting
    audit.record("meeting.rescheduled", meeting, by=by, at=now, passed=passed, reason=override)
    return meeting


@contextmanager
def _told_with(problems: Iterable[Problem]) -> Iterator[None]:
    """Add these problems to a refusal from inside, so that everything is told at once."""
    # The calendar has a word too: whoever plans hears both answers in one go.
    try:
        yield
    except Refused as refusal:
        raise Refused([*problems, *refusal.problems]) from refusal


def _write(plan: rules.MeetingPlan, appointment: Appointment) -> Meeting:
    return Meeting.objects.create(
        group=plan.group,
        code=plan.code,
        appointment=appointment,
        method=plan.method,
        chair=plan.chair,
        case_bringer=plan.case_bringer,
        reporter=plan.reporter,
    )
