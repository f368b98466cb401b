"""What every change of somebody's place does: lock the run, join or leave sessions, move up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from common import audit
from common.problems import Refused
from courses import notices
from courses.models import CourseRun, Enrolment
from courses.rules import enrolment as rules
from courses.states import ENROLMENT_MOVES, EnrolmentState
from people import rules as people
from scheduling import actions as scheduling
from scheduling.models import Appointment
from scheduling.states import AppointmentState, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from common.problems import Problem
    from people.models import Person
    from scheduling.models import AppointmentQuerySet


def locked_run(run: CourseRun) -> CourseRun:
    """Lock the run: whoever wants to change its seats waits until this transaction ends.

    :raises Refused: `run.unknown` when it is not there (any more).
    """
    return people.known(CourseRun.objects.select_for_update(), run, "run")


def locked(enrolment: Enrolment) -> Enrolment:
    """Lock the run of an enrolment and return the enrolment as it is after that.

    :raises Refused: `enrolment.unknown` when it is not there (any more).
    """
    run = CourseRun.objects.select_for_update().filter(pk=enrolment.run_id).first()
    fresh = people.known(Enrolment.objects.select_related("person"), enrolment, "enrolment")
    if run is None:
        raise Refused([people.unknown("run")])
    fresh.run = run
    return fresh


def coming_appointments(run: CourseRun, now: dt.datetime) -> AppointmentQuerySet:
    """Return the appointments of the run's sessions that begin after `now`."""
    states = (AppointmentState.DRAFT, AppointmentState.PLANNED)
    return Appointment.objects.after(now).filter(course_session__run=run, state__in=states)


def give_seat(
    enrolment: Enrolment,
    *,
    by: Person,
    now: dt.datetime,
    passed: Sequence[Problem] = (),
    override: str = "",
) -> None:
    """Enrol, add the person to every session that is still to begin, and tell them."""
    audit.move(
        enrolment,
        EnrolmentState.ENROLLED,
        moves=ENROLMENT_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        # Who finishes later what was not completed keeps the day on which it all began.
        enrolled_at=enrolment.enrolled_at or now,
        offer_deadline=None,
    )
    _join_sessions(enrolment, by=by, now=now, override=override)
    notices.place_given(enrolment, now=now)


def leave_sessions(enrolment: Enrolment, *, by: Person, now: dt.datetime) -> None:
    """Take somebody out of the sessions that are still to begin, where they take part."""
    for appointment in coming_appointments(enrolment.run, now).filter(
        participations__person=enrolment.person,
        participations__role=ParticipationRole.PARTICIPANT,
    ):
        scheduling.remove_participant(
            appointment=appointment, person=enrolment.person, by=by, now=now
        )


def put_on_waiting_list(
    enrolment: Enrolment,
    *,
    by: Person,
    now: dt.datetime,
    passed: Sequence[Problem] = (),
    override: str = "",
) -> None:
    """Put somebody at the back of the waiting list, and tell them."""
    audit.move(
        enrolment,
        EnrolmentState.WAITLISTED,
        moves=ENROLMENT_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        waitlisted_at=now,
    )
    notices.on_waiting_list(enrolment, now=now)


def offer_place(
    enrolment: Enrolment,
    *,
    by: Person | None,
    now: dt.datetime,
    passed: Sequence[Problem] = (),
    override: str = "",
) -> None:
    """Keep a seat free for somebody until the deadline of the run, and tell them."""
    audit.move(
        enrolment,
        EnrolmentState.OFFERED,
        moves=ENROLMENT_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        offer_deadline=now + dt.timedelta(days=enrolment.run.offer_days),
    )
    notices.place_offered(enrolment, now=now)


def move_up(run: CourseRun, places: int, *, now: dt.datetime) -> None:
    """Offer so many places to who is in line, as far as seats are free.

    Only while the enrolment window is open: afterwards a person decides, as somebody who joins
    late has sessions to make up for. The run must be locked.
    """
    if not run.is_open_for_enrolment(now):
        return
    waiting = Enrolment.objects.filter(run=run).in_line().select_related("person")
    for enrolment in waiting[: min(places, rules.free_seats(run))]:
        enrolment.run = run
        offer_place(enrolment, by=None, now=now)


def _join_sessions(enrolment: Enrolment, *, by: Person, now: dt.datetime, override: str) -> None:
    # Who already has a part keeps it: somebody who leads a session does not become a participant.
    coming = coming_appointments(enrolment.run, now)
    for appointment in coming.exclude(participations__person=enrolment.person):
        scheduling.add_participant(
            appointment=appointment,
            person=enrolment.person,
            role=ParticipationRole.PARTICIPANT,
            by=by,
            now=now,
            override=override,
        )
