"""The words in which the rooms ask for appointments and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from scheduling import actions
from scheduling.models import Appointment, AttendanceRecord, Participation, Venue
from scheduling.states import AppointmentState, ParticipationRole
from tests import factories
from tests.scheduling.asking import TEN, hours

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_planned_and_held_take_up_time() -> None:
    for state in AppointmentState:
        factories.appointment(TEN, state=state)

    found = Appointment.objects.occupying().values_list("state", flat=True)
    assert sorted(found) == ["held", "planned"]


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(-1, 1, 0), (-1, 1.01, 1), (1, 0.5, 1), (-1, 9, 1), (1.99, 1, 1), (2, 1, 0)],
)
def test_overlapping_is_half_open(start: float, length: float, expected: int) -> None:
    factories.appointment(TEN, minutes=120)
    starts = TEN + hours(start)

    assert Appointment.objects.overlapping(starts, starts + hours(length)).count() == expected


def test_after_gives_what_is_to_begin_first_things_first() -> None:
    later = factories.appointment(TEN + hours(2))
    sooner = factories.appointment(TEN + hours(1))
    factories.appointment(TEN)

    assert list(Appointment.objects.after(TEN)) == [sooner, later]


def test_leading_are_lead_and_co() -> None:
    made = factories.appointment(TEN)
    for role in ParticipationRole:
        factories.participation(made, factories.person(), role=role)

    roles = Participation.objects.leading().values_list("role", flat=True)
    assert sorted(roles) == ["co", "lead"]


def test_clashing_looks_only_at_the_people_asked_about() -> None:
    made = factories.appointment(TEN)
    one = factories.participation(made, factories.person())
    factories.participation(made, factories.person())

    found = Participation.objects.clashing([one.person_id], TEN, TEN + hours(1))

    assert list(found) == [one]


def test_rows_are_called_by_what_people_know_them_by() -> None:
    anna = factories.person(given_name="Anna", family_name="Appelmoes")
    made = factories.appointment(TEN, title="Sessie 1")
    part = factories.participation(made, anna)
    record = AttendanceRecord(participation=part, attendance="present", recorded_at=TEN)

    assert (str(made), str(Venue(name="Hall"))) == ("Sessie 1", "Hall")
    assert str(part) == "Anna Appelmoes – Sessie 1"
    assert str(record) == f"{part.pk}: present (2027-03-20)"


def test_calendars_of_nobody_need_no_lock(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        actions.lock_calendars(people=[])


def test_calendars_are_locked_in_the_order_of_the_ids_whoever_asks(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, two = factories.person(), factories.person()

    with django_assert_num_queries(3) as queries, transaction.atomic():
        actions.lock_calendars(people=[two, one])

    (locking,) = [query["sql"] for query in queries if "SELECT" in query["sql"]]
    # The first and only column is the id.
    assert "ORDER BY 1 ASC" in locking


def test_appointments_are_listed_by_time() -> None:
    later, sooner = factories.appointment(TEN + hours(1)), factories.appointment(TEN)

    assert list(Appointment.objects.all()) == [sooner, later]


def test_records_are_listed_as_they_were_made() -> None:
    part = factories.participation(factories.appointment(TEN), factories.person())
    by = factories.person()
    moments = [TEN + hours(2), TEN, TEN + hours(1)]
    for moment in moments:
        AttendanceRecord.objects.create(participation=part, recorded_by=by, recorded_at=moment)

    found = [record.recorded_at for record in part.records.all()]
    assert found == sorted(moments)
