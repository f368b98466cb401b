"""A mail server that is made up, and what a calendar program does with what arrives."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mail.delivery.answers import Answer, Verdict

if TYPE_CHECKING:
    import random

    from mail.models import Message

# The share of attempts at which the mail server says “not now”.
_REFUSED = 0.1


class Crash(BaseException):
    """The program is gone, between any two of its queries: no `except Exception` sees it."""


@dataclass
class Mailboxes:
    """A mail server that keeps what it took, in order, and dies before or after taking it."""

    chance: random.Random
    rate: float
    wire: list[tuple[str, str, bytes]] = field(default_factory=list)

    def open(self) -> bool:
        """Be there."""
        return True

    def close(self) -> None:
        """Do nothing."""

    def send(self, message: Message) -> Answer:
        """Take a message, refuse it for now, or crash before or after taking it."""
        self._maybe_crash()
        if self.chance.random() < _REFUSED:
            return Answer(Verdict.NOT_NOW, "451")
        self.wire.append((message.address, message.message_id, bytes(message.body or b"")))
        self._maybe_crash()
        return Answer(Verdict.TAKEN)

    def _maybe_crash(self) -> None:
        if self.chance.random() < self.rate * 10:
            raise Crash


@dataclass(frozen=True, order=True)
class Version:
    """What a calendar compares: the higher SEQUENCE wins, then the later DTSTAMP (RFC 5546)."""

    sequence: int
    stamp: str
    method: str = field(compare=False)
    shown: tuple[str, ...] = field(compare=False)


def read(body: bytes) -> Version:
    """Return what a calendar program takes from a mail."""
    (part,) = [
        part
        for part in email.message_from_bytes(body).walk()
        if part.get_content_type() == "text/calendar"
    ]
    payload: Any = part.get_payload(decode=True)
    text = payload.replace(b"\r\n ", b"").decode()

    def value(name: str) -> str:
        found = re.search(rf"^{name}(?:;[^:\r]*)?:(.*)\r$", text, re.MULTILINE)
        return found[1] if found else ""

    shown = (value("DTSTART"), value("DTEND"), value("CONFERENCE"))
    return Version(int(value("SEQUENCE")), value("DTSTAMP"), value("METHOD"), shown)
