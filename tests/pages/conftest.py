"""What the tests of pages have: a clock that stands still, an invitation and an offered place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from courses.states import EnrolmentState
from people.states import RoleKind
from pool.states import RequestState
from scheduling.models import Invitation
from scheduling.states import AppointmentState, Told
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.models import Enrolment
    from people.models import Person
    from pool.models import Ask, TrainingRequest


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def invitation(anna: Person) -> Invitation:
    """Anna is invited to Saturday 20 March 2027, ten o'clock in the morning."""
    made = factories.appointment(utc(2027, 3, 20, 9), title="Training <b>Samen</b> & beslissen")
    factories.participation(made, anna)
    return Invitation.objects.create(appointment=made, person=anna, told=Told.REQUEST)


@pytest.fixture
def offered(anna: Person) -> Enrolment:
    """Anna is offered a place until 8 March 2027."""
    run = factories.run(seats=1)
    return factories.enrolment(
        run,
        anna,
        state=EnrolmentState.OFFERED,
        enrolled_at=None,
        waitlisted_at=utc(2026, 12, 1),
        offer_deadline=utc(2027, 3, 8, 12),
    )


@pytest.fixture
def asked(quinty: Person) -> Ask:
    """Quinty is asked until 8 March for a training on Saturday 17 April 2027, at one o'clock."""
    trainer = scenes.ready(quinty)
    wanted = scenes.wanted(state=RequestState.PROPOSED, topic="Inspreken <b>in</b> de raad")
    when = {"starts_at": wanted.wanted_from, "ends_at": wanted.wanted_until}
    return scenes.ask(wanted, trainer, **when)


@pytest.fixture
def given(anna: Person) -> TrainingRequest:
    """The group of Anna got a training on Saturday 20 February 2027, at ten in the morning."""
    made = scenes.request(
        state=RequestState.DELIVERED,
        topic="Inspreken <b>in</b> de raad",
        appointment=factories.appointment(utc(2027, 2, 20, 9), state=AppointmentState.HELD),
    )
    contact = {"kind": RoleKind.CONTACT, "organisation": made.organisation}
    anna.roles.create(starts_on=NOW.date(), **contact)
    return made
