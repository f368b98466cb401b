"""A calendar program: it subscribes to an address, and reads what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from icalendar import Calendar

from scheduling import actions
from tests.factories import NOW

if TYPE_CHECKING:
    from people.models import Person


def subscribe(person: Person, *, without_invited: bool = False) -> str:
    """Open a feed, and return its path."""
    _feed, secret = actions.open_feed(
        person=person, name="Telefoon", without_invited=without_invited, by=person, now=NOW
    )
    return f"/feed/{secret}.ics"


def get(path: str, method: str = "GET", **headers: str) -> Any:
    """Ask for an address as a program does: without cookies, and with no header but these."""
    return Client().generic(method, path, headers=headers)


def events(path: str) -> list[Any]:
    """Return the events of a calendar, read strictly."""
    response = get(path)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    return list(calendar.walk("VEVENT"))


def titles(path: str) -> list[str]:
    """Return the titles of the events of a calendar, in their order."""
    return [str(event["SUMMARY"]) for event in events(path)]
