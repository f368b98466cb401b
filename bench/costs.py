"""What the program costs before anybody asks anything: its tables and its memory."""

from __future__ import annotations

import re
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.database import finish, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.database import Server

_ASKED = b"GET /api/v1/openapi.json HTTP/1.0\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n\r\n"
_TIMES = 20


def migrating(server: Server) -> float:
    """Return how many seconds all migrations take on an empty database."""
    uri = server.make("empty")
    started = time.monotonic()
    finish(start(uri, "manage.py", "migrate", "--verbosity=0"))
    return time.monotonic() - started


def memory(uri: str, production: Mapping[str, str]) -> float:
    """Return how many MiB two workers of the server of production hold, once they were asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    words = ("-m", "gunicorn", "lms.wsgi", "--workers=2", "--preload", f"--bind=127.0.0.1:{port}")
    server = start(uri, *words, "--log-level=warning", **production)
    try:
        for _each in range(_TIMES):
            _ask(port)
        held = [_held(process) for process in (server.pid, *_children(server.pid))]
    finally:
        server.terminate()
        server.wait(timeout=10)
    return sum(held) / 1024


def _ask(port: int) -> None:
    for _attempt in range(100):
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                connection.sendall(_ASKED)
                while connection.recv(65_536):
                    pass
                return
        time.sleep(0.1)
    message = "the server did not start"
    raise TimeoutError(message)


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _held(process: int) -> int:
    """Return the memory of a process in KiB, what it shares counted for its share."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB$", text, re.MULTILINE)
    return int(found[1]) if found else sys.maxsize
