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
# The boundaries of every field are the same for everybody, so one actor looks for them; what is
# made up, everybody sends. It comes to many more than two thousand requests.
_PHASES = {"office": "coverage,fuzzing,stateful", "trainee": "fuzzing"}
_EXAMPLES = "4"
_LONGEST = 1200
# Somebody would lose the account with which the other questions are asked.
_EXCLUDED = r"/people/\{id\}/_(erase|merge|archive)|/tokens/\{id\}/_revoke|/roles/\{id\}/_end"


def main() -> int:
    """Return 0 when nothing was found."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/fuzzing.sqlite3"
        os.environ["DOORGEVEN_CHECKS_PER_HOUR"] = "100000"
        os.environ["DOORGEVEN_SIGN_INS_PER_MINUTE"] = "100000"
        tokens = _prepare()
        with _server() as address:
            return max(_ask(address, tokens[actor], phases) for actor, phases in _PHASES.items())


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
    # The server of production: that of `runserver` keeps every answer waiting for 40 ms.
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--bind", f"127.0.0.1:{port}"]
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


def _ask(address: str, token: str, phases: str) -> int:
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
        "--phases",
        phases,
        "--max-examples",
        _EXAMPLES,
        "--exclude-path-regex",
        _EXCLUDED,
        "--generation-database",
        "none",
    ]
    ended = subprocess.run(command, cwd=ROOT, timeout=_LONGEST, check=False)  # noqa: S603 -- the same
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
