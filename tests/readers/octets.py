"""What every reader takes for granted and none complains about: bytes, order, and the words of it.

Only for calendars that are ours: it refuses what we decided never to write as well, such as a
series, or an attendee in a feed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 75
_FIRST = ("VERSION", "PRODID", "METHOD", "CALSCALE")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS")
# Every meeting is an event of its own, in UTC.
_NEVER = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION")
_STATUS = {"": "CONFIRMED", "REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME")
_TEXT = re.compile(r"([^\\,;]|\\[\\,;n])*")
_INSTANT = re.compile(r"(DTSTAMP|DTSTART|DTEND|LAST-MODIFIED):\d{8}T\d{6}Z")
_PARTY = re.compile(
    r'[A-Z]+(;[A-Z-]+=("[^"\\]*"|[^",;:\\]*))*:mailto:[^\s@,;:"<>\\]+@[^\s@,;:"<>\\]+'
)
_DURATION = re.compile(
    r"[+-]?P(\d+W|\d+D(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|T(?=\d)(\d+H)?(\d+M)?(\d+S)?)"
)


def complaints(calendar: bytes) -> Iterator[str]:
    """Yield what is wrong with a calendar of ours (RFC 5545 §3.1–§3.6, RFC 5546 §3.2)."""
    yield from _ends(calendar)
    yield from _lengths(calendar)
    lines = unfolded(calendar)
    method = next((line[7:] for line in lines if line.startswith("METHOD:")), "")
    if method not in _STATUS:
        yield f"METHOD:{method}"
    yield from _order([_name(line) for line in lines])
    for event in _events(lines):
        yield from _counts([_name(line) for line in event], method)
        if f"STATUS:{_STATUS.get(method)}" not in event:
            yield f"a STATUS that does not go with METHOD:{method}"
        starts, ends = (_value(event, name) for name in ("DTSTART", "DTEND"))
        if not starts < ends:
            yield "an end that is not after the start"
    for line in lines:
        yield from _line(line)


def unfolded(calendar: bytes) -> list[str]:
    """Return the lines of a calendar as they were before they were folded."""
    return calendar.replace(b"\r\n ", b"").decode("utf-8", "replace").split("\r\n")


def _ends(calendar: bytes) -> Iterator[str]:
    if not calendar.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end in END:VCALENDAR and CR LF"
    rest = calendar.replace(b"\r\n", b"")
    if b"\n" in rest or b"\r" in rest:
        yield "a line end that is not CR LF"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]", calendar):
        yield "a control character"


def _lengths(calendar: bytes) -> Iterator[str]:
    for line in calendar.split(b"\r\n"):
        if len(line) > _LIMIT:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line that is cut inside a character"


def _order(names: list[str]) -> Iterator[str]:
    first = names.index("BEGIN", 1) if names.count("BEGIN") > 1 else len(names)
    for name in _FIRST:
        if name in names[first:]:
            yield f"{name} after the first component"
    depth = 0
    for name, following in pairwise(names):
        depth += {"BEGIN": 1, "END": -1}.get(name, 0)
        if name == "END" and depth > 0 and following not in ("BEGIN", "END"):
            yield f"{following} after a component"


def _counts(names: list[str], method: str) -> Iterator[str]:
    people = 1 if method else 0
    expected = dict.fromkeys(_ONCE, 1) | {"ORGANIZER": people, "ATTENDEE": people}
    for name, number in {**expected, **dict.fromkeys(_NEVER, 0)}.items():
        if names.count(name) != number:
            yield f"{name} {names.count(name)} times"


def _line(line: str) -> Iterator[str]:
    name, value = _name(line), line.partition(":")[2]
    if name in _TEXTS and not _TEXT.fullmatch(value):
        yield f"{name} is not escaped as a text"
    if name in ("DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED") and not _INSTANT.fullmatch(line):
        yield f"{name} is not in UTC"
    if name in ("ORGANIZER", "ATTENDEE") and not _PARTY.fullmatch(line):
        yield f"{name} is torn, or without mailto:"
    if name in ("TRIGGER", "REFRESH-INTERVAL", "X-PUBLISHED-TTL") and not _DURATION.fullmatch(
        value
    ):
        yield f"{name}:{value} is no duration"
    if name == "ATTENDEE" and ";RSVP=TRUE" not in line:
        yield "an ATTENDEE who is not asked"


def _events(lines: list[str]) -> Iterator[list[str]]:
    for event in "\r\n".join(lines).split("BEGIN:VEVENT\r\n")[1:]:
        yield event.partition("\r\nEND:VEVENT")[0].split("\r\n")


def _value(lines: list[str], name: str) -> str:
    return next((line.partition(":")[2] for line in lines if _name(line) == name), "")


def _name(line: str) -> str:
    return line.partition(":")[0].partition(";")[0]
