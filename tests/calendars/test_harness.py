"""The readers refuse what is wrong: a harness that says yes to everything proves nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduling.calendars import events
from tests.calendars.samples import facts, folded
from tests.readers import asking
from tests.readers.octets import unfolded

ROOT = Path(__file__).resolve().parent.parent.parent
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


ATTENDEE = "ATTENDEE;CN={};RSVP=TRUE:mailto:anna@x.org"
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
    "a name escaped as a text": ("octets", other("ATTENDEE", ATTENDEE.format(r"A\, B"))),
    "a name that ends too early": ("octets", other("ATTENDEE", ATTENDEE.format("A: B"))),
    "an attendee who is not asked": ("octets", other("ATTENDEE", "ATTENDEE:mailto:anna@x.org")),
    "two attendees": ("octets", twice("ATTENDEE")),
    "a text with a bare comma": ("octets", other("LOCATION", "LOCATION:here, there")),
    "an escape that is none": ("octets", other("LOCATION", r"LOCATION:here\rthere")),
    "a start in a zone": ("octets", other("DTSTART", "DTSTART;TZID=UTC:20270325T083000")),
    "an end before the start": ("octets", other("DTEND", "DTEND:20270325T083000Z")),
    "a series": ("octets", other("LOCATION", "RRULE:FREQ=WEEKLY;COUNT=3")),
    "a rule that is none": ("ical.js", other("LOCATION", "RRULE:FREQ=SOMETIMES")),
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

    expected = ["octets: a STATUS that does not go with METHOD:CANCEL"]
    assert asking.complaints([spoiled]) == expected


def test_feed_that_names_who_comes_is_refused() -> None:
    spoiled = events.request(facts()).replace(b"METHOD:REQUEST\r\n", b"")

    found = asking.complaints([spoiled])

    assert {"octets: ORGANIZER 1 times", "octets: ATTENDEE 1 times"} <= set(found)


def test_every_calendar_of_many_is_asked_about() -> None:
    asking.need_all()
    good = events.single(facts())
    wrong = good.replace(b"DTSTART:2027", b"DTSTART:MMXX")

    readers = {said.partition(":")[0] for said in asking.complaints([good, wrong, good])}

    assert readers == {"octets", "icalendar", "vobject", "libical", "ical.js"}


@pytest.mark.parametrize(("every", "ended"), [("0", "Skipped"), ("1", "Failed")])
def test_machine_without_a_reader_skips_or_fails_when_told_that_all_are_there(
    every: str, ended: str, tmp_path: Path
) -> None:
    environment = {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT), "ALL_READERS": every}
    program = (
        "from tests.readers import asking\n"
        "try: asking.need_all()\n"
        "except BaseException as no: print(type(no).__name__, no)"
    )

    done = subprocess.run(  # noqa: S603 # our own program
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )

    assert done.stdout.startswith(f"{ended} not on this machine: ")
    assert "ical.js (Node, and npm ci in tests/readers)" in done.stdout


@pytest.mark.parametrize("trigger", ["P", "PT", "P1W1D", "-PT"])
def test_duration_that_is_none_is_refused(trigger: str) -> None:
    lines = unfolded(events.single(facts()))
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", "DESCRIPTION:x", "END:VALARM"]
    at = lines.index("END:VEVENT")

    found = asking.complaints([folded([*lines[:at], *alarm, *lines[at:]])])

    assert f"octets: TRIGGER:{trigger} is no duration" in found
