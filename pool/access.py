"""Who may see trainers and requests, and who may act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from certificates.models import Certificate
from courses import access as courses
from people import access
from people.models import Person, Role
from people.states import RoleKind
from pool.models import (
    Activity,
    Ask,
    AttentionItem,
    ClockPause,
    ClosedYear,
    Endorsement,
    EndorsementRule,
    Extension,
    PoolMembership,
    PoolRule,
    Topic,
    TrainerPair,
    TrainingRequest,
)
from scheduling.states import ParticipationRole

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from people.models import Organisation, PersonQuerySet


def visible_trainers(viewer: Person, on: dt.date) -> PersonQuerySet:
    """Return the people whose standing and ledger the viewer may see that day.

    The office and its readers see everybody who ever held a certificate; a coordinator those who
    are in the pool for the own regions; everybody themselves; nobody others.
    """
    held = Person.objects.present().filter(pk__in=Certificate.objects.values("person"))
    if access.may_read_all(viewer, on):
        return held
    if not viewer.is_active:
        return held.none()
    regions = _roles(viewer, on, RoleKind.COORDINATOR).values("region")
    nearby = PoolMembership.objects.on(on).filter(regions__in=regions).values("person")
    return held.filter(Q(pk=viewer.pk) | Q(pk__in=nearby))


def visible_requests(viewer: Person, on: dt.date) -> QuerySet[TrainingRequest]:
    """Return the requests that the viewer may see that day.

    The office and its readers see all; a coordinator those of organisations in the own regions; a
    contact those of the own organisations; who takes part in the training that one; nobody others.
    """
    if access.may_read_all(viewer, on):
        return TrainingRequest.objects.all()
    if not viewer.is_active:
        return TrainingRequest.objects.none()
    regions = _roles(viewer, on, RoleKind.COORDINATOR).values("region")
    organisations = _roles(viewer, on, RoleKind.CONTACT).values("organisation")
    trainings = viewer.participations.values("appointment")
    return TrainingRequest.objects.filter(
        Q(organisation__region__in=regions)
        | Q(organisation__in=organisations)
        | Q(appointment__in=trainings)
    )


def visible_asks(viewer: Person, on: dt.date) -> QuerySet[Ask]:
    """Return the questions to trainers that somebody may see that day.

    The office and its readers see all; a coordinator those for organisations in the own regions;
    everybody those to themselves; nobody others, the group that asks neither.
    """
    if access.may_read_all(viewer, on):
        return Ask.objects.all()
    if not viewer.is_active:
        return Ask.objects.none()
    regions = _roles(viewer, on, RoleKind.COORDINATOR).values("region")
    return Ask.objects.filter(Q(trainer=viewer) | Q(request__organisation__region__in=regions))


def visible_pauses(viewer: Person, on: dt.date) -> QuerySet[ClockPause]:
    """Return the pauses that somebody may see: all for the office, and everybody the own ones.

    A coordinator sees that a clock stands still in how a trainer stands, and not why.
    """
    rows = ClockPause.objects.all()
    return rows if access.may_read_all(viewer, on) else rows.filter(_own(viewer))


def visible_extensions(viewer: Person, on: dt.date) -> QuerySet[Extension]:
    """Return the decisions to give more time: all for the office and its readers.

    Everybody else sees those for everybody, and the own ones.
    """
    rows = Extension.objects.all()
    if access.may_read_all(viewer, on):
        return rows
    return rows.filter(Q(person=None) | Q(person=viewer)) if viewer.is_active else rows.none()


def visible_pairs(viewer: Person, on: dt.date) -> QuerySet[TrainerPair]:
    """Return the pairs that somebody may see: all for the office, everybody those they are in."""
    rows = TrainerPair.objects.all()
    if access.may_read_all(viewer, on):
        return rows
    mine = Q(trainer=viewer) | Q(coach=viewer)
    return rows.filter(mine) if viewer.is_active else rows.none()


def visible_topics(viewer: Person, _on: dt.date) -> QuerySet[Topic]:
    """Return every topic for an active account, and none for others."""
    return Topic.objects.all() if viewer.is_active else Topic.objects.none()


def visible_pool_rules(viewer: Person, _on: dt.date) -> QuerySet[PoolRule]:
    """Return every rule of the pool for an active account, and none for others."""
    return PoolRule.objects.all() if viewer.is_active else PoolRule.objects.none()


def visible_endorsement_rules(viewer: Person, _on: dt.date) -> QuerySet[EndorsementRule]:
    """Return every rule of what an endorsement asks for an active account, none for others."""
    return EndorsementRule.objects.all() if viewer.is_active else EndorsementRule.objects.none()


def visible_memberships(viewer: Person, on: dt.date) -> QuerySet[PoolMembership]:
    """Return the memberships of the pool that somebody may see that day.

    The office and its readers see all; everybody else the own ones, and those of the trainers
    whom they see.
    """
    rows = PoolMembership.objects.all()
    return rows if access.may_read_all(viewer, on) else rows.filter(_of_trainers(viewer, on))


def visible_endorsements(viewer: Person, on: dt.date) -> QuerySet[Endorsement]:
    """Return the endorsements that somebody may see that day.

    The office and its readers see all; everybody else the own ones, and those of the trainers
    whom they see.
    """
    rows = Endorsement.objects.all()
    return rows if access.may_read_all(viewer, on) else rows.filter(_of_trainers(viewer, on))


def visible_activities(viewer: Person, on: dt.date) -> QuerySet[Activity]:
    """Return the lines of the ledger that were recorded by hand and that somebody may see.

    The office and its readers see all; everybody else the own ones, and those of the trainers
    whom they see.
    """
    rows = Activity.objects.all()
    return rows if access.may_read_all(viewer, on) else rows.filter(_of_trainers(viewer, on))


def visible_attention(viewer: Person, on: dt.date) -> QuerySet[AttentionItem]:
    """Return the attention list for who may read it, and nothing for everybody else."""
    rows = AttentionItem.objects.all()
    return rows if may_read_attention(viewer, on) else rows.none()


def visible_closed_years(viewer: Person, on: dt.date) -> QuerySet[ClosedYear]:
    """Return the years that were closed for the office and its readers, and none for others."""
    rows = ClosedYear.objects.all()
    return rows if may_read_attention(viewer, on) else rows.none()


def people_to_send(viewer: Person, on: dt.date) -> PersonQuerySet:
    """Return whom somebody may name in a training that day: as trainer, along, or as present.

    The trainers whom they see, and everybody with whom they have to do in courses.
    """
    return Person.objects.present().filter(
        Q(pk__in=visible_trainers(viewer, on).order_by().values("pk"))
        | Q(pk__in=courses.people_within_reach(viewer, on).order_by().values("pk"))
    )


def may_read_counts(person: Person, on: dt.date) -> bool:
    """Answer True for the office, its readers and coordinators; False for others.

    A coordinator counts the trainers whom they see.
    """
    return access.may_read_all(person, on) or _has_role(person, on, Q(kind=RoleKind.COORDINATOR))


def may_refresh_attention(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who can have the list made anew; False for others."""
    return access.is_office(person, on)


def may_withdraw_endorsement(person: Person, endorsement: Endorsement, on: dt.date) -> bool:
    """Answer True for the office, as long as the endorsement holds; False for others, or after."""
    return endorsement.ends_on is None and access.is_office(person, on)


def may_manage_pool(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who admits, endorses, records and renews; False for others."""
    return access.is_office(person, on)


def may_read_attention(person: Person, on: dt.date) -> bool:
    """Answer True for the office and its readers, for whom the list is; False for others."""
    return access.may_read_all(person, on)


def may_leave_pool(person: Person, trainer: Person, on: dt.date) -> bool:
    """Answer True for the trainer and for the office, who also say what the trainer wishes."""
    return access.is_office(person, on) or (person.is_active and person.pk == trainer.pk)


def may_register_request(person: Person, organisation: Organisation, on: dt.date) -> bool:
    """Answer True for the office, its contacts and the region's coordinators; False for others."""
    contacts = Q(kind=RoleKind.CONTACT, organisation=organisation)
    return access.is_office(person, on) or _has_role(person, on, contacts | _nearby(organisation))


def may_schedule_request(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for the office and the coordinators of the region; False for others.

    The organisation that asks is not enough: whom to send is for who knows the pool.
    """
    nearby = _nearby(request.organisation)
    return access.is_office(person, on) or _has_role(person, on, nearby)


def trainers_to_propose(viewer: Person, on: dt.date) -> PersonQuerySet | None:
    """Return among whom a trainer is looked for: None for the office, who may ask everybody.

    A coordinator looks among the trainers of the own regions.
    """
    return None if access.is_office(viewer, on) else visible_trainers(viewer, on)


def may_answer_ask(person: Person, ask: Ask, on: dt.date) -> bool:
    """Answer True for who is asked, and for the office, who hears it by telephone."""
    is_asked = person.is_active and person.pk == ask.trainer_id
    return is_asked or access.is_office(person, on)


def may_cancel_request(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for who may register one for that organisation; False for others."""
    return may_register_request(person, request.organisation, on)


def may_evaluate(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for the contacts of the group that asked, and for the office; False for others.

    Not for the trainer, whose work it is.
    """
    contact = Q(kind=RoleKind.CONTACT, organisation=request.organisation)
    return access.is_office(person, on) or _has_role(person, on, contact)


def may_deliver_request(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for the office and the trainer who gives it; False for others."""
    if access.is_office(person, on):
        return True
    given = person.participations.filter(role=ParticipationRole.LEAD)
    return person.is_active and given.filter(appointment__training_request=request).exists()


def _own(viewer: Person) -> Q:
    return Q(person=viewer) if viewer.is_active else Q(pk__in=())


def _of_trainers(viewer: Person, on: dt.date) -> Q:
    """Return what rows about a person must meet for who sees them without a role at the office."""
    if not viewer.is_active:
        return Q(pk__in=())
    trainers = visible_trainers(viewer, on).order_by().values("pk")
    return Q(person=viewer) | Q(person__in=trainers)


def _nearby(organisation: Organisation) -> Q:
    # Every coordinator has a region, so an organisation without one has no coordinators.
    return Q(kind=RoleKind.COORDINATOR, region=organisation.region_id)


def _has_role(person: Person, on: dt.date, which: Q) -> bool:
    return Role.objects.on(on).filter(which, person=person, person__is_active=True).exists()


def _roles(person: Person, on: dt.date, kind: RoleKind) -> QuerySet[Role]:
    return Role.objects.on(on).filter(person=person, kind=kind)
