"""Where an appointment is and what else there is to know, as calendars show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from scheduling.calendars import events
from scheduling.states import AppointmentState, Delivery
from tests import factories

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/abc"


def test_place_has_its_address_and_its_municipality() -> None:
    venue = factories.venue(
        name="De Driehoek",
        address="Plein 1c",
        municipality=factories.municipality(name="Ons Dorp"),
        directions="The bell is on the left.",
    )
    made = factories.appointment(delivery=Delivery.IN_PERSON, venue=venue, break_minutes=15)

    assert events.texts_of(made) == events.Texts(
        "De Driehoek, Plein 1c, Ons Dorp", "Break: 15 minutes\nThe bell is on the left."
    )


def test_place_without_an_address_is_its_name() -> None:
    venue = factories.venue(name="De Driehoek", address="", municipality=None)
    made = factories.appointment(delivery=Delivery.IN_PERSON, venue=venue)

    assert events.texts_of(made) == events.Texts("De Driehoek", "")


def test_link_to_join_is_the_first_line_and_never_the_place() -> None:
    made = factories.appointment(join_link=LINK, break_minutes=10)

    assert events.texts_of(made) == events.Texts(
        "Online", f"Join online: {LINK}\nBreak: 10 minutes"
    )


def test_what_is_nowhere_yet_has_no_texts() -> None:
    assert events.texts_of(factories.appointment(delivery=Delivery.IN_PERSON)) == events.Texts(
        "", ""
    )


def test_what_is_called_off_says_why_and_has_no_link() -> None:
    made = factories.appointment(
        join_link=LINK, state=AppointmentState.CANCELLED, cancelled_because="The trainer is ill."
    )

    assert events.texts_of(made) == events.Texts("Online", "Called off: The trainer is ill.")


def test_nobody_is_named(quinty: Person, anna: Person) -> None:
    made = factories.appointment(lead=quinty, join_link=LINK)
    factories.participation(made, anna)

    texts = events.texts_of(made)

    assert not any(name in str(texts) for name in ("Quinty", "Muisjes", "Anna", "Appelmoes"))


def test_texts_are_in_the_language_of_the_reader() -> None:
    made = factories.appointment(join_link=LINK, break_minutes=15)

    with translation.override("nl"):
        assert events.texts_of(made).description == f"Doe online mee: {LINK}\nPauze: 15 minuten"
