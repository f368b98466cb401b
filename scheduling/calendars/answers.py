"""Reads the answer out of a calendar file, however the program that wrote it spells things."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import icalendar

from scheduling.calendars import mime
from scheduling.calendars.claims import Claim, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CALENDAR = 128 * 1024
_KINDS = {"REPLY": Kind.REPLY, "COUNTER": Kind.COUNTER}
# A SEQUENCE that no column holds is no SEQUENCE.
_MAX_SEQUENCE = 2**31 - 1


def claim(raw: bytes, known: Mapping[str, Any]) -> Claim:
    """Return what a calendar says; `known` is what the mail around it says.

    Nothing of the file is used but the answer: who the organiser is, which zone it names and when
    it repeats are the sender's word only.
    """
    if len(raw) > MAX_CALENDAR:
        return Claim(kind=Kind.TOO_BIG, **known)
    found = icalendar.Calendar.from_ical(mime.decoded(raw), multiple=True)
    if not found:
        return Claim(kind=Kind.BROKEN, **known)
    method = str(found[0].get("METHOD", "")).strip().upper()
    kind = _KINDS.get(method, Kind.OTHER_CALENDAR)
    events = found[0].walk("VEVENT")
    if len(events) != 1:
        return Claim(kind=kind, events=len(events), **known)
    return Claim(kind=kind, events=1, **known, **_of_event(events[0]))


def _of_event(event: icalendar.Component) -> dict[str, Any]:
    attendees = _all(event, "ATTENDEE")
    first = attendees[0] if attendees else None
    said = event.get("COMMENT") or _parameter(first, "X-RESPONSE-COMMENT")
    return {
        "attendees": len(attendees),
        "attendee": _address(first),
        "partstat": mime.plain(_parameter(first, "PARTSTAT"), 20).upper(),
        "uid": mime.plain(str(event.get("UID", "")), 200).lower(),
        "sequence": _sequence(event),
        "is_of_series": "RECURRENCE-ID" in event,
        "stamp": _moment(event, "DTSTAMP"),
        "starts_at": _moment(event, "DTSTART"),
        "comment": mime.plain(str(said[0] if isinstance(said, list) else said)),
    }


def _all(event: icalendar.Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _parameter(value: object, name: str) -> str:
    parameters = getattr(value, "params", {})
    return str(parameters.get(name, ""))


def _address(value: object) -> str:
    """Return the address of somebody; what a calendar writes before it comes in both cases."""
    text = str(value or "").strip().lower().removeprefix("mailto:")
    return mime.plain(text.strip("<> "), 254)


def _sequence(event: icalendar.Component) -> int:
    try:
        found = int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0
    return min(max(found, 0), _MAX_SEQUENCE)


def _moment(event: icalendar.Component, name: str) -> dt.datetime | None:
    """Return an instant in UTC, or None for what is none: a date, or a clock without its zone."""
    value = getattr(event.get(name), "dt", None)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None
