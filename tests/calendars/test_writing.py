"""What we write is read by everybody, and reads back as what was meant."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped] # has no types
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.calendars import events, itip
from tests.calendars.samples import AMSTERDAM, NASTY, facts
from tests.readers import asking, libical, node, octets
from tests.readers.octets import unfolded

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
# Every plane, control characters and quotes; lone surrogates cannot come in through any door.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
WRITERS: dict[str, Callable[[events.EventFacts], bytes]] = {
    "request": events.request,
    "cancel": events.cancel,
    "single": events.single,
    "feed": lambda each: events.feed(NASTY, [events.vevent(each)]),
}


def event_of(calendar: bytes) -> Any:
    """Return the only event of a calendar, as `icalendar` reads it."""
    read: Any = icalendar.Calendar.from_ical
    (event,) = read(calendar).walk("VEVENT")
    return event


@pytest.mark.parametrize("kind", WRITERS)
def test_every_reader_accepts_what_we_write(kind: str) -> None:
    asking.need_all()

    assert asking.complaints([WRITERS[kind](facts())]) == []


@pytest.mark.parametrize("kind", WRITERS)
def test_calendar_with_nothing_but_a_title_and_a_time_is_accepted(kind: str) -> None:
    bare = {"description": "", "location": "", "url": "", "join_link": "", "categories": ()}

    assert asking.complaints([WRITERS[kind](facts(**bare))]) == []


def test_thunderbird_sees_what_was_meant() -> None:
    asking.need_all()
    meant = facts()

    ((event,),) = [found["events"] for found in node.read([events.request(meant)])]

    assert event["summary"] == meant.title
    assert event["description"] == meant.description.replace("\r\n", "\n")
    assert event["location"] == meant.location
    assert event["url"] == meant.url
    assert event["conference"] == meant.join_link
    assert event["starts"] == meant.starts_at.timestamp()
    assert event["ends"] == meant.ends_at.timestamp()
    assert event["organizer"][1]["cn"] == "Jansen, Piet: “PJ” Müller"
    assert event["organizer"][3] == "mailto:invite+k3j9x@doorgeven.example"
    assert event["attendees"][0][1]["cn"] == "Anna; de Vries, MSc: 'Ann' ^ é🎓"


def test_request_has_its_properties_once_and_no_alarm() -> None:
    lines = unfolded(events.request(facts()))
    names = [line.partition(":")[0].partition(";")[0] for line in lines]

    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "ORGANIZER", "SUMMARY"):
        assert names.count(name) == 1
    assert names.count("ATTENDEE") == 1
    assert "BEGIN:VALARM" not in lines
    assert "X-MICROSOFT-DISALLOW-COUNTER:TRUE" in lines


def test_cancellation_has_no_conference_and_says_that_it_is_off() -> None:
    event = event_of(events.cancel(facts()))

    assert event["STATUS"] == "CANCELLED"
    assert "CONFERENCE" not in event


@pytest.mark.parametrize("writer", [events.single, events.vevent])
def test_feed_and_file_name_nobody(writer: Any) -> None:
    text = writer(facts()).decode()

    assert not any(word in text for word in ("ORGANIZER", "ATTENDEE", "METHOD", "anna@"))
    assert "CLASS:PRIVATE" in text


@settings(max_examples=300)
@given(title=TEXTS, description=TEXTS, location=TEXTS, name=TEXTS)
def test_any_text_reads_back_and_breaks_nothing(
    title: str, description: str, location: str, name: str
) -> None:
    attendee = events.Attendee(name, "anna@example.org")
    written = events.request(
        facts(title=title, description=description, location=location, attendee=attendee)
    )

    assert list(octets.complaints(written)) == []
    event = event_of(written)
    assert str(event["SUMMARY"]) == itip.cleaned(title)
    assert str(event.get("DESCRIPTION", "")) == itip.cleaned(description)
    assert str(event.get("LOCATION", "")) == itip.cleaned(location)
    assert event["ATTENDEE"].params.get("CN", "") == itip.on_one_line(name)
    assert set(event) <= KNOWN


KNOWN = set(event_of(events.request(facts())))


# One answer of Node about many texts: starting it is what takes the time.
@settings(max_examples=2)
@given(st.lists(TEXTS, min_size=120, max_size=120))
def test_any_text_reads_back_in_thunderbird(texts: list[str]) -> None:
    asking.need_all()
    guests = [events.Attendee(text, "anna@example.org") for text in texts]
    written = [
        events.request(facts(title=text, description=text, location=text, attendee=guest))
        for text, guest in zip(texts, guests, strict=True)
    ]

    read = [each["events"][0] for each in node.read(written)]

    cleaned = [itip.cleaned(text) for text in texts]
    assert [event["summary"] for event in read] == cleaned
    # What is empty is not written.
    assert [event["description"] or "" for event in read] == cleaned
    assert [event["location"] or "" for event in read] == cleaned
    names = [event["attendees"][0][1].get("cn", "") for event in read]
    assert names == [itip.on_one_line(text) for text in texts]


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": "u\r\nATTENDEE:mailto:evil@x"},
        {"organizer": events.Party("x", "a@b.c\r\nX-EVIL:1")},
        {"organizer": events.Party("x", "nobody")},
        {"organizer": events.Party("x", "a@b.c,d")},
        {"stamp": dt.datetime(2027, 3, 1)},
        {"starts_at": dt.datetime(2027, 3, 25, 9, 30)},
        {"ends_at": dt.datetime(2027, 3, 25, 11, 0)},
    ],
)
def test_what_could_open_a_line_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"control character|not an e-mail|without a zone"):
        events.request(facts(**changes))


def test_same_facts_are_the_same_bytes_in_every_process() -> None:
    program = (
        "import django, hashlib, sys; django.setup();"
        "from django.utils import translation; translation.activate('en');"
        "from scheduling.calendars import events; from tests.calendars.samples import facts;"
        "sys.stdout.write(hashlib.sha256(events.request(facts())).hexdigest())"
    )
    expected = hashlib.sha256(events.request(facts())).hexdigest()

    for seed in ("1", "2"):
        environment = {
            "PYTHONHASHSEED": seed,
            "DJANGO_SETTINGS_MODULE": "lms.settings",
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
        }
        done = subprocess.run(  # noqa: S603 # our own program
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert done.stdout == expected


@pytest.mark.parametrize("clock", [(9, 30), (19, 30)])
@pytest.mark.parametrize(
    ("day", "offset"),
    [((3, 27), 1), ((3, 28), 2), ((3, 29), 2), ((10, 30), 2), ((10, 31), 1), ((11, 1), 1)],
)
def test_wall_time_stands_right_on_both_sides_of_a_clock_change(
    day: tuple[int, int], offset: int, clock: tuple[int, int]
) -> None:
    asking.need_all()
    starts_at = dt.datetime(2027, *day, *clock, tzinfo=AMSTERDAM)
    expected = dt.datetime(2027, *day, *clock, tzinfo=dt.UTC) - dt.timedelta(hours=offset)
    written = events.request(facts(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2)))

    line = f"DTSTART:{expected:%Y%m%dT%H%M%SZ}"
    assert line in unfolded(written)
    assert line in libical.rewritten(written)
    assert event_of(written)["DTSTART"].dt == expected
    assert vobject.readOne(written.decode()).vevent.dtstart.value == expected
    assert node.read([written])[0]["events"][0]["starts"] == expected.timestamp()


def test_three_hundred_events_are_one_feed() -> None:
    blocks = [events.vevent(facts(uid=f"{number}@doorgeven.example")) for number in range(300)]

    written = events.feed("Mijn agenda, van Anna", blocks)

    found = icalendar.Calendar.from_ical(written)
    assert len(found.walk("VEVENT")) == 300
    assert found["NAME"] == found["X-WR-CALNAME"] == r"Mijn agenda\, van Anna"
    assert asking.complaints([written]) == []


def test_feed_of_kept_events_is_that_of_events_written_now() -> None:
    both = [facts(uid=f"{number}@doorgeven.example") for number in range(2)]
    kept = [events.vevent(each) for each in both]

    written = events.feed("Agenda", kept)

    assert written == events.feed("Agenda", (events.vevent(each) for each in both))
    assert b"".join(kept) in written
    assert events.single(both[0]).count(kept[0]) == 1


def test_empty_feed_is_a_calendar() -> None:
    lines = unfolded(events.feed("Agenda", []))

    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Doorgeven//Doorgeven//NL",
        "CALSCALE:GREGORIAN",
        "NAME:Agenda",
        "X-WR-CALNAME:Agenda",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "END:VCALENDAR",
        "",
    ]


def test_one_module_knows_the_writer_and_nothing_reads_with_it() -> None:
    folders = [
        folder
        for folder in ROOT.iterdir()
        if folder.is_dir() and folder.name not in ("tests", "bench", "var", ".venv")
    ]
    users = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in folder.rglob("*.py")
        if "ics" in _imported(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert users == {"scheduling/calendars/itip.py"}
    # `ics.Calendar(text)` reads; ours takes nothing but words it writes.
    with pytest.raises(TypeError):
        itip.ItipCalendar("BEGIN:VCALENDAR")  # type: ignore[misc] # what is asked here


def _imported(tree: ast.AST) -> set[str]:
    """Return the packages that a module imports, at its top or anywhere else."""
    names: set[str] = set()
    for each in ast.walk(tree):
        if isinstance(each, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in each.names}
        if isinstance(each, ast.ImportFrom) and each.module and not each.level:
            names.add(each.module.partition(".")[0])
    return names
