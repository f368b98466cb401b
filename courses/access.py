"""Who may see runs, enrolments and placements, and who may act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from common import periods
from courses.models import CourseRun, Enrolment, LogEntry, Observation, Placement
from courses.states import OPEN_ENTRY, EnrolmentState, LogEntryState, PlacementState
from people import access
from people.models import Region, Role
from people.states import RoleKind
from scheduling import access as scheduling
from scheduling.models import Participation
from scheduling.states import Answer, AppointmentState

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import CourseSession, EnrolmentQuerySet
    from courses.models.placement import PlacementQuerySet
    from courses.models.placement_work import LogEntryQuerySet
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
    return Enrolment.objects.filter(
        Q(person=person)
        | Q(person__local_group__region__in=_regions(person, on).values("pk"))
        | Q(run__in=_runs_led_by(person).values("pk"))
        | Q(pk__in=Placement.objects.mentored_by(person, on).values("enrolment"))
    )


def visible_runs(person: Person, on: dt.date) -> CourseRunQuerySet:
    """Return the runs that somebody may see that day.

    The office, its readers and coordinators see all. Everybody sees the runs that they can still
    apply for, and those with an enrolment or a session that they have to do with.
    """
    if access.may_read_all(person, on):
        return CourseRun.objects.all()
    if not person.is_active:
        return CourseRun.objects.none()
    if _regions(person, on).exists():
        return CourseRun.objects.all()
    return CourseRun.objects.filter(
        Q(enrolment_closes_at__gt=periods.day_start(on))
        | Q(pk__in=_runs_led_by(person).values("pk"))
        | Q(pk__in=visible_enrolments(person, on).values("run"))
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
    return _is_own(person, enrolment) or access.is_office(person, on)


def may_end_enrolment(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for the person and the office, who cancel or withdraw; False for others."""
    return _is_own(person, enrolment) or access.is_office(person, on)


def may_plan_runs(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who makes curricula, runs and sessions; False for others."""
    return access.is_office(person, on)


def may_plan_parts(person: Person, session: CourseSession, on: dt.date) -> bool:
    """Answer True for who leads the session and for the office; False for others."""
    leading = Participation.objects.leading().filter(person=person).exclude(answer=Answer.DECLINED)
    leads = leading.filter(appointment=session.appointment_id).exists()
    return person.is_active and (leads or access.is_office(person, on))


def visible_placements(person: Person, on: dt.date) -> PlacementQuerySet:
    """Return the placements that somebody may see that day, with what was judged in them.

    The office and its readers see all. Everybody sees their own; a mentor those of own trainees,
    from the first to the last day while they are active, and before that those to agree to; a
    coordinator those of people from local groups in the region. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return Placement.objects.all()
    return _placements_of(person, on)


def visible_log_entries(person: Person, on: dt.date) -> LogEntryQuerySet:
    """Return the log entries that somebody may see that day.

    Whose placement it is sees all of them; everybody else who sees the placement sees no drafts.
    A mentor keeps seeing what still waits for a decision after the last day, until the placement
    is completed or terminated. The office and its readers see all. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return LogEntry.objects.all()
    if not person.is_active:
        return LogEntry.objects.none()
    seen = _placements_of(person, on).order_by().values("pk")
    handed_in = Q(placement__in=seen) & ~Q(state=LogEntryState.DRAFT)
    waiting = LogEntry.objects.waiting_for(person).order_by().values("pk")
    own = Q(placement__enrolment__person=person)
    return LogEntry.objects.filter(own | handed_in | Q(pk__in=waiting))


def visible_observations(person: Person, on: dt.date) -> QuerySet[Observation]:
    """Return the observations that somebody may see that day.

    Those of the placements that they see, and those that they made. Nobody sees others.
    """
    if not person.is_active:
        return Observation.objects.none()
    seen = visible_placements(person, on).order_by().values("pk")
    return Observation.objects.filter(Q(placement__in=seen) | Q(observer=person))


def may_mark_session(person: Person, session: CourseSession, on: dt.date) -> bool:
    """Answer True for who leads or co-leads the session and for the office; False for others."""
    return scheduling.may_mark_attendance(person, session.appointment, on)


def may_hand_in(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for the own make-ups and assignment, and for the office; False for others."""
    return _is_own(person, enrolment) or access.is_office(person, on)


def may_assess(person: Person, enrolment: Enrolment, on: dt.date) -> bool:
    """Answer True for who leads a session of the run and for the office; False for the own work.

    False for everybody else.
    """
    if person.pk == enrolment.person_id or not person.is_active:
        return False
    leads = _runs_led_by(person).filter(pk=enrolment.run_id).exists()
    return leads or access.is_office(person, on)


def may_offer_placements(person: Person, mentor: Person, on: dt.date) -> bool:
    """Answer True for the mentor and the office; False for others.

    That a mentor holds a certificate is decided in `pool`.
    """
    return (person.is_active and person.pk == mentor.pk) or access.is_office(person, on)


def may_agree(person: Person, placement: Placement, on: dt.date) -> bool:
    """Answer True for trainee, mentor and office while it is planned; False else."""
    return placement.state == PlacementState.PLANNED and _is_party(person, placement, on)


def may_end_placement(person: Person, placement: Placement, on: dt.date) -> bool:
    """Answer True for the mentor of an active placement and for the office; False for others."""
    return _is_mentor(person, placement) or access.is_office(person, on)


def may_write_entry(person: Person, placement: Placement, on: dt.date) -> bool:
    """Answer True for the trainee of an active placement and for the office; False for others."""
    own = placement.state == PlacementState.ACTIVE and _is_own(person, placement.enrolment)
    return own or access.is_office(person, on)


def may_change_entry(person: Person, entry: LogEntry, on: dt.date) -> bool:
    """Answer True for who may write it, while it is a draft or was rejected; False else."""
    return entry.state in OPEN_ENTRY and may_write_entry(person, entry.placement, on)


def may_decide_entry(person: Person, entry: LogEntry, on: dt.date) -> bool:
    """Answer True for the mentor while the placement is active, and for the office afterwards.

    Only for an entry that waits for a decision. False for the own entry, and for everybody else.
    """
    placement = entry.placement
    if entry.state != LogEntryState.SUBMITTED or person.pk == placement.enrolment.person_id:
        return False
    if placement.state == PlacementState.ACTIVE:
        return _is_mentor(person, placement)
    return access.may_override(person, on)


def may_evaluate(person: Person, placement: Placement, on: dt.date) -> bool:
    """Answer True for the mentor of an active placement and the office; False for the own one.

    False for everybody else.
    """
    if person.pk == placement.enrolment.person_id:
        return False
    return _is_mentor(person, placement) or access.is_office(person, on)


def may_observe(person: Person, placement: Placement, on: dt.date) -> bool:
    """Answer True for who leads a session of the run, the mentor and the office; False for others.

    False for the own placement. Whether the observation counts is decided in `certificates`.
    """
    return may_evaluate(person, placement, on) or may_assess(person, placement.enrolment, on)


def _is_own(person: Person, enrolment: Enrolment) -> bool:
    return person.is_active and enrolment.person_id == person.pk


def _regions(person: Person, on: dt.date) -> QuerySet[Region]:
    coordinator = Role.objects.on(on).filter(person=person, kind=RoleKind.COORDINATOR)
    return Region.objects.filter(roles__in=coordinator)


def _runs_led_by(person: Person) -> CourseRunQuerySet:
    """Return the runs of which somebody leads a session that was not called off."""
    leading = Participation.objects.leading().filter(person=person).exclude(answer=Answer.DECLINED)
    planned = leading.exclude(appointment__state=AppointmentState.CANCELLED)
    return CourseRun.objects.filter(sessions__appointment__in=planned.values("appointment"))


def _placements_of(person: Person, on: dt.date) -> PlacementQuerySet:
    """Return the placements that somebody sees without a role at the office."""
    if not person.is_active:
        return Placement.objects.none()
    return Placement.objects.filter(
        Q(enrolment__person=person)
        | Q(enrolment__person__local_group__region__in=_regions(person, on).values("pk"))
        | Q(pk__in=Placement.objects.mentored_by(person, on).order_by().values("pk"))
        | Q(mentor=person, state=PlacementState.PLANNED)
    )


def _is_mentor(person: Person, placement: Placement) -> bool:
    is_mentor = person.is_active and placement.mentor_id == person.pk
    return is_mentor and placement.state == PlacementState.ACTIVE


def _is_party(person: Person, placement: Placement, on: dt.date) -> bool:
    is_side = person.pk in {placement.enrolment.person_id, placement.mentor_id}
    return (person.is_active and is_side) or access.is_office(person, on)
