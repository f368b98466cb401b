"""A mail server on this machine that keeps what it receives, and can be made to say no."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
TAKEN = "250 taken"
# Whom this server never heard of.
NOBODY = "nobody@example.org"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it came over the wire."""

    sender: str
    address: str
    body: bytes
    at: float


class Sink:
    """Receives mail on the loopback address while it is open; refuses connections while not.

    `answers` says what is answered to each mail, `seconds` how long that takes.
    """

    def __init__(self, answers: Callable[[], str] = lambda: TAKEN, seconds: float = 0) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.refused_at = 0.0
        self.port = _free_port()
        self._answers = answers
        self._seconds = seconds
        self._controller: Controller | None = None

    def open(self) -> None:
        """Accept connections."""
        self._controller = Controller(self, hostname=HOST, port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Refuse connections, and end those that there are."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    async def handle_EHLO(  # noqa: N802 -- the library finds it by this name
        self,
        _server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """Count the connection."""
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802 -- the same
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Accept everybody who is known."""
        if address == NOBODY:
            return "550 unknown"
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(  # noqa: N802 -- the same
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail when it is taken."""
        await asyncio.sleep(self._seconds)
        answer = self._answers()
        if not answer.startswith("2"):
            self.refused_at = time.monotonic()
            return answer
        body = envelope.original_content or b""
        self.received.append(
            Received(envelope.mail_from or "", envelope.rcpt_tos[0], body, time.monotonic())
        )
        return answer


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port
