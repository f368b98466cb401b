"""Hold the branches that decide to a floor: `python -m tests.branches`, after a run with --cov."""

from __future__ import annotations

import fnmatch
import json
import sys
import tempfile
from pathlib import Path

from coverage import Coverage

FLOOR = 95.0
DECIDING = ("*/rules.py", "*/rules/*", "*/actions.py", "*/actions/*", "*/access.py", "*/access/*")
DECIDING_TOO = ("certificates/requirements/*",)


def main() -> int:
    """Print the share of branches walked and each file below the floor; return 1 when low."""
    measured = Coverage()
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(target))
        files = json.loads(target.read_text(encoding="utf-8"))["files"]
    walked = total = 0
    for name, found in sorted(files.items()):
        if any(fnmatch.fnmatch(name, pattern) for pattern in DECIDING + DECIDING_TOO):
            summary = found["summary"]
            walked += summary["covered_branches"]
            total += summary["num_branches"]
            if (
                summary["num_branches"]
                and 100 * summary["covered_branches"] < FLOOR * summary["num_branches"]
            ):
                sys.stdout.write(f"{name}: lines {found['missing_branches']}\n")
    share = 100 * walked / total
    sys.stdout.write(f"branches of rules, actions, access and requirements: {share:.1f} %\n")
    return share < FLOOR


if __name__ == "__main__":
    sys.exit(main())
