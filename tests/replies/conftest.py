"""Anna, asked for the third time to come to the same meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scheduling.models import Invitation, PersonalCalendar, Publication
from scheduling.states import Told
from tests import factories
from tests.factories import NOW, utc
from tests.replies import samples

if TYPE_CHECKING:
    from people.models import Person


@pytest.fixture
def invited(db: None) -> Person:
    """Make Anna, who was sent SEQUENCE 0 to 2 of which 1 was another time."""
    return invite()


def invite() -> Person:
    """Make Anna with her calendar, the meeting, and what she was told of it."""
    anna = factories.person(given_name="Anna", email=samples.ANNA)
    made = factories.appointment(utc(2027, 3, 25, 8, 30), minutes=90, uid=samples.UID)
    factories.participation(made, anna)
    PersonalCalendar.objects.create(person=anna, token=samples.TOKEN)
    Publication.objects.create(
        appointment=made,
        version=3,
        sequence=2,
        significant_sequence=1,
        published_at=NOW - dt.timedelta(days=1),
    )
    Invitation.objects.create(
        appointment=made,
        person=anna,
        told=Told.REQUEST,
        address="anna.alias@example.org",
        version=3,
        sequence=2,
    )
    return anna
