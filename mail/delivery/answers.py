"""What a way of sending is, and what it answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mail.models import Message


class Verdict(enum.Enum):
    """What became of one attempt."""

    TAKEN = "taken"
    NOT_NOW = "not now"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one attempt, and the code of why; never a sentence: that can name people."""

    verdict: Verdict
    because: str = ""


class Transport(Protocol):
    """A way by which messages leave."""

    def open(self) -> bool:
        """Be ready to send; False when that is not possible now."""

    def send(self, message: Message) -> Answer:
        """Send the bytes of a message as they are; opened before."""

    def close(self) -> None:
        """Give up what is open."""
