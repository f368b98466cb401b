"""Who sees who is, and who was, in a group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from intervision import access
from intervision.models import Membership
from people.models import Role
from people.states import RoleKind
from tests import factories
from tests.factories import RUN_START
from tests.intervision import cast

if TYPE_CHECKING:
    from intervision.models import Group
    from people.models import Person

TODAY = dt.date(2027, 3, 1)
YESTERDAY = dt.date(2027, 2, 28)


@pytest.fixture
def elsewhere(group: Group) -> Group:
    """Another group of the same run, of three, with a guide of its own."""
    made = factories.group(group.run)
    cast.members(made, 3)
    return made


def _seen(person: Person, on: dt.date = TODAY) -> set[Membership]:
    found = list(access.visible_memberships(person, on))
    assert len(found) == len(set(found))
    return set(found)


def _of(group: Group) -> set[Membership]:
    return set(Membership.objects.filter(group=group))


def test_members_and_guide_see_the_own_group_only(
    group: Group, five: list[Person], elsewhere: Group, quinty: Person
) -> None:
    assert [_seen(each) for each in (*five, quinty)] == [_of(group)] * 6
    assert _seen(elsewhere.guide) == _of(elsewhere)


def test_office_and_readers_see_every_group(
    group: Group, five: list[Person], elsewhere: Group, office: Person
) -> None:
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=RUN_START)
    assert _seen(office) == _seen(reader) == _of(group) | _of(elsewhere)


def test_coordinator_mentor_and_trainer_of_a_member_see_nobody(
    group: Group, five: list[Person]
) -> None:
    region = factories.region()
    five[0].local_group = factories.local_group(region=region)
    five[0].save()
    coordinator, mentor, trainer, contact = (factories.person() for _ in range(4))
    since = {"starts_on": RUN_START}
    Role.objects.create(person=coordinator, kind=RoleKind.COORDINATOR, region=region, **since)
    Role.objects.create(
        person=contact, kind=RoleKind.CONTACT, organisation=five[0].local_group, **since
    )
    factories.placement(group.run.enrolments.get(person=five[0]), mentor)
    factories.session(group.run, lead=trainer)
    watching = (coordinator, mentor, trainer, contact)
    assert [_seen(each) for each in watching] == [set(), set(), set(), set()]


def test_who_left_sees_only_the_own_membership(group: Group, five: list[Person]) -> None:
    own = Membership.objects.get(person=five[0])
    Membership.objects.filter(pk=own.pk).update(left_on=TODAY)
    assert _seen(five[0], YESTERDAY) == _of(group)
    assert _seen(five[0]) == {own}


def test_who_is_still_to_join_sees_only_the_own_membership(
    group: Group, five: list[Person], anna: Person
) -> None:
    own = factories.member(group, anna, joined_on=dt.date(2027, 3, 2), agreement_signed_on=None)
    assert _seen(anna) == {own}
    assert _seen(anna, dt.date(2027, 3, 2)) == _of(group)


def test_who_changed_groups_sees_the_new_one_and_where_they_were(
    group: Group, five: list[Person], elsewhere: Group
) -> None:
    before = Membership.objects.get(person=five[0])
    Membership.objects.filter(pk=before.pk).update(left_on=TODAY)
    factories.member(elsewhere, five[0], joined_on=TODAY)
    assert _seen(five[0]) == _of(elsewhere) | {before}


def test_closed_accounts_see_nobody(
    group: Group, five: list[Person], quinty: Person, office: Person
) -> None:
    for person in (five[0], quinty, office):
        person.is_active = False
        assert _seen(person) == set()
