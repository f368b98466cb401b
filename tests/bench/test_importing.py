"""Runs the benchmark of taking over on a few rows, so that it still runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_benchmark_of_taking_over_says_what_each_file_costs() -> None:
    command = [sys.executable, "-m", "bench.importing", "--rows", "50"]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: PLW1510, S603 -- asserted below; our own words

    assert ended.returncode == 0, ended.stderr
    for what in ("trainers.csv: 50 rows", "history.xlsx: more memory", "wrong.csv: time against"):
        assert what in ended.stdout
