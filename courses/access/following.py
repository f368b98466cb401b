"""Which sessions stand in a calendar: of runs that anybody can apply for, and of one's own run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from common import periods
from courses.access import reach
from courses.models import CourseRun
from courses.states import EnrolmentState
from mail import links
from people import access
from scheduling.models import Appointment

if TYPE_CHECKING:
    from people.models import Person
    from scheduling.models import AppointmentQuerySet

# The first part of the address of a run's calendar, and what it is signed for.
RUN_FEED = "feed/run"
# So long after its last day a run can still be looked up in a calendar.
KEPT = dt.timedelta(days=90)
_IN_IT = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)


def may_follow_run(person: Person, run: CourseRun, on: dt.date) -> bool:
    """Answer True for who leads or takes part in the run, and for the office and its readers."""
    if not person.is_active:
        return False
    own = run.enrolments.filter(person=person, state__in=_IN_IT)
    leads = reach.runs_led_by(person).filter(pk=run.pk)
    return own.exists() or leads.exists() or access.may_read_all(person, on)


def run_feed(run: CourseRun) -> str:
    """Return the address at which the calendar of a run is read, by whoever has it."""
    return f"{links.link(RUN_FEED, run.pk)}.ics"


def followed_run(signed: str, now: dt.datetime) -> CourseRun | None:
    """Return the run that an address names, or None for a wrong one, or long after its end.

    `now` is in UTC.
    """
    pk, _detail = links.opened(RUN_FEED, signed) or (0, "")
    oldest = periods.local_date(now) - KEPT
    return CourseRun.objects.filter(pk=pk, ends_on__gte=oldest).select_related("course").first()


def sessions_to_follow(run: CourseRun) -> AppointmentQuerySet:
    """Return the sessions of a run that were not called off, the first one first."""
    return _sessions().filter(course_session__run=run)


def public_sessions(now: dt.datetime) -> AppointmentQuerySet:
    """Return the sessions of every run that can be applied for at a moment (UTC)."""
    return _sessions().filter(course_session__run__in=CourseRun.objects.open_for_enrolment(now))


def _sessions() -> AppointmentQuerySet:
    return Appointment.objects.occupying().order_by("starts_at", "pk")
