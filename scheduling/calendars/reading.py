"""Reads a mail that came in. Whatever it holds, this neither raises nor takes long."""

from __future__ import annotations

import email
from email import policy
from email.utils import getaddresses
from typing import TYPE_CHECKING, Any

from scheduling.calendars import answers, bounces, mime
from scheduling.calendars.claims import Claim, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

MAX_MAIL = 512 * 1024
# Each line is held against every multipart around it: two hundred of them cost minutes.
_MAX_MULTIPARTS = 16
_MAX_PARTS = 500
_AUTHENTICATION_LIMIT = 200


def read(raw: bytes) -> Claim:
    """Return what a mail says. A mail over `MAX_MAIL` bytes is not looked into."""
    if len(raw) > MAX_MAIL:
        return Claim(kind=Kind.TOO_BIG)
    if raw.lower().count(b"multipart/") > _MAX_MULTIPARTS or raw.count(b"\n--") > _MAX_PARTS:
        return Claim(kind=Kind.BROKEN)
    try:
        return _read(raw)
    except Exception:  # noqa: BLE001 # whatever a library raises over it, it could not be read
        return Claim(kind=Kind.BROKEN)


def _read(raw: bytes) -> Claim:
    # The newer policy parses headers in a time that grows with the square of their length.
    mail: Message = email.message_from_bytes(raw, policy=policy.compat32)
    known: dict[str, Any] = {"senders": _senders(mail), "authentication": _authentication(mail)}
    if mail.get_content_type() == "multipart/report":
        return _report(mail, known)
    calendar = _calendar(mail)
    if calendar is not None:
        return answers.claim(calendar, known)
    if _is_automatic(mail):
        return Claim(kind=Kind.AUTOMATIC, **known)
    return Claim(kind=Kind.LETTER, comment=mime.first_text(mail), **known)


def _calendar(mail: Message) -> bytes | None:
    """Return the calendar: by its type, else what is attached under the name of one."""
    attached = None
    for part in mime.parts(mail):
        kind = part.get_content_type()
        if kind == "text/calendar":
            return mime.payload(part)
        named = mime.header(part, "Content-Type") + mime.header(part, "Content-Disposition")
        if attached is None and (kind == "application/ics" or ".ics" in named.lower()):
            attached = part
    return None if attached is None else mime.payload(attached)


def _report(mail: Message, known: Mapping[str, Any]) -> Claim:
    if not bounces.is_permanent(mail):
        return Claim(kind=Kind.AUTOMATIC, **known)
    return Claim(kind=Kind.BOUNCE, about=bounces.returned(mail), **known)


def _senders(mail: Message) -> frozenset[str]:
    found = getaddresses([mime.header(mail, "From")])
    return frozenset(address.lower() for _name, address in found if address)


def _authentication(mail: Message) -> str:
    # Our own mail server writes above what the sender wrote.
    written = mime.header(mail, "Authentication-Results")
    return mime.plain(" ".join(written.split()), _AUTHENTICATION_LIMIT)


def _is_automatic(mail: Message) -> bool:
    """Return whether a machine wrote it (RFC 3834, and what older programs do)."""
    submitted = mime.header(mail, "Auto-Submitted").strip().lower() or "no"
    precedence = mime.header(mail, "Precedence").strip().lower()
    return (
        not submitted.startswith("no")
        or precedence in ("auto_reply", "bulk", "junk")
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond"))
    )
