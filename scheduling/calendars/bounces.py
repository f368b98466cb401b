"""Reads the report of a mail server that a mail was not delivered (RFC 3464)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scheduling.calendars import mime

if TYPE_CHECKING:
    from email.message import Message

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = (
    "message/rfc822",
    "message/global",
    "message/global-headers",
    "text/rfc822-headers",
)
_STATUS = re.compile(rb"^Status:[ \t]*([245])\.", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(rb"^Action:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^<>\s]{1,200})>", re.IGNORECASE | re.MULTILINE)
_REFERRED = re.compile(r"<([^<>\s]{1,200})>")


def is_permanent(report: Message) -> bool:
    """Return whether a mail will never arrive; a delay and a delivery are no such thing."""
    statuses = _written(report, _STATUS_TYPES)
    codes = _STATUS.findall(statuses)
    actions = [action.lower() for action in _ACTION.findall(statuses)]
    return b"5" in codes or (not codes and b"failed" in actions)


def returned(report: Message) -> frozenset[str]:
    """Return the Message-IDs of what came back, as the report quotes and names them."""
    quoted = _MESSAGE_ID.findall(_written(report, _RETURNED_TYPES))
    named = _REFERRED.findall(
        " ".join(mime.header(report, name) for name in ("In-Reply-To", "References"))
    )
    return frozenset([*(each.decode("ascii", "replace") for each in quoted), *named])


def _written(report: Message, kinds: tuple[str, ...]) -> bytes:
    """Return the parts of these kinds, as they were written."""
    inside = report.get_payload()
    if not isinstance(inside, list):
        return b""
    found = [part for part in inside if not isinstance(part, str)]
    return b"\n".join(part.as_bytes() for part in found if part.get_content_type() in kinds)
