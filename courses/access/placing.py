"""Who may see placements and what happens in them, and who may act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from courses.access import enrolling, reach
from courses.models import Evaluation, LogEntry, Observation, Placement, PlacementOffer
from courses.states import OPEN_ENTRY, LogEntryState, PlacementState
from people import access

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models.placement import PlacementQuerySet
    from courses.models.placement_work import LogEntryQuerySet
    from people.models import Person


def visible_placements(person: Person, on: dt.date) -> PlacementQuerySet:
    """Return the placements that somebody may see that day, with what was judged in them.

    The office and its readers see all. Everybody sees their own; a mentor those of own trainees,
    from the first to the last day while they are active, and before that those to agree to; a
    coordinator those of people from local groups in the region. Nobody sees others.
    """
    if access.may_read_all(person, on):
        return Placement.objects.all()
    return _placements_of(person, on)


def observable_placements(person: Person, on: dt.date) -> PlacementQuerySet:
    """Return the placements in which somebody may watch the trainee at work that day.

    Those that they see, and those of the runs of which they lead a session: who trains observes,
    without reading the log or the evaluations. Not the own ones.
    """
    seen = visible_placements(person, on).order_by().values("pk")
    if not person.is_active:
        return Placement.objects.none()
    led = reach.runs_led_by(person).order_by().values("pk")
    found = Placement.objects.filter(Q(pk__in=seen) | Q(enrolment__run__in=led))
    return found.exclude(enrolment__person=person)


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


def visible_evaluations(person: Person, on: dt.date) -> QuerySet[Evaluation]:
    """Return the evaluations of the placements that somebody sees that day, and no others."""
    seen = visible_placements(person, on).order_by().values("pk")
    return Evaluation.objects.filter(placement__in=seen)


def visible_offers(person: Person, on: dt.date) -> QuerySet[PlacementOffer]:
    """Return the placement offers that somebody may see that day.

    The office and its readers see all; an active account those that have not ended, and the own.
    """
    if access.may_read_all(person, on):
        return PlacementOffer.objects.all()
    if not person.is_active:
        return PlacementOffer.objects.none()
    return PlacementOffer.objects.filter(Q(ends_on__gte=on) | Q(mentor=person))


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
    own = placement.state == PlacementState.ACTIVE and reach.is_own(person, placement.enrolment)
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
    return may_evaluate(person, placement, on) or enrolling.may_assess(
        person, placement.enrolment, on
    )


def _placements_of(person: Person, on: dt.date) -> PlacementQuerySet:
    """Return the placements that somebody sees without a role at the office."""
    if not person.is_active:
        return Placement.objects.none()
    return Placement.objects.filter(
        Q(enrolment__person=person)
        | Q(enrolment__person__local_group__region__in=reach.regions(person, on).values("pk"))
        | Q(pk__in=Placement.objects.mentored_by(person, on).order_by().values("pk"))
        | Q(mentor=person, state=PlacementState.PLANNED)
    )


def _is_mentor(person: Person, placement: Placement) -> bool:
    is_mentor = person.is_active and placement.mentor_id == person.pk
    return is_mentor and placement.state == PlacementState.ACTIVE


def _is_party(person: Person, placement: Placement, on: dt.date) -> bool:
    is_side = person.pk in {placement.enrolment.person_id, placement.mentor_id}
    return (person.is_active and is_side) or access.is_office(person, on)
