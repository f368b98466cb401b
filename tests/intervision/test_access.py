"""Who sees groups and meetings, and who may act in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from intervision import access
from intervision.models import Membership
from people.models import Role
from people.states import RoleKind
from tests import factories
from tests.factories import RUN_START, utc
from tests.intervision import cast
from tests.intervision.cast import NOW

if TYPE_CHECKING:
    from intervision.models import Group, Meeting
    from people.models import Person

TODAY = dt.date(2027, 3, 1)
BEFORE = NOW - dt.timedelta(minutes=1)


@pytest.fixture
def reader(db: None) -> Person:
    """A reader at the office."""
    somebody = factories.person()
    Role.objects.create(person=somebody, kind=RoleKind.OFFICE_READER, starts_on=RUN_START)
    return somebody


def leaves(person: Person, day: dt.date) -> None:
    Membership.objects.filter(person=person).update(left_on=day)


def test_groups_are_seen_by_members_guide_and_office(
    group: Group, five: list[Person], quinty: Person, office: Person, reader: Person
) -> None:
    factories.group()
    assert list(access.visible_groups(five[0], TODAY)) == [group]
    assert list(access.visible_groups(quinty, TODAY)) == [group]
    assert access.visible_groups(office, TODAY).count() == 2
    assert access.visible_groups(reader, TODAY).count() == 2


def test_groups_are_not_seen_by_others(group: Group, anna: Person) -> None:
    assert not access.visible_groups(anna, TODAY).exists()


def test_groups_are_not_seen_after_leaving(group: Group, five: list[Person]) -> None:
    leaves(five[0], TODAY)
    assert not access.visible_groups(five[0], TODAY).exists()
    assert access.visible_groups(five[0], dt.date(2027, 2, 28)).exists()


def test_groups_are_not_seen_by_who_may_not_sign_in(
    group: Group, five: list[Person], quinty: Person
) -> None:
    for somebody in (five[0], quinty):
        somebody.is_active = False
        assert not access.visible_groups(somebody, TODAY).exists()


def test_meetings_are_seen_by_members_guide_and_office(
    meeting: Meeting, five: list[Person], quinty: Person, office: Person, reader: Person
) -> None:
    for somebody in (five[0], quinty, office, reader):
        assert list(access.visible_meetings(somebody, TODAY)) == [meeting]


def test_meetings_are_not_seen_by_others(meeting: Meeting, anna: Person) -> None:
    other = cast.members(factories.group(meeting.group.run), 1)
    assert not access.visible_meetings(anna, TODAY).exists()
    assert not access.visible_meetings(other[0], TODAY).exists()


def test_meetings_of_the_own_membership_are_seen_after_leaving(
    meeting: Meeting, five: list[Person]
) -> None:
    later = cast.meeting(meeting.group, five, utc(2027, 4, 1, 12))
    leaves(five[0], dt.date(2027, 3, 2))
    assert list(access.visible_meetings(five[0], dt.date(2027, 6, 1))) == [meeting]
    assert list(access.visible_meetings(five[1], dt.date(2027, 6, 1))) == [meeting, later]


def test_meetings_are_not_seen_before_the_membership_begins(
    meeting: Meeting, five: list[Person]
) -> None:
    assert not access.visible_meetings(five[0], dt.date(2027, 1, 29)).exists()


@pytest.mark.parametrize("number", [1, 30])
def test_visible_groups_ask_two_queries(
    anna: Person, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        factories.group(guide=anna)
    with django_assert_num_queries(2):
        assert len(access.visible_groups(anna, TODAY)) == number


@pytest.mark.parametrize("number", [1, 30])
def test_visible_meetings_ask_six_queries(
    group: Group, five: list[Person], number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        cast.meeting(group, five)
    with django_assert_num_queries(6):
        assert len(access.visible_meetings(five[0], TODAY)) == number


@pytest.mark.parametrize("number", [1, 30])
def test_case_counts_ask_two_queries(
    office: Person, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        factories.group()
    with django_assert_num_queries(2):
        assert len(access.case_counts(office, TODAY)) == number


def test_case_counts_are_numbers_per_visible_group(
    meeting: Meeting, five: list[Person], office: Person, anna: Person
) -> None:
    empty = factories.group()
    cast.bring(meeting, five[0])
    cast.bring(cast.meeting(meeting.group, five), five[1])
    assert access.case_counts(office, TODAY) == {meeting.group_id: 2, empty.pk: 0}
    assert access.case_counts(five[0], TODAY) == {meeting.group_id: 2}
    assert access.case_counts(anna, TODAY) == {}


def test_may_form_group_only_the_office(office: Person, anna: Person, reader: Person) -> None:
    assert access.may_form_group(office, TODAY)
    assert not access.may_form_group(anna, TODAY)
    assert not access.may_form_group(reader, TODAY)


def test_may_plan_meeting_members_guide_and_office(
    group: Group, five: list[Person], quinty: Person, office: Person, anna: Person
) -> None:
    allowed = [access.may_plan_meeting(each, group, TODAY) for each in (five[0], quinty, office)]
    assert allowed == [True, True, True]
    assert not access.may_plan_meeting(anna, group, TODAY)


def test_may_plan_meeting_not_after_leaving(group: Group, five: list[Person]) -> None:
    leaves(five[0], TODAY)
    assert not access.may_plan_meeting(five[0], group, TODAY)


def test_may_sign_agreement_only_the_own(five: list[Person], office: Person) -> None:
    membership = Membership.objects.get(person=five[0])
    assert access.may_sign_agreement(five[0], membership)
    assert not access.may_sign_agreement(five[1], membership)
    assert not access.may_sign_agreement(office, membership)


def test_may_confirm_presence_chair_reporter_and_guide(
    meeting: Meeting, five: list[Person], quinty: Person, office: Person
) -> None:
    meeting.chair, meeting.reporter = five[0], five[1]
    for somebody in (five[0], five[1], quinty):
        assert access.may_confirm_presence(somebody, meeting, NOW)
        assert not access.may_confirm_presence(somebody, meeting, BEFORE)
    assert not access.may_confirm_presence(five[2], meeting, NOW)
    assert not access.may_confirm_presence(office, meeting, NOW)


def test_may_finalise_report_everybody_of_the_group(
    meeting: Meeting, five: list[Person], quinty: Person, office: Person
) -> None:
    for somebody in (five[2], quinty):
        assert access.may_finalise_report(somebody, meeting, NOW)
        assert not access.may_finalise_report(somebody, meeting, BEFORE)
    assert not access.may_finalise_report(office, meeting, NOW)


def test_may_bring_case_members_of_that_day(
    meeting: Meeting, five: list[Person], quinty: Person, office: Person
) -> None:
    leaves(five[1], TODAY)
    allowed = [access.may_bring_case(each, meeting) for each in (five[0], five[1], quinty, office)]
    assert allowed == [True, False, False, False]
