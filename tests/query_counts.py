"""How many queries each list asks: kept in a file, so that a change of it is seen."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

_FILE = Path(__file__).with_name("query_counts.json")


def check(key: str, number: int) -> None:
    """Hold a number against the one in the file, or write it there.

    With `REFRESH_QUERY_COUNTS` set the file is written anew; workers that run side by side wait
    for one another.
    """
    if os.environ.get("REFRESH_QUERY_COUNTS"):
        with _FILE.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            counts = json.loads(file.read() or "{}") | {key: number}
            file.truncate(0)
            file.write(json.dumps(counts, indent=1, sort_keys=True) + "\n")
    assert known()[key] == number, f"{key}: {number} queries, not {known()[key]}"


def known() -> dict[str, int]:
    """Return the numbers in the file."""
    counts: dict[str, int] = json.loads(_FILE.read_text())
    return counts
