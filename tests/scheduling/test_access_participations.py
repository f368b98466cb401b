"""Who sees who takes part in an appointment, and who was there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people.models import Role
from people.states import RoleKind
from scheduling import access
from scheduling.states import Answer, ParticipationRole
from tests import factories
from tests.scheduling.asking import TEN

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person
    from scheduling.models import Appointment, Participation

TODAY = dt.date(2027, 3, 1)
LEAD, CO = ParticipationRole.LEAD, ParticipationRole.CO
PARTICIPANT, GUEST = ParticipationRole.PARTICIPANT, ParticipationRole.GUEST


@pytest.fixture
def appointment(quinty: Person, anna: Person, bas: Person) -> Appointment:
    """An appointment that Quinty leads, with Anna and Bas in it; and one of other people."""
    made = factories.appointment(TEN, lead=quinty)
    factories.participation(made, anna)
    factories.participation(made, bas)
    factories.participation(factories.appointment(TEN, lead=factories.person()), factories.person())
    return made


def _seen(person: Person, on: dt.date = TODAY) -> set[Participation]:
    found = list(access.visible_participations(person, on))
    assert len(found) == len(set(found))
    return set(found)


def test_participants_see_their_own_part_only(
    appointment: Appointment, anna: Person, bas: Person
) -> None:
    for person in (anna, bas):
        assert _seen(person) == {appointment.participations.get(person=person)}


@pytest.mark.parametrize(
    ("role", "answer", "all_of_it"),
    [
        (LEAD, Answer.OPEN, True),
        (LEAD, Answer.ACCEPTED, True),
        (CO, Answer.OPEN, True),
        (LEAD, Answer.DECLINED, False),
        (CO, Answer.DECLINED, False),
        (PARTICIPANT, Answer.ACCEPTED, False),
        (GUEST, Answer.ACCEPTED, False),
    ],
)
def test_who_stands_in_front_sees_everybody_there(
    appointment: Appointment, role: str, answer: str, *, all_of_it: bool
) -> None:
    part = factories.participation(appointment, factories.person(), role=role, answer=answer)
    everybody = set(appointment.participations.all())
    assert _seen(part.person) == (everybody if all_of_it else {part})


def test_trainer_sees_nobody_of_what_another_leads(
    appointment: Appointment, quinty: Person
) -> None:
    second = factories.appointment(TEN, lead=factories.person())
    guest = factories.participation(second, quinty, role=GUEST)
    assert _seen(quinty) == {*appointment.participations.all(), guest}


def test_office_and_readers_see_all(appointment: Appointment, office: Person) -> None:
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=TODAY)
    assert len(_seen(office)) == len(_seen(reader)) == 5
    assert len(_seen(reader, TODAY - dt.timedelta(days=1))) == 0


def test_coordinator_mentor_and_contact_see_nobody(appointment: Appointment, anna: Person) -> None:
    region = factories.region()
    anna.local_group = factories.local_group(region=region)
    anna.save()
    coordinator, mentor, contact = (factories.person() for _ in range(3))
    Role.objects.create(
        person=coordinator, kind=RoleKind.COORDINATOR, region=region, starts_on=TODAY
    )
    Role.objects.create(
        person=contact, kind=RoleKind.CONTACT, organisation=anna.local_group, starts_on=TODAY
    )
    factories.placement(factories.enrolment(somebody=anna), mentor)
    assert [_seen(each) for each in (coordinator, mentor, contact)] == [set(), set(), set()]


def test_closed_accounts_see_nothing(
    appointment: Appointment, anna: Person, quinty: Person, office: Person
) -> None:
    for person in (anna, quinty, office):
        person.is_active = False
        assert _seen(person) == set()


@pytest.mark.parametrize("number", [1, 30])
def test_list_for_who_leads_asks_as_much_for_one_as_for_thirty(
    quinty: Person, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        factories.participation(factories.appointment(TEN, lead=quinty), factories.person())
    with django_assert_num_queries(2):
        assert len(access.visible_participations(quinty, TODAY)) == 2 * number
