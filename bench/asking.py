"""Asks the program as its server does, in this process, and counts what it costs."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from django.db import connection

# This makes Django ready as well, which is why a module that asks can name models at its top.
from lms.wsgi import application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Any: the types of the handler ask for more than a server has to give.
_PROGRAM: Any = application
_WARM = 3
# However often it was meant to be asked, no longer than this in seconds.
_LONGEST = 4.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer costs: milliseconds of CPU, here and in the database, and queries."""

    cpu: float
    queries: int


class Program:
    """The program of production, and who asks it."""

    def __init__(self, token: str) -> None:
        """Take the token of who asks."""
        self._token = token

    def get(self, address: str, accept: str = "application/json") -> bytes:
        """Return what the program answers.

        :raises RuntimeError: when that is anything but 200.
        """
        status, body = self._ask("GET", address, accept)
        return _expect(status, b"".join(body), 200)

    def stream(self, address: str, accept: str) -> Iterator[bytes]:
        """Return the pieces of a long answer as they come."""
        _status, body = self._ask("GET", address, accept)
        yield from body

    def post(self, address: str, body: bytes = b"", expected: int = 200) -> bytes:
        """Return what the program answers to something that was sent to it."""
        status, answered = self._ask("POST", address, "application/json", body)
        return _expect(status, b"".join(answered), expected)

    def _ask(
        self, method: str, address: str, accept: str, body: bytes = b""
    ) -> tuple[str, Iterator[bytes]]:
        path, _mark, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": f"/api/v1{path}",
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            "HTTP_AUTHORIZATION": f"Bearer {self._token}",
            "HTTP_ACCEPT": accept,
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/json",
        }
        setup_testing_defaults(environ)
        heard: list[str] = []
        answered = _PROGRAM(environ, lambda status, *_rest: heard.append(status))
        return heard[0], _pieces(answered)


def cost(ask: Callable[[], object], most: int) -> Cost:
    """Return what it costs to ask, once it is warm: the mean of so many times."""
    for _each in range(_WARM):
        ask()
    asked: list[str] = []
    with connection.execute_wrapper(_noting(asked)):
        ask()
    started, before, times = time.monotonic(), cpu(), 0
    while times < most and time.monotonic() - started < _LONGEST:
        ask()
        times += 1
    return Cost((cpu() - before) / times, len(asked))


def cpu() -> float:
    """Return the CPU time so far of this process and its connection, in milliseconds."""
    connection.ensure_connection()
    return time.process_time() * 1_000 + spent(connection.connection.info.backend_pid)


def spent(process: int) -> float:
    """Return the CPU time of a process so far, in milliseconds: none when it is gone."""
    try:
        statistics = Path(f"/proc/{process}/schedstat").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0.0
    return int(statistics.split()[0]) / 1_000_000


def _noting(asked: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return note


def _pieces(answered: Any) -> Iterator[bytes]:
    try:
        yield from answered
    finally:
        answered.close()


def _expect(status: str, body: bytes, expected: int) -> bytes:
    if not status.startswith(str(expected)):
        message = f"{status}: {body[:500].decode(errors='replace')}"
        raise RuntimeError(message)
    return body
