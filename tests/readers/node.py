"""ical.js, through Node: what Thunderbird sees."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent


@functools.cache
def command() -> tuple[str, ...] | None:
    """Return how to run it, or None on a machine without Node or without the package."""
    node = shutil.which("node")
    is_there = (HERE / "node_modules" / "ical.js").is_dir()
    return (node, str(HERE / "read.mjs")) if node and is_there else None


def read(calendars: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return what it reads in each calendar: its method and its events, or an error."""
    run = command()
    assert run is not None
    texts = json.dumps([each.decode("utf-8", "replace") for each in calendars])
    done = subprocess.run(run, input=texts.encode(), capture_output=True, check=True, timeout=120)  # noqa: S603 # our own script
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def complaints(calendars: Sequence[bytes]) -> list[list[str]]:
    """Return what it says against each calendar."""
    return [[each["error"]] if "error" in each else [] for each in read(calendars)]
