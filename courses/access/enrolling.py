"""Who may see runs and enrolments, and who may act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from common import periods
from courses.access import reach
from courses.models import CourseRun, Enrolment, Placement
from courses.states import EnrolmentState
from people import access
from scheduling import access as scheduling
from scheduling.models import Participation
from scheduling.states import Answer

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseSession, EnrolmentQuerySet
    from courses.models.run import CourseRunQuerySet
    from people.models import Person


def visible_enrolments(person: Person, on: dt.date) -> EnrolmentQuerySet:
    """Return the enrolments that somebody may see that day.

    The office and its readers see all. Everybody sees their own; a coordinator those of people
    from local groups in the region; who leads a session of a run, those of that run; a mentor
    those of own trainees, as long as the placement is active. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return Enrolment.objects.all()
    if not person.is_active:
        return Enrolment.objects.none()
    return _enrolments_dealt_with(person, on)


def visible_runs(person: Person, on: dt.date) -> CourseRunQuerySet:
    """Return the runs that somebody may see that day.

    The office, its readers and coordinators see all. Everybody sees the runs that they can still
    apply for, and those with an enrolment or a session that they have to do with.
    """
    if access.may_read_all(person, on):
        return CourseRun.objects.all()
    if not person.is_active:
        return CourseRun.objects.none()
    if reach.regions(person, on).exists():
        return CourseRun.objects.all()
    return CourseRun.objects.filter(
        Q(enrolment_closes_at__gt=periods.day_start(on))
        | Q(pk__in=reach.runs_led_by(person).values("pk"))
        | Q(pk__in=_enrolments_dealt_with(person, on).values("run"))
    )


def may_apply(person: Person, run: CourseRun, now: dt.datetime) -> bool:
    """Answer True for an active account while enrolment is open; False before, after and else.

    For somebody else, or after enrolment closed, the office applies: `may_decide_enrolment`.
    """
    is_here = person.is_active and person.archived_at is None
    return is_here and run.is_open_for_enrolment(now)


def may_apply_for(by: Person, person: Person, on: dt.date) -> bool:
    """Answer True for who applies for themselves, and for the office; False for others.

    Whether enrolment is open is a rule with words of its own: `courses.rules.application_problems`.
    """
    return (by.is_active and by.pk == person.pk) or access.is_office(by, on)


def may_decide_enrolment(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who gives seats and offers places; False for everybody else."""
    return access.is_office(person, on)


def may_answer_offer(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for whom a place is offered to, and for the office; False for others."""
    if enrolment.state != EnrolmentState.OFFERED:
        return False
    return reach.is_own(person, enrolment) or access.is_office(person, on)


def may_end_enrolment(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for the person and the office, who cancel or withdraw; False for others."""
    return reach.is_own(person, enrolment) or access.is_office(person, on)


def may_plan_runs(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who makes curricula, runs and sessions; False for others."""
    return access.is_office(person, on)


def may_plan_parts(person: Person, session: CourseSession, on: dt.date) -> bool:
    """Answer True for who leads the session and for the office; False for others."""
    leading = Participation.objects.leading().filter(person=person).exclude(answer=Answer.DECLINED)
    leads = leading.filter(appointment=session.appointment_id).exists()
    return person.is_active and (leads or access.is_office(person, on))


def may_mark_session(person: Person, session: CourseSession, on: dt.date) -> bool:
    """Answer True for who leads or co-leads the session and for the office; False for others."""
    return scheduling.may_mark_attendance(person, session.appointment, on)


def may_hand_in(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for the own make-ups and assignment, and for the office; False for others."""
    return reach.is_own(person, enrolment) or access.is_office(person, on)


def may_assess(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for who leads a session of the run and for the office; False for the own work.

    False for everybody else.
    """
    if person.pk == enrolment.person_id or not person.is_active:
        return False
    leads = reach.runs_led_by(person).filter(pk=enrolment.run_id).exists()
    return leads or access.is_office(person, on)


def _enrolments_dealt_with(person: Person, on: dt.date) -> EnrolmentQuerySet:
    """Return the own enrolments, and those of own trainees and of people in the own region."""
    return Enrolment.objects.filter(
        Q(person=person)
        | Q(person__local_group__region__in=reach.regions(person, on).values("pk"))
        | Q(run__in=reach.runs_led_by(person).values("pk"))
        | Q(pk__in=Placement.objects.mentored_by(person, on).values("enrolment"))
    )
