"""Planning a run, changing its seats, and copying it to new dates."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit, periods
from common.problems import Problem, Refused, refuse_if
from courses.actions import seats as places
from courses.actions import sessions
from courses.models import Course, CourseRun, Curriculum
from courses.rules import runs as rules
from courses.rules import values
from people import rules as people
from scheduling.states import AppointmentState, ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseSession
    from people.models import Person


@transaction.atomic
def plan_run(
    *,
    course: Course,
    curriculum: Curriculum,
    code: str,
    seats: int,
    enrolment_opens_at: dt.datetime,
    enrolment_closes_at: dt.datetime,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Person,
    now: dt.datetime,
    zone: str = periods.DEFAULT_ZONE,
    offer_days: int | None = None,
) -> CourseRun:
    """Plan a run of a course under a published curriculum, which stays the run's for good.

    The enrolment window is half-open, in UTC; the run lasts from `starts_on` to `ends_on`, both
    included, by the calendar of `zone`. Without `offer_days`, an offered place can be accepted
    for as many days as the setting OFFER_DAYS says.

    :raises Refused: everything `courses.rules.run_problems` names, at once.
    """
    people.known(Course.objects.select_for_update(), course, "course")
    run = CourseRun(
        course=course,
        # What the caller holds can be older than its publication.
        curriculum=people.known(Curriculum.objects.all(), curriculum, "curriculum"),
        code=code,
        seats=seats,
        enrolment_opens_at=enrolment_opens_at,
        enrolment_closes_at=enrolment_closes_at,
        starts_on=starts_on,
        ends_on=ends_on,
        zone=zone,
        offer_days=settings.OFFER_DAYS if offer_days is None else offer_days,
    )
    refuse_if(rules.run_problems(run))
    run.save()
    audit.record("run.planned", run, by=by, at=now, seats=seats, curriculum=curriculum.pk)
    return run


@transaction.atomic
def change_seats(*, run: CourseRun, seats: int, by: Person, now: dt.datetime) -> CourseRun:
    """Give a run more or fewer seats; with more, as many people move up as seats are free.

    Moving up is offering a place, and happens only while enrolment is open. The same number
    again changes nothing. Returns the run as it is now.

    :raises Refused: `run.seats_taken` below what is taken or offered, `number.wrong_type`,
        `number.out_of_range`.
    """
    locked = places.locked_run(run)
    refuse_if(rules.seat_count_problems(seats, taken=locked.seats_taken()))
    before = locked.seats
    if seats == before:
        return locked
    locked.seats = seats
    locked.save(update_fields=["seats"])
    audit.record("run.seats_changed", locked, by=by, at=now, before=before, seats=seats)
    if seats > before:
        places.move_up(locked, seats, now=now)
    return locked


@transaction.atomic
def copy_run(
    *,
    run: CourseRun,
    code: str,
    starts_on: dt.date,
    by: Person,
    now: dt.datetime,
    curriculum: Curriculum | None = None,
    override: str = "",
) -> CourseRun:
    """Plan the same run again from another first day, with its sessions, leads and parts.

    Everything moves by the same number of days and keeps its time on the wall: a session at ten
    o'clock stays at ten o'clock, whatever summer time does. Cancelled sessions and people who
    enrolled are left behind. Another published `curriculum` may take the place of the run's own.

    :raises Refused: what `plan_run` refuses; then, at once and each with the code of its session
        as its field, what `schedule_session` refuses, and `time.does_not_exist`.
    """
    refuse_if(values.day_problems("starts_on", starts_on))
    run = people.known(CourseRun.objects.select_related("course", "curriculum"), run, "run")
    days = starts_on - run.starts_on
    copy = plan_run(
        course=run.course,
        curriculum=curriculum or run.curriculum,
        code=code,
        seats=run.seats,
        enrolment_opens_at=rules.shifted(run.enrolment_opens_at, run.zone, days),
        enrolment_closes_at=rules.shifted(run.enrolment_closes_at, run.zone, days),
        starts_on=starts_on,
        ends_on=run.ends_on + days,
        zone=run.zone,
        offer_days=run.offer_days,
        by=by,
        now=now,
    )
    originals = run.sessions.exclude(appointment__state=AppointmentState.CANCELLED)
    problems: list[Problem] = []
    for session in originals.select_related("appointment__venue"):
        problems += _copy_session(session, copy, days, by=by, now=now, override=override)
    if problems:
        raise Refused(problems)
    return copy


def _copy_session(
    session: CourseSession,
    to: CourseRun,
    days: dt.timedelta,
    *,
    by: Person,
    now: dt.datetime,
    override: str,
) -> list[Problem]:
    """Copy one session, or return what stands in the way, so that the next one is tried too."""
    appointment = session.appointment
    leads = _leading(session, ParticipationRole.LEAD)
    if not leads:
        return [
            Problem("session.without_lead", _("Nobody leads this session."), field=session.code)
        ]
    try:
        copy = sessions.schedule_session(
            run=to,
            code=session.code,
            title=appointment.title,
            starts_at=rules.shifted(appointment.starts_at, appointment.zone, days),
            ends_at=rules.shifted(appointment.ends_at, appointment.zone, days),
            delivery=appointment.delivery,
            break_minutes=appointment.break_minutes,
            venue=appointment.venue,
            join_link=appointment.join_link,
            lead=leads[0],
            co_leads=[*leads[1:], *_leading(session, ParticipationRole.CO)],
            objectives=[objective.text for objective in session.objectives.all()],
            work_forms=[form.name for form in session.work_forms.all()],
            by=by,
            now=now,
            override=override,
        )
        sessions.plan_parts(session=copy, parts=_parts(session), by=by, now=now)
    except Refused as refusal:
        return [dataclasses.replace(each, field=session.code) for each in refusal.problems]
    return []


def _leading(session: CourseSession, role: ParticipationRole) -> list[Person]:
    parts = session.appointment.participations.filter(role=role).order_by("pk")
    return [part.person for part in parts.select_related("person")]


def _parts(session: CourseSession) -> list[rules.PartDraft]:
    return [
        rules.PartDraft(
            part.title, part.minutes, part.work_form.name if part.work_form else "", part.led_by
        )
        for part in session.parts.select_related("work_form", "led_by").order_by("position")
    ]
