"""Who sees whom, who acts for the office, and who may pass over a problem."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.problems import Problem, approval, warning
from people import access
from people.models import Person, Role
from people.states import RoleKind
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

TODAY = dt.date(2027, 3, 1)
START = dt.date(2027, 1, 1)
BLOCKER = Problem("a.blocker", "No.")
APPROVAL = approval("an.approval", "Only with a reason.")
WARNING = warning("a.warning", "Think twice.")


def give(person: Person, kind: RoleKind, **fields: object) -> Role:
    """Give a role since January 2027."""
    return Role.objects.create(person=person, kind=kind, **({"starts_on": START} | fields))


def seen(viewer: Person) -> set[Person]:
    """Return whom the viewer sees."""
    return set(access.visible_people(viewer, TODAY))


def test_office_is_who_has_the_role(office: Person, anna: Person) -> None:
    assert access.is_office(office, TODAY)
    assert not access.is_office(anna, TODAY)


@pytest.mark.parametrize(
    "day", [dt.date(2026, 12, 31), START, dt.date(2027, 5, 31), dt.date(2027, 6, 1)]
)
def test_office_role_holds_in_its_half_open_period(day: dt.date, anna: Person) -> None:
    give(anna, RoleKind.OFFICE, ends_on=dt.date(2027, 6, 1))

    assert access.is_office(anna, day) is (START <= day < dt.date(2027, 6, 1))


@pytest.mark.django_db
def test_superuser_acts_for_the_office() -> None:
    root = Person.objects.create_superuser("root@example.org", "secret", given_name="Root")

    assert access.is_office(root, TODAY)
    assert access.may_override(root, TODAY)


@pytest.mark.django_db
def test_closed_account_acts_for_nobody() -> None:
    closed = factories.office_member(is_active=False)
    root = factories.person(is_active=False, is_superuser=True)

    assert not access.is_office(closed, TODAY)
    assert not access.is_office(root, TODAY)


def test_reader_reads_everything_and_changes_nothing(anna: Person) -> None:
    give(anna, RoleKind.OFFICE_READER)

    assert access.may_read_all(anna, TODAY)
    assert not access.is_office(anna, TODAY)
    assert not access.may_override(anna, TODAY)
    assert not access.may_change_people(anna, TODAY)
    assert not access.may_read_audit(anna, TODAY)


def test_office_changes_people_and_reads_the_log(office: Person) -> None:
    assert access.may_change_people(office, TODAY)
    assert access.may_read_audit(office, TODAY)


@pytest.mark.parametrize("kind", [RoleKind.OFFICE, RoleKind.OFFICE_READER])
def test_office_and_its_readers_see_everybody(kind: RoleKind, anna: Person, bas: Person) -> None:
    give(anna, kind)

    assert seen(anna) == {anna, bas}


def test_people_without_a_role_see_themselves(anna: Person, bas: Person) -> None:
    assert seen(anna) == {anna}


def test_coordinator_sees_the_people_of_the_own_region(anna: Person, bas: Person) -> None:
    group = factories.local_group()
    neighbour = factories.person(local_group=group)
    factories.person(local_group=factories.local_group())
    give(anna, RoleKind.COORDINATOR, region=group.region)

    assert seen(anna) == {anna, neighbour}


def test_contacts_are_those_of_the_day_who_can_sign_in(anna: Person, bas: Person) -> None:
    group, gone = factories.local_group(), factories.person(is_active=False)
    for person in (anna, gone):
        give(person, RoleKind.CONTACT, organisation=group)
    give(bas, RoleKind.CONTACT, organisation=group, ends_on=TODAY)
    give(bas, RoleKind.CONTACT, organisation=factories.local_group())

    assert list(access.contacts_of(group, TODAY)) == [anna]


def test_contact_sees_the_people_of_the_own_organisation(anna: Person, bas: Person) -> None:
    group = factories.local_group()
    member = factories.person(local_group=group)
    factories.person(local_group=factories.local_group(region=group.region))
    give(anna, RoleKind.CONTACT, organisation=group)

    assert seen(anna) == {anna, member}


def test_ended_role_shows_nobody(anna: Person) -> None:
    group = factories.local_group()
    factories.person(local_group=group)
    give(anna, RoleKind.COORDINATOR, region=group.region, ends_on=TODAY)
    give(anna, RoleKind.CONTACT, organisation=group, ends_on=TODAY)

    assert seen(anna) == {anna}


def test_closed_account_does_not_see_its_region(anna: Person) -> None:
    group = factories.local_group()
    factories.person(local_group=group)
    give(anna, RoleKind.COORDINATOR, region=group.region)
    Person.objects.filter(pk=anna.pk).update(is_active=False)
    anna.refresh_from_db()

    assert seen(anna) == {anna}


def test_scope_of_another_kind_of_role_shows_nobody(anna: Person) -> None:
    group = factories.local_group()
    factories.person(local_group=group)
    give(anna, RoleKind.CONTACT, organisation=factories.local_group(), region=group.region)

    assert seen(anna) == {anna}


@pytest.mark.parametrize("field", ["archived_at", "erased_at"])
def test_archived_and_erased_people_are_seen_by_nobody(field: str, office: Person) -> None:
    factories.person(**{field: factories.NOW})

    assert seen(office) == {office}


def test_merged_people_are_seen_by_nobody(office: Person, anna: Person) -> None:
    factories.person(merged_into=anna)

    assert seen(office) == {office, anna}


@pytest.mark.parametrize("count", [1, 30])
def test_list_asks_the_same_queries_for_any_number(
    count: int, office: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.person()

    with django_assert_num_queries(2):
        assert len(access.visible_people(office, TODAY)) == count + 1


def test_settle_passes_warnings_for_anybody(anna: Person, now: dt.datetime) -> None:
    assert access.settle([WARNING], by=anna, override="", now=now) == [WARNING]
    assert access.settle([], by=None, override="", now=now) == []


def test_settle_needs_a_reason_for_what_needs_approval(office: Person, now: dt.datetime) -> None:
    with refuses("an.approval", "a.warning"):
        access.settle([APPROVAL, WARNING], by=office, override=" ", now=now)


def test_settle_lets_the_office_pass_with_a_reason(office: Person, now: dt.datetime) -> None:
    passed = access.settle([APPROVAL, WARNING], by=office, override="She may.", now=now)

    assert passed == [APPROVAL, WARNING]


def test_settle_lets_nobody_else_pass(anna: Person, now: dt.datetime) -> None:
    give(anna, RoleKind.OFFICE_READER)

    with refuses("an.approval", "override.not_allowed"):
        access.settle([APPROVAL], by=anna, override="I say so.", now=now)
    with refuses("an.approval", "override.not_allowed"):
        access.settle([APPROVAL], by=None, override="The program says so.", now=now)


def test_settle_ignores_a_reason_that_is_not_needed(anna: Person, now: dt.datetime) -> None:
    assert access.settle([WARNING], by=anna, override="Just in case.", now=now) == [WARNING]


def test_settle_never_passes_a_blocker(office: Person, now: dt.datetime) -> None:
    with refuses("a.blocker", "an.approval"):
        access.settle([BLOCKER, APPROVAL], by=office, override="She may.", now=now)


def test_settle_refuses_a_reason_that_cannot_be_kept(office: Person, now: dt.datetime) -> None:
    with refuses("an.approval", "text.nul"):
        access.settle([APPROVAL], by=office, override="a\x00b", now=now)


def test_settle_goes_by_the_date_in_amsterdam(anna: Person) -> None:
    give(anna, RoleKind.OFFICE, ends_on=dt.date(2027, 7, 1))
    late = dt.datetime(2027, 6, 30, 21, 59, tzinfo=dt.UTC)

    assert access.settle([APPROVAL], by=anna, override="Yes.", now=late) == [APPROVAL]
    with refuses("an.approval", "override.not_allowed"):
        access.settle([APPROVAL], by=anna, override="Yes.", now=late + dt.timedelta(minutes=1))
