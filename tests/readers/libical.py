"""libical, through ctypes: it knows which properties iTIP asks of which METHOD."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
from typing import Any


@functools.cache
def library() -> Any:
    """Return libical, or None on a machine that does not have it."""
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    found = ctypes.CDLL(name)
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for function, result in (
        ("icalparser_parse_string", pointer),
        ("icalrestriction_check", ctypes.c_int),
        ("icalcomponent_count_errors", ctypes.c_int),
        ("icalcomponent_as_ical_string", text),
        ("icalcomponent_free", None),
    ):
        getattr(found, function).restype = result
        getattr(found, function).argtypes = [text if result is pointer else pointer]
    return found


def complaints(calendar: bytes) -> list[str]:
    """Return what libical says against a calendar, for its METHOD."""
    ical = library()
    component = ical.icalparser_parse_string(calendar)
    if not component:
        return ["cannot be parsed"]
    try:
        is_right = ical.icalrestriction_check(component)
        if is_right and not ical.icalcomponent_count_errors(component):
            return []
        said = ical.icalcomponent_as_ical_string(component).replace(b"\r\n ", b"")
        lines = said.decode("utf-8", "replace").splitlines()
        errors = [line for line in lines if line.startswith("X-LIC-ERROR")]
        return errors or ["restrictions are not met"]
    finally:
        ical.icalcomponent_free(component)
