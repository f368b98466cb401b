"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from scheduling.models import AttendanceRecord, Venue
from tests import factories
from tests.scheduling.asking import TEN

pytestmark = pytest.mark.django_db


def refused_by(constraint: str, error: pytest.ExceptionInfo[IntegrityError]) -> bool:
    """Return whether it was this constraint; SQLite names the columns of a unique one instead."""
    return constraint in str(error.value) or "UNIQUE constraint failed" in str(error.value)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"ends_at": TEN}, "appointment_ends_after_it_starts"),
        ({"state": "forgotten"}, "appointment_state_is_known"),
        ({"delivery": "by_phone"}, "appointment_delivery_is_known"),
    ],
)
def test_database_refuses_an_appointment(fields: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        factories.appointment(TEN, **fields)

    assert refused_by(constraint, error)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"minutes_late": 5}, "only_who_is_late_has_minutes_late"),
        ({"attendance": "asleep"}, "attendance_is_known"),
        ({"role": "boss"}, "participation_role_is_known"),
        ({"answer": "perhaps"}, "participation_answer_is_known"),
    ],
)
def test_database_refuses_a_part(fields: dict[str, Any], constraint: str) -> None:
    made, person = factories.appointment(TEN), factories.person()

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        factories.participation(made, person, **fields)

    assert refused_by(constraint, error)


def test_database_refuses_two_parts_of_one_person() -> None:
    part = factories.participation(factories.appointment(TEN), factories.person())

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        factories.participation(part.appointment, part.person)

    assert refused_by("person_takes_part_once", error)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"minutes_late": 5}, "record_of_who_is_late_has_minutes_late"),
        ({"attendance": "asleep"}, "recorded_attendance_is_known"),
    ],
)
def test_database_refuses_a_record(fields: dict[str, Any], constraint: str) -> None:
    part = factories.participation(factories.appointment(TEN), factories.person())

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        AttendanceRecord.objects.create(
            participation=part, recorded_by=part.person, recorded_at=TEN, **fields
        )

    assert refused_by(constraint, error)


def test_database_refuses_the_same_venue_twice() -> None:
    place = factories.municipality()
    Venue.objects.create(name="Hall", municipality=place)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Venue.objects.create(name="Hall", municipality=place)

    assert refused_by("venue_name_is_unique_in_its_municipality", error)
