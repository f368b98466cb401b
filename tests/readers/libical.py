"""libical, through ctypes: it knows which properties iTIP asks of which METHOD."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a library lies when the machine has no program that knows; whichever version it is.
_PLACES = ("/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")
_NAMES = ("libical.so*", "*/libical.so*", "libical*.dylib")


@functools.cache
def library() -> Any:
    """Return libical, or None on a machine that does not have it."""
    name = ctypes.util.find_library("ical") or _found()
    if name is None:
        return None
    found = ctypes.CDLL(name)
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for function, takes, gives in (
        ("icalparser_parse_string", text, pointer),
        ("icalrestriction_check", pointer, ctypes.c_int),
        ("icalcomponent_count_errors", pointer, ctypes.c_int),
        ("icalcomponent_as_ical_string", pointer, text),
        ("icalcomponent_free", pointer, None),
    ):
        getattr(found, function).argtypes = [takes]
        getattr(found, function).restype = gives
    return found


def complaints(calendar: bytes) -> list[str]:
    """Return what libical says against a calendar, for its METHOD."""
    with _parsed(calendar) as component:
        if not component:
            return ["cannot be parsed"]
        is_right = library().icalrestriction_check(component)
        if is_right and not library().icalcomponent_count_errors(component):
            return []
        errors = [line for line in _written(component) if line.startswith("X-LIC-ERROR")]
        return errors or ["restrictions are not met"]


def rewritten(calendar: bytes) -> list[str]:
    """Return the lines of a calendar as libical writes what it read."""
    with _parsed(calendar) as component:
        return _written(component)


@contextlib.contextmanager
def _parsed(calendar: bytes) -> Iterator[Any]:
    component = library().icalparser_parse_string(calendar)
    try:
        yield component
    finally:
        if component:
            library().icalcomponent_free(component)


def _written(component: Any) -> list[str]:
    said: bytes = library().icalcomponent_as_ical_string(component)
    return said.replace(b"\r\n ", b"").decode("utf-8", "replace").splitlines()


def _found() -> str | None:
    paths = (path for place in _PLACES for name in _NAMES for path in Path(place).glob(name))
    return next(map(str, sorted(paths)), None)
