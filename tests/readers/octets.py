"""What every reader takes for granted and none complains about: bytes and order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 75
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY")
_DURATION = re.compile(r"[+-]?P(?=\d|T\d)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)\Z")


def complaints(calendar: bytes) -> Iterator[str]:
    """Yield what is wrong with the bytes and the structure of a calendar (RFC 5545 §3.1, §3.6)."""
    yield from _ends(calendar)
    yield from _lengths(calendar)
    lines = calendar.replace(b"\r\n ", b"").decode("utf-8", "replace").split("\r\n")
    yield from _order(lines)
    yield from _counts(lines)
    yield from _values(lines)


def _ends(calendar: bytes) -> Iterator[str]:
    if not calendar.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end in END:VCALENDAR and CR LF"
    if b"\n" in calendar.replace(b"\r\n", b"") or b"\r" in calendar.replace(b"\r\n", b""):
        yield "a line end that is not CR LF"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", calendar):
        yield "a control character"


def _lengths(calendar: bytes) -> Iterator[str]:
    for line in calendar.split(b"\r\n"):
        if len(line) > _LIMIT:
            yield f"a line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a line that is cut inside a character"


def _order(lines: list[str]) -> Iterator[str]:
    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    opened = [line for line in lines if line.startswith("BEGIN:")]
    first = names.index("BEGIN", 1) if len(opened) > 1 else len(names)
    for name in ("VERSION", "PRODID", "METHOD", "CALSCALE"):
        if name in names[first:]:
            yield f"{name} after the first component"
    depth = 0
    for name, following in pairwise(names):
        depth += {"BEGIN": 1, "END": -1}.get(name, 0)
        if name == "END" and depth > 1 and following not in ("BEGIN", "END"):
            yield f"{following} after a component"


def _counts(lines: list[str]) -> Iterator[str]:
    for event in "\r\n".join(lines).split("BEGIN:VEVENT")[1:]:
        names = [line.partition(":")[0].partition(";")[0] for line in event.split("\r\n")]
        for name in _ONCE:
            if names.count(name) != 1:
                yield f"{name} {names.count(name)} times"


def _values(lines: list[str]) -> Iterator[str]:
    method = next((line[7:] for line in lines if line.startswith("METHOD:")), "")
    if method not in ("", "REQUEST", "CANCEL"):
        yield f"METHOD:{method}"
    for line in lines:
        name, _colon, value = line.partition(":")
        if name.startswith("TRIGGER") and (
            not _DURATION.match(value) or value.endswith(("P", "T"))
        ):
            yield f"{line} is no duration"
        if name.startswith("ATTENDEE") and ":mailto:" not in line:
            yield "an ATTENDEE without mailto:"
    if method == "CANCEL" and "STATUS:CANCELLED" not in lines:
        yield "a cancellation whose STATUS is not CANCELLED"
