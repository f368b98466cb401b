"""Runs the benchmark on a small association, so that it still runs when somebody needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = ("run matrix", "progress", "trainers", "attention list", "enrolments", "people, searched")


def test_benchmark_measures_every_list_and_ends() -> None:
    command = [sys.executable, "-m", "bench", "--sizes", "60", "80", "--times", "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: PLW1510, S603 -- asserted below; our own words
    assert ended.returncode == 0, ended.stderr
    assert all(f"│ {name} " in ended.stdout for name in LISTS)
    [races] = [line for line in ended.stdout.splitlines() if "races that did not end" in line]
    assert races.replace(" ", "").endswith("│0│0│met│")
