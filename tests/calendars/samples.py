"""An appointment with everything that breaks calendars, and ways to spoil one."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from scheduling.calendars.events import Attendee, EventFacts, Party

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STAMP = dt.datetime(2027, 3, 1, 12, 0, 5, tzinfo=dt.UTC)
NASTY = "Intervisie, groep 3; „ronde” 2 \\ café 🎓 " + "é👩🏽‍🏫" * 30


def facts(**changes: Any) -> EventFacts:
    """Return an appointment of an hour and a half whose texts hold every special sign."""
    values: dict[str, Any] = {
        "uid": "8f1c6a2e-7d0b-4a1f-9b1e-2f5c0f1d3a77@doorgeven.example",
        "sequence": 3,
        "stamp": STAMP,
        "starts_at": dt.datetime(2027, 3, 25, 9, 30, tzinfo=AMSTERDAM),
        "ends_at": dt.datetime(2027, 3, 25, 11, 0, tzinfo=AMSTERDAM),
        "title": NASTY,
        "description": "Regel 1\r\nRegel 2; met, komma\nC:\\new " + NASTY,
        "location": "Zaal 1, Utrecht; NL",
        "url": "https://example.org/m/1?a=1,2;b=3",
        "join_link": "https://meet.example/abc?x=1,2;y=3",
        "organizer": Party("Jansen, Piet: “PJ” Müller", "invite+k3j9x@doorgeven.example"),
        "attendee": Attendee('Anna; de Vries, MSc: "Ann" ^ é🎓', "anna@example.org"),
        # So many that a set of them has another order in each process.
        "categories": ("Intervisie", "a,b", "c", "d", "e", "f", "g", "h"),
    } | changes
    return EventFacts(**values)


def folded(lines: list[str]) -> bytes:
    """Return lines as a calendar, folded where they have to be and cut between characters."""
    out = []
    for line in lines:
        rest = line
        while len(rest.encode()) > 60:
            cut = next(n for n in range(60, 0, -1) if len(rest[:n].encode()) <= 60)
            out.append(rest[:cut])
            rest = " " + rest[cut:]
        out.append(rest)
    return "\r\n".join(out).encode()
