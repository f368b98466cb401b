"""What an invitation and a feed cost: `python -m bench.calendars`; no database, CPU only."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from typing import TYPE_CHECKING

import django
import ics  # type: ignore[import-untyped] # has no types
from django.utils import translation
from rich.console import Console
from rich.table import Table

from bench import report
from scheduling.calendars import events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INVITATIONS, _FEED = 10_000, 300
# So many turns, each in every way: what else the machine does falls on all of them alike.
_TURNS = 20
_STAMP = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.calendars", description=__doc__)
    parser.add_argument("--invitations", type=int, default=_INVITATIONS, help="how many to write")
    parser.add_argument("--feeds", type=int, default=_TURNS, help="how often a feed is written")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    table = Table(*report.BARS)
    # Without a request, Django would look for the language of the default anew for each sentence.
    with translation.override("nl"):
        for line in (*_invitations(asked.invitations), *_feeds(asked.feeds)):
            table.add_row(*report.text(line))
    Console(width=110).print(table)
    return 0


def _invitations(number: int) -> Iterator[report.Line]:
    invited = [_facts(each) for each in range(max(number // _TURNS, 1))]
    ours, bare, off = _side_by_side(
        _TURNS,
        lambda: [events.request(each) for each in invited],
        lambda: [_bare(each) for each in invited],
        lambda: [events.cancel(each) for each in invited],
    )
    count = len(invited) * _TURNS
    yield report.Line(f"an invitation, of {count:,}: CPU", ours / count, 2, "ms")
    yield report.Line("the same event by `ics` alone: CPU", bare / count, unit="ms")
    yield report.Line("an invitation, against `ics` alone", ours / bare, 2, "x")
    yield report.Line("a cancellation: CPU", off / count, 2, "ms")


def _feeds(times: int) -> Iterator[report.Line]:
    shown = [_facts(each) for each in range(_FEED)]
    kept = [events.vevent(each) for each in shown]
    joined, anew = _side_by_side(
        times,
        lambda: events.feed("Agenda", kept),
        lambda: events.feed("Agenda", [events.vevent(each) for each in shown]),
    )
    yield report.Line(f"a feed of {_FEED} events, kept: CPU", joined / times, 1, "ms")
    yield report.Line(f"a feed of {_FEED} events, anew: CPU", anew / times, unit="ms")
    yield report.Line("kept against anew", joined / anew, 0.05, "x")
    size = len(events.feed("Agenda", kept)) / 1024
    yield report.Line(f"a feed of {_FEED} events: size", size, unit="KiB")


def _side_by_side(turns: int, *ways: Callable[[], object]) -> list[float]:
    """Return the CPU of each way in milliseconds, over all turns; the first one warms up."""
    spent = [0.0] * len(ways)
    for turn in range(turns + 1):
        for place, way in enumerate(ways):
            before = time.process_time()
            way()
            if turn:
                spent[place] += (time.process_time() - before) * 1_000
    return spent


def _facts(number: int) -> events.EventFacts:
    starts_at = dt.datetime(2027, 4, 1, 7, 30, tzinfo=dt.UTC) + dt.timedelta(hours=number)
    return events.EventFacts(
        uid=f"8f1c6a2e-7d0b-4a1f-9b1e-{number:012}@doorgeven.example",
        sequence=2,
        stamp=_STAMP,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=2),
        title=f"Intervisie, groep {number}: vragen die verder helpen",
        description=f"Doe online mee: https://meet.example.org/{number}\nPauze: 15 minuten",
        location="De Driehoek, Willemsplantsoen 1c, Utrecht",
        url=f"https://doorgeven.example/appointments/{number}",
        join_link=f"https://meet.example.org/{number}",
        organizer=events.Party("Quinty Muisjes", f"invite+{number:026}@doorgeven.example"),
        attendee=events.Attendee(f"Anna Appelmoes {number}", f"anna{number}@example.org"),
    )


def _bare(facts: events.EventFacts) -> bytes:
    """Return the event as `ics` writes it by itself: the same facts, in a file nobody can use."""
    organizer, attendee = facts.organizer, facts.attendee
    event = ics.Event(
        uid=facts.uid,
        name=facts.title,
        begin=facts.starts_at,
        end=facts.ends_at,
        created=facts.stamp,
        last_modified=facts.stamp,
        description=facts.description,
        location=facts.location,
        url=facts.url,
        status="CONFIRMED",
        transparent=False,
        organizer=organizer and ics.Organizer(organizer.address, common_name=organizer.name),
        attendees=attendee and [_bare_attendee(attendee)],
    )
    calendar = ics.Calendar(events=[event], creator="-//Doorgeven//Doorgeven//NL")
    calendar.method = "REQUEST"
    return str(calendar.serialize()).encode()


def _bare_attendee(attendee: events.Attendee) -> ics.Attendee:
    return ics.Attendee(
        attendee.address,
        common_name=attendee.name,
        rsvp="TRUE",
        role=attendee.role,
        partstat=attendee.partstat,
        cutype="INDIVIDUAL",
    )


if __name__ == "__main__":
    sys.exit(main())
