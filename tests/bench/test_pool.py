"""Runs the benchmark of the pool on a few people, so that it still runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = ["--trainers", "12", "--people", "30", "--certificates", "2", "--times", "1"]


def test_benchmark_of_the_pool_says_what_each_costs() -> None:
    command = [sys.executable, "-m", "bench.pool", *SMALL]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)  # noqa: PLW1510, S603 -- asserted below; our own words

    assert ended.returncode == 0, ended.stderr
    for what in ("proposals: CPU against raw SQL", "coverage: queries", "awarded and signed"):
        assert what in ended.stdout
