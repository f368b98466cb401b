"""Who may see trainers and requests, and who may act on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people.models import Person, Role
from people.states import RoleKind
from pool import access
from scheduling.states import ParticipationRole
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Organisation, Region
    from pool.models import TrainingRequest

ON = dt.date(2027, 3, 1)


def give(person: Person, kind: RoleKind, **fields: Region | Organisation | dt.date) -> Person:
    """Give somebody a role since 2020."""
    Role.objects.create(person=person, kind=kind, **{"starts_on": dt.date(2020, 1, 1)} | fields)
    return person


def trainer_in(region: Region) -> Person:
    """Make a trainer in the pool for a region."""
    made = factories.person()
    factories.certificate(made)
    factories.pool_member(made, region)
    return made


def seen(viewer: Person, on: dt.date = ON) -> set[Person]:
    """Return the trainers that somebody sees."""
    return set(access.visible_trainers(viewer, on))


def requests_seen(viewer: Person) -> set[TrainingRequest]:
    """Return the requests that somebody sees."""
    return set(access.visible_requests(viewer, ON))


def test_office_and_readers_see_every_trainer(office: Person, anna: Person) -> None:
    reader = give(anna, RoleKind.OFFICE_READER)
    trainers = {trainer_in(factories.region()), trainer_in(factories.region())}

    assert seen(office) == trainers
    assert seen(reader) == trainers


def test_somebody_without_certificate_is_no_trainer(office: Person, bas: Person) -> None:
    assert bas not in seen(office)
    assert seen(bas) == set()


def test_coordinator_sees_the_pool_of_the_own_region(anna: Person) -> None:
    region = factories.region()
    give(anna, RoleKind.COORDINATOR, region=region)
    near = trainer_in(region)
    trainer_in(factories.region())

    assert seen(anna) == {near}


def test_coordinator_no_longer_sees_who_left_the_pool(anna: Person) -> None:
    region = factories.region()
    give(anna, RoleKind.COORDINATOR, region=region)
    somebody = trainer_in(region)
    somebody.pool_memberships.update(left_on=ON)

    assert seen(anna, ON - dt.timedelta(days=1)) == {somebody}
    assert seen(anna) == set()


def test_role_that_ended_shows_nothing(anna: Person) -> None:
    region = factories.region()
    give(anna, RoleKind.COORDINATOR, region=region, ends_on=ON)
    trainer_in(region)

    assert seen(anna) == set()


@pytest.mark.django_db
def test_trainer_sees_only_the_own_standing() -> None:
    region = factories.region()
    mine = trainer_in(region)
    trainer_in(region)

    assert seen(mine) == {mine}


def test_contact_of_a_group_sees_no_trainers(anna: Person) -> None:
    group = factories.local_group()
    give(anna, RoleKind.CONTACT, organisation=group)
    assert group.region is not None
    trainer_in(group.region)

    assert seen(anna) == set()


@pytest.mark.parametrize("kind", RoleKind)
def test_account_that_is_closed_sees_and_may_do_nothing(bas: Person, kind: RoleKind) -> None:
    request = scenes.request()
    organisation = request.organisation
    region = organisation.region
    assert region is not None
    closed = give(bas, kind, region=region, organisation=organisation)
    closed.is_active = False
    closed.save()
    factories.certificate(closed)

    assert (seen(closed), requests_seen(closed)) == (set(), set())
    assert not access.may_register_request(closed, organisation, ON)
    assert not access.may_schedule_request(closed, request, ON)
    assert not access.may_leave_pool(closed, closed, ON)


def test_office_and_readers_see_every_request(office: Person, anna: Person) -> None:
    give(anna, RoleKind.OFFICE_READER)
    request = scenes.request()

    assert requests_seen(office) == requests_seen(anna) == {request}


def test_coordinator_sees_the_requests_of_the_region(anna: Person) -> None:
    request = scenes.request()
    assert request.organisation.region is not None
    give(anna, RoleKind.COORDINATOR, region=request.organisation.region)
    scenes.request()

    assert requests_seen(anna) == {request}


def test_contact_sees_the_requests_of_the_own_group(anna: Person) -> None:
    request = scenes.request()
    give(anna, RoleKind.CONTACT, organisation=request.organisation)
    scenes.request()

    assert requests_seen(anna) == {request}


def test_who_takes_part_sees_that_request_once(anna: Person) -> None:
    made = factories.appointment()
    factories.participation(made, anna)
    request = scenes.request(appointment=made)
    give(anna, RoleKind.CONTACT, organisation=request.organisation)
    scenes.request()

    assert list(access.visible_requests(anna, ON)) == [request]


def test_somebody_else_sees_no_request(anna: Person) -> None:
    scenes.request()

    assert requests_seen(anna) == set()


def test_superuser_sees_everything(anna: Person) -> None:
    anna.is_superuser = True
    somebody, request = trainer_in(factories.region()), scenes.request()

    assert (seen(anna), requests_seen(anna)) == ({somebody}, {request})


def test_pool_is_managed_by_the_office_alone(office: Person, anna: Person) -> None:
    reader = give(anna, RoleKind.OFFICE_READER)

    assert access.may_manage_pool(office, ON)
    assert not access.may_manage_pool(reader, ON)


def test_attention_is_read_by_office_and_readers(office: Person, anna: Person, bas: Person) -> None:
    reader = give(anna, RoleKind.OFFICE_READER)

    answers = [access.may_read_attention(person, ON) for person in (office, reader, bas)]
    assert answers == [True, True, False]


def test_trainer_and_office_may_end_a_membership(
    office: Person, quinty: Person, bas: Person
) -> None:
    answers = [access.may_leave_pool(person, quinty, ON) for person in (office, quinty, bas)]

    assert answers == [True, True, False]


@pytest.mark.parametrize(
    ("may", "contact"),
    [(access.may_schedule_request, False), (access.may_cancel_request, True)],
)
def test_request_is_handled_by_office_region_and_perhaps_the_group(
    office: Person,
    anna: Person,
    bas: Person,
    quinty: Person,
    may: Callable[[Person, TrainingRequest, dt.date], bool],
    *,
    contact: bool,
) -> None:
    request = scenes.request()
    assert request.organisation.region is not None
    give(anna, RoleKind.COORDINATOR, region=request.organisation.region)
    give(bas, RoleKind.CONTACT, organisation=request.organisation)

    answers = [may(person, request, ON) for person in (office, anna, bas, quinty)]
    assert answers == [True, True, contact, False]


def test_coordinator_of_another_region_may_not_register(anna: Person) -> None:
    give(anna, RoleKind.COORDINATOR, region=factories.region())

    assert not access.may_register_request(anna, factories.local_group(), ON)


def test_organisation_without_region_has_no_coordinators(anna: Person) -> None:
    council = factories.local_group(kind="council", region=None)
    give(anna, RoleKind.COORDINATOR, region=factories.region())

    assert not access.may_register_request(anna, council, ON)


@pytest.mark.parametrize(
    ("role", "may"), [(ParticipationRole.LEAD, True), (ParticipationRole.PARTICIPANT, False)]
)
def test_training_is_reported_by_who_gave_it(
    quinty: Person, role: ParticipationRole, *, may: bool
) -> None:
    made = factories.appointment()
    factories.participation(made, quinty, role=role)

    assert access.may_deliver_request(quinty, scenes.request(appointment=made), ON) is may


def test_training_is_reported_by_the_office_or_not(office: Person, quinty: Person) -> None:
    request = scenes.request()

    assert access.may_deliver_request(office, request, ON)
    assert not access.may_deliver_request(quinty, request, ON)
