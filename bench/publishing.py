"""What it costs to tell people: `python -m bench.publishing`; an SQLite of its own, CPU only.

Appointments are planned with twenty people each, told by the planner, moved, and told again: a
whole mail for each of them, with its calendar, written to the outbox.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from bench import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

_PEOPLE = 20
_NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
_HOUR = dt.timedelta(hours=1)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.publishing", description=__doc__)
    parser.add_argument("--invitations", type=int, default=10_000, help="how many to tell")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'publishing.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
        django.setup()
        call_command("migrate", verbosity=0)
        table = Table(*report.BARS)
        for line in told(max(asked.invitations // _PEOPLE, 1)):
            table.add_row(*report.text(line))
    Console(width=110).print(table)
    return 0


def told(appointments: int) -> Iterator[report.Line]:
    """Plan so many appointments, tell everybody, move them all, and tell everybody again."""
    from people.models import Person  # noqa: PLC0415 -- app ready
    from scheduling import actions  # noqa: PLC0415 -- the same

    people = [_person(Person, number) for number in range(_PEOPLE)]
    planned = [
        actions.schedule(
            title=f"Trainersdag {number}",
            starts_at=_NOW + (48 + number) * _HOUR,
            ends_at=_NOW + (49 + number) * _HOUR,
            zone="Europe/Amsterdam",
            delivery="online",
            join_link=f"https://meet.example.org/{number}",
            participants=people,
            by=people[0],
            now=_NOW,
        )
        for number in range(appointments)
    ]
    number = appointments * _PEOPLE
    first = _cpu(_NOW + _HOUR)
    yield report.Line(f"an invitation told, of {number:,}: CPU", first / number, 10, "ms")
    for one in planned:
        actions.reschedule(
            appointment=one,
            starts_at=one.starts_at + _HOUR / 2,
            ends_at=one.ends_at + _HOUR / 2,
            by=people[0],
            now=_NOW + 2 * _HOUR,
        )
    again = _cpu(_NOW + 3 * _HOUR)
    yield report.Line("a change told: CPU", again / number, 10, "ms")
    yield report.Line(
        "looking when there is nothing to tell: CPU", _cpu(_NOW + 4 * _HOUR), 50, "ms"
    )


def _person(model: type[Person], number: int) -> Person:
    return model.objects.create(
        given_name="Anna", family_name=f"Appelmoes {number}", email=f"anna{number}@example.org"
    )


def _cpu(now: dt.datetime) -> float:
    from scheduling import actions  # noqa: PLC0415 -- app ready

    before = time.process_time()
    actions.publish_due(now=now)
    return (time.process_time() - before) * 1_000


if __name__ == "__main__":
    sys.exit(main())
