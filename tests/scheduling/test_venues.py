"""Opening a venue, and giving it another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from scheduling import actions
from scheduling.edits import VENUE
from scheduling.models import Venue
from tests import factories
from tests.factories import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Municipality, Person


def open_venue(by: Person, name: str, at: Municipality | None = None, **facts: Any) -> Venue:
    """Open a venue on the first of March."""
    return actions.open_venue(name=name, municipality=at, by=by, now=NOW, **facts)


def test_open_keeps_what_people_need_to_know(office: Person, now: dt.datetime) -> None:
    place = factories.municipality()

    made = open_venue(office, " 't IJ ", place, is_step_free=True, directions="Ring twice.")

    kept = Venue.objects.get()
    assert (kept.name, kept.municipality, kept.is_step_free) == ("'t IJ", place, True)
    assert (kept.has_hearing_loop, kept.directions) == (None, "Ring twice.")
    entry = AuditEntry.objects.about(made).get()
    assert (entry.verb, entry.by, entry.at) == ("venue.opened", office, now)


@pytest.mark.parametrize("name", ["Hall", " hall "])
@pytest.mark.parametrize("somewhere", [True, False])
def test_open_of_a_venue_that_is_known_is_refused(
    office: Person, name: str, *, somewhere: bool
) -> None:
    place = factories.municipality() if somewhere else None
    open_venue(office, "Hall", place)

    with refuses("venue.already_known"):
        open_venue(office, name, place)


@pytest.mark.parametrize("name", ["Hall", " hall "])
def test_rename_to_a_venue_that_is_known_is_refused(office: Person, name: str) -> None:
    open_venue(office, "Hall")
    barn = open_venue(office, "Barn")

    with refuses("venue.already_known"):
        VENUE.change(row=barn, name=name, by=office, now=NOW)


def test_venue_may_write_its_own_name_otherwise(office: Person) -> None:
    hall = open_venue(office, "hall", factories.municipality())

    VENUE.change(row=hall, name="Hall", by=office, now=NOW)

    assert Venue.objects.get().name == "Hall"


def test_two_municipalities_may_each_have_a_hall(office: Person) -> None:
    open_venue(office, "Hall", factories.municipality())

    open_venue(office, "Hall", factories.municipality())

    assert Venue.objects.count() == 2


def test_open_tells_everything_at_once(office: Person) -> None:
    with refuses("text.required", "text.too_long", "text.nul", "text.too_long"):
        open_venue(office, "", address="x" * 201, phone="\x00", directions="x" * 2001)


@pytest.mark.parametrize("fact", ["is_step_free", "has_accessible_toilet", "has_hearing_loop"])
def test_open_refuses_a_fact_that_is_neither_yes_nor_no(office: Person, fact: str) -> None:
    with refuses("venue.fact"):
        open_venue(office, "Hall", None, **{fact: "maybe"})


def test_open_in_a_municipality_that_is_not_there_is_refused(office: Person) -> None:
    nowhere = factories.municipality()
    nowhere.delete()
    nowhere.pk = 404

    with refuses("venue.unknown_municipality"):
        open_venue(office, "Hall", nowhere)
