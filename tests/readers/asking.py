"""One question to all readers: is anything wrong with these calendars?"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

import icalendar
import pytest
import vobject  # type: ignore[import-untyped] # has no types

from tests.readers import libical, node, octets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Where every reader has to be there: a machine without one would otherwise prove less, unseen.
ALL = os.environ.get("ALL_READERS") == "1"


def lack(what: str) -> NoReturn:
    """Skip the test for what this machine has not, or fail it where everything has to be there."""
    if ALL:
        pytest.fail(what)
    pytest.skip(what)


def missing() -> list[str]:
    """Return the readers that this machine does not have."""
    found = []
    if libical.library() is None:
        found.append("libical (Debian: libical3)")
    if node.command() is None:
        found.append("ical.js (Node, and npm ci in tests/readers)")
    return found


def need_all() -> None:
    """Skip the test where a reader is not there, or fail it where all of them have to be."""
    if not (lacking := missing()):
        return
    lack(f"not on this machine: {', '.join(lacking)}")


def complaints(calendars: Sequence[bytes]) -> list[str]:
    """Return what the readers say against these calendars, each with the name of the reader.

    Those that are not there say nothing: a test that rests on them calls `need_all` first.
    """
    found = [line for calendar in calendars for line in _each(calendar)]
    if node.command() is not None:
        found += [f"ical.js: {line}" for lines in node.complaints(calendars) for line in lines]
    return found


def _each(calendar: bytes) -> Iterator[str]:
    yield from (f"octets: {line}" for line in octets.complaints(calendar))
    yield from (f"icalendar: {line}" for line in _icalendar(calendar))
    yield from (f"vobject: {line}" for line in _vobject(calendar))
    if libical.library() is not None:
        yield from (f"libical: {line}" for line in libical.complaints(calendar))


def _icalendar(calendar: bytes) -> Iterator[str]:
    try:
        found = icalendar.Calendar.from_ical(calendar)
    except ValueError as error:
        yield str(error)[:200]
        return
    for component in found.walk():
        # It reads on after what it cannot read, and keeps why here.
        yield from (f"{name}: {error}"[:200] for name, error in component.errors)
        required: tuple[str, ...] = component.required
        yield from (f"missing {name}" for name in required if name not in component)


def _vobject(calendar: bytes) -> Iterator[str]:
    try:
        for component in vobject.readComponents(calendar.decode(), validate=True):
            component.validate(raiseException=True)
    except Exception as error:  # noqa: BLE001 # it raises what it likes, and all of it is a no
        yield f"{type(error).__name__}: {error}"[:200]
