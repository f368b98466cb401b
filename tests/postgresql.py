"""Run the tests on a PostgreSQL that is started for them: `python -m tests.postgresql`.

Arguments go to pytest as they are. Where DATABASE_URL names a PostgreSQL, that one is used. What
does not ask a database is left out (see tests/conftest.py): it was judged on SQLite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from bench.database import started

# Nothing of these databases outlives the run, so nothing is made safe for a power cut.
_HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
}


def main() -> int:
    """Return the exit code of pytest."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)  # noqa: S603 -- the caller's own arguments
    with tempfile.TemporaryDirectory() as folder:
        server = started(Path(folder))
        try:
            _hurry(server.get_uri())
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.call(command, env=environment)  # noqa: S603 -- the same
        finally:
            server.cleanup()


def _hurry(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for name, value in _HASTY.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main())
