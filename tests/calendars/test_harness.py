"""The readers refuse what is wrong: a harness that says yes to everything proves nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scheduling.calendars import events
from tests.calendars.samples import facts, folded, unfolded
from tests.readers import asking

Lines = list[str]
Spoil = Callable[[Lines], Lines]


def without(name: str) -> Spoil:
    """Leave out the lines of a property."""
    return lambda lines: [line for line in lines if not line.startswith(name)]


def twice(name: str) -> Spoil:
    """Write the line of a property two times."""
    return lambda lines: [
        each for line in lines for each in ([line, line] if line.startswith(name) else [line])
    ]


def other(name: str, line: str) -> Spoil:
    """Write another line for a property."""
    return lambda lines: [line if each.startswith(name) else each for each in lines]


def method_last(lines: Lines) -> Lines:
    """Write METHOD after the events, as `ics` does."""
    rest = [line for line in lines if not line.startswith("METHOD")]
    return [*rest[:-2], "METHOD:REQUEST", *rest[-2:]]


WRONG: dict[str, tuple[str, Spoil]] = {
    "no organiser": ("libical", without("ORGANIZER")),
    "no attendee": ("libical", without("ATTENDEE")),
    "no DTSTAMP": ("libical", without("DTSTAMP")),
    "no PRODID": ("libical", without("PRODID")),
    "no UID": ("vobject", without("UID")),
    "two sequences": ("libical", twice("SEQUENCE")),
    "two starts": ("octets", twice("DTSTART")),
    "METHOD after the events": ("octets", method_last),
    "a start that is none": ("ical.js", other("DTSTART", "DTSTART:2027-03-25 08:30")),
    "a status that is none": ("libical", other("STATUS", "STATUS:BOGUS")),
    "a method that is none": ("octets", other("METHOD", "METHOD:BOGUS")),
    "an attendee without mailto": ("octets", other("ATTENDEE", "ATTENDEE;RSVP=TRUE:anna@x.org")),
    "a torn name": ("icalendar", other("ATTENDEE", 'ATTENDEE;CN="A" B":mailto:anna@x.org')),
    "a line that is none": ("icalendar", other("LOCATION", "just a text")),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused_by_the_reader_that_sees_it(name: str) -> None:
    asking.need_all()
    reader, spoil = WRONG[name]

    found = asking.complaints([folded(spoil(unfolded(events.request(facts()))))])

    assert reader in {complaint.partition(":")[0] for complaint in found}


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "no last line end": lambda calendar: calendar.removesuffix(b"\r\n"),
    "bare line feeds": lambda calendar: calendar.replace(b"\r\n", b"\n"),
    "a line that is not folded": lambda calendar: calendar.replace(b"\r\n ", b""),
    "a control character": lambda calendar: calendar.replace(b"Zaal", b"Za\x07l"),
    "a cut inside a character": lambda calendar: calendar.replace(
        "é".encode(), b"\xc3\r\n \xa9", 1
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_wrong_bytes_are_refused(name: str) -> None:
    spoiled = BYTES[name](events.request(facts()))

    assert [each for each in asking.complaints([spoiled]) if each.startswith("octets")]


def test_cancellation_that_says_it_is_on_is_refused() -> None:
    spoiled = events.cancel(facts()).replace(b"STATUS:CANCELLED", b"STATUS:CONFIRMED")

    assert "octets: a cancellation whose STATUS is not CANCELLED" in asking.complaints([spoiled])


@pytest.mark.parametrize("trigger", ["P", "PT", "P1W1D", "-PT"])
def test_duration_that_is_none_is_refused(trigger: str) -> None:
    lines = unfolded(events.single(facts()))
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", "DESCRIPTION:x", "END:VALARM"]
    at = lines.index("END:VEVENT")

    found = asking.complaints([folded([*lines[:at], *alarm, *lines[at:]])])

    assert f"octets: TRIGGER:{trigger} is no duration" in found
