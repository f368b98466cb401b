"""Saying who was at an appointment that stands by itself: who stands in front, and the office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from scheduling.models import AttendanceRecord
from scheduling.states import ParticipationRole
from tests import factories
from tests.api.asking import post, refused
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person
    from scheduling.models import Appointment


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talk(quinty: Person, anna: Person, bas: Person) -> Appointment:
    """A talk of yesterday: Quinty led it, Bas stood beside her, and Anna was asked to come."""
    made = factories.appointment(NOW - dt.timedelta(days=1), lead=quinty)
    factories.participation(made, bas, role=ParticipationRole.CO)
    factories.participation(made, anna)
    return made


def _sent(person: Person) -> dict[str, Any]:
    return {"marks": [{"person": person.pk, "attendance": "present"}]}


@pytest.mark.parametrize("who", ["quinty", "bas", "office"])
def test_who_stands_in_front_says_who_was_there(
    talk: Appointment, anna: Person, who: str, request: pytest.FixtureRequest
) -> None:
    by: Person = request.getfixturevalue(who)
    post(by, f"/appointments/{talk.pk}/_mark", _sent(anna))
    record = AttendanceRecord.objects.get()
    found = (record.participation.person, record.attendance, record.recorded_by)
    assert found == (anna, "present", by)


def test_who_was_asked_to_come_does_not(talk: Appointment, anna: Person) -> None:
    asked = refused(anna, f"/appointments/{talk.pk}/_mark", _sent(anna))
    assert asked == (403, ["access.not_allowed"])
    assert not AttendanceRecord.objects.exists()


def test_who_stands_beside_changes_nothing_else(talk: Appointment, bas: Person) -> None:
    for verb, sent in (("_hold", {}), ("_cancel", {"reason": "Snow"})):
        assert refused(bas, f"/appointments/{talk.pk}/{verb}", sent)[0] == 403


def test_session_is_not_marked_as_an_appointment(quinty: Person, anna: Person) -> None:
    session = factories.session(factories.run(), NOW - dt.timedelta(days=1), lead=quinty)
    factories.participation(session.appointment, anna)
    asked = refused(quinty, f"/appointments/{session.appointment_id}/_mark", _sent(anna))
    assert asked == (403, ["access.not_allowed"])
