"""`python -m bench.lives --lives 2000`: plays lives of appointments, at three rates of crashing.

They are played on an SQLite database of their own; it says how many ended with every mailbox
showing what is true.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from bench.lives.life import Outcome

# The share of queries at which the program dies.
RATES = (0.0, 0.002, 0.02)


def main() -> int:
    """Play them all and print what they came to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lives", type=int, default=2000)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'lives.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
        django.setup()
        call_command("migrate", verbosity=0)
        from bench.lives import life  # noqa: PLC0415 -- app ready

        made = life.cast()
        seeds = range(chosen.first, chosen.first + chosen.lives)
        right = [_report(rate, list(life.lives(made, seeds, rate))) for rate in RATES]
    return 0 if all(right) else 1


def _report(rate: float, found: list[Outcome]) -> bool:
    total = len(found)
    sys.stdout.write(
        f"crash at {rate:.1%} of queries: converged {sum(one.converged for one in found)}/{total},"
        f" repeats identical {sum(one.repeats_are_identical for one in found)}/{total},"
        f" SEQUENCE never falls {sum(one.sequence_never_falls for one in found)}/{total};"
        f" edits {sum(one.edits for one in found)}, mails {sum(one.mails for one in found)}"
        f" ({sum(one.distinct for one in found)} distinct),"
        f" crashes {sum(one.crashes for one in found)}\n"
    )
    wrong = [number for number, one in enumerate(found) if not one.is_right]
    if wrong:
        sys.stdout.write(f"  wrong: {wrong[:10]}\n")
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
