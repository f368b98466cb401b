"""Sends the API what nobody thought of: `python -m tests.fuzzing`.

A server on a free port of this machine, over a database that is made for it and holds the cast of
the access table; schemathesis asks every operation of the committed document, with a fixed seed, as
somebody of the office and as a trainee. All of it ends when this program ends.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_SEED = "2027"
# For about two hundred operations; both actors together send well over two thousand requests.
_EXAMPLES = {"office": "8", "trainee": "4"}
_LONGEST = 900
# Somebody would lose the account with which the other questions are asked.
_EXCLUDED = r"/people/\{id\}/_(erase|merge|archive)|/tokens/\{id\}/_revoke|/roles/\{id\}/_end"


def main() -> int:
    """Return 0 when nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/fuzzing.sqlite3"
        tokens = _prepare()
        with _server() as address:
            return max(_ask(address, tokens[actor], number) for actor, number in _EXAMPLES.items())


def _prepare() -> dict[str, str]:
    """Make the database and the cast; return a token for each actor."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.api import cast  # noqa: PLC0415 -- app ready

    return cast.make().tokens


@contextmanager
def _server() -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with subprocess.Popen(  # noqa: S603 -- our own command, no words of others
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/api/v1"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _attempt in range(100):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "the server did not start"
    raise TimeoutError(message)


def _ask(address: str, token: str, examples: str) -> int:
    """Return how schemathesis ended: 0 when it found nothing."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(ROOT / "tests" / "fuzzing.toml"),
        "run",
        str(ROOT / "api" / "openapi.json"),
        "--url",
        address,
        "--header",
        f"Authorization: Bearer {token}",
        "--seed",
        _SEED,
        "--max-examples",
        examples,
        "--exclude-path-regex",
        _EXCLUDED,
        "--generation-database",
        "none",
    ]
    # What it finds is found for fewer reasons when the machine decides less.
    ended = subprocess.run(command, cwd=ROOT, timeout=_LONGEST, check=False)  # noqa: S603 -- the same
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
