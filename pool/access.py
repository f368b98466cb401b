"""Who may see trainers and requests, and who may act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from certificates.models import Certificate
from people import access
from people.models import Person, Role
from people.states import RoleKind
from pool.models import PoolMembership, TrainingRequest
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


def may_manage_pool(person: Person, on: dt.date) -> bool:
    """Answer True for the office, who admits, endorses, records and renews; False for others."""
    return access.is_office(person, on)


def may_read_attention(person: Person, on: dt.date) -> bool:
    """Answer True for the office and its readers, for whom the list is; False for others."""
    return access.may_read_all(person, on)


def may_leave_pool(person: Person, trainer: Person, on: dt.date) -> bool:
    """Answer True for the trainer and for the office; False for others."""
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


def may_cancel_request(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for who may register one for that organisation; False for others."""
    return may_register_request(person, request.organisation, on)


def may_deliver_request(person: Person, request: TrainingRequest, on: dt.date) -> bool:
    """Answer True for the office and the trainer who gives it; False for others."""
    if access.is_office(person, on):
        return True
    given = person.participations.filter(role=ParticipationRole.LEAD)
    return person.is_active and given.filter(appointment__training_request=request).exists()


def _nearby(organisation: Organisation) -> Q:
    # Every coordinator has a region, so an organisation without one has no coordinators.
    return Q(kind=RoleKind.COORDINATOR, region=organisation.region_id)


def _has_role(person: Person, on: dt.date, which: Q) -> bool:
    return Role.objects.on(on).filter(which, person=person, person__is_active=True).exists()


def _roles(person: Person, on: dt.date, kind: RoleKind) -> QuerySet[Role]:
    return Role.objects.on(on).filter(person=person, kind=kind)
