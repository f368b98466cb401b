"""Who may see an appointment, change it, and say who was there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people.models import Role
from people.states import RoleKind
from scheduling import access
from scheduling.states import Answer, ParticipationRole
from tests import factories
from tests.scheduling.asking import TEN, schedule

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

TODAY = dt.date(2027, 3, 1)


def test_everybody_sees_the_appointments_they_have_a_part_in(
    office: Person, anna: Person, bas: Person, quinty: Person
) -> None:
    made = schedule(office, leads=[quinty], participants=[anna])

    assert list(access.visible_appointments(anna, TODAY)) == [made]
    assert list(access.visible_appointments(quinty, TODAY)) == [made]
    assert list(access.visible_appointments(bas, TODAY)) == []


def test_office_and_its_readers_see_all(office: Person, bas: Person) -> None:
    made = schedule(office)
    Role.objects.create(person=bas, kind=RoleKind.OFFICE_READER, starts_on=TODAY)

    assert list(access.visible_appointments(office, TODAY)) == [made]
    assert list(access.visible_appointments(bas, TODAY)) == [made]
    assert list(access.visible_appointments(bas, TODAY - dt.timedelta(days=1))) == []


def test_closed_account_sees_nothing_and_may_nothing(office: Person) -> None:
    gone = factories.person(is_active=False)
    made = schedule(office, leads=[gone])

    assert list(access.visible_appointments(gone, TODAY)) == []
    assert not access.may_mark_attendance(gone, made, TODAY)


@pytest.mark.parametrize("count", [1, 30])
def test_visible_appointments_take_as_many_queries_for_thirty_as_for_one(
    anna: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.participation(factories.appointment(TEN), anna)

    with django_assert_num_queries(2):
        assert len(access.visible_appointments(anna, TODAY)) == count


@pytest.mark.parametrize(
    ("role", "may_mark", "may_change"),
    [
        (ParticipationRole.LEAD, True, True),
        (ParticipationRole.CO, True, False),
        (ParticipationRole.PARTICIPANT, False, False),
        (ParticipationRole.GUEST, False, False),
    ],
)
def test_who_stands_in_front_marks_and_who_leads_changes(
    anna: Person, role: str, *, may_mark: bool, may_change: bool
) -> None:
    made = factories.appointment(TEN)
    factories.participation(made, anna, role=role)

    assert access.may_mark_attendance(anna, made, TODAY) is may_mark
    assert access.may_change(anna, made, TODAY) is may_change


def test_office_marks_and_changes_and_a_stranger_does_not(office: Person, bas: Person) -> None:
    made = factories.appointment(TEN)

    assert access.may_mark_attendance(office, made, TODAY)
    assert access.may_change(office, made, TODAY)
    assert not access.may_mark_attendance(bas, made, TODAY)
    assert not access.may_change(bas, made, TODAY)


def test_reader_changes_nothing(bas: Person) -> None:
    Role.objects.create(person=bas, kind=RoleKind.OFFICE_READER, starts_on=TODAY)
    made = factories.appointment(TEN)

    assert not access.may_mark_attendance(bas, made, TODAY)
    assert not access.may_change(bas, made, TODAY)


def test_lead_who_declined_does_not_lead(quinty: Person) -> None:
    made = factories.appointment(TEN)
    factories.participation(made, quinty, role=ParticipationRole.LEAD, answer=Answer.DECLINED)

    assert not access.may_mark_attendance(quinty, made, TODAY)


def test_lead_of_one_appointment_is_nobody_in_another(quinty: Person) -> None:
    factories.appointment(TEN, lead=quinty)

    assert not access.may_change(quinty, factories.appointment(TEN), TODAY)
