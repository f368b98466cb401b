"""What taking over files of an office costs, in time and memory: `python -m bench.importing`."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import django
from openpyxl import Workbook
from rich.console import Console
from rich.table import Table

from bench import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
_TRAINERS = ("Naam", "E-mail", "Certificaatnummer", "Behaald op", "Geldig tot en met", "Mag geven")
_HISTORY = ("Certificaatnummer", "Datum", "Soort", "Omschrijving")
# What is asked of 50,000 rows: two minutes on two cores, and 200 MB.
_MOST_SECONDS, _MOST_MEGABYTES = 120, 200


_FILES = ("trainers.csv", "trainers.xlsx", "history.csv", "history.xlsx", "wrong.csv")


def main(arguments: list[str] | None = None) -> int:
    """Take over each file in a process of its own, and say what that took."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--one", choices=_FILES, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.one:
        sys.stdout.write(json.dumps(_measured(asked.one, asked.rows)) + "\n")
        return 0
    table = Table(*report.BARS)
    for name in _FILES:
        command = [sys.executable, "-m", "bench.importing", "--one", name]
        command += ["--rows", str(asked.rows)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
        found = json.loads(ran.stdout)
        for line in (
            report.Line(f"{name}: {asked.rows:,} rows", found["seconds"], _MOST_SECONDS, "s"),
            report.Line(f"{name}: more memory", found["megabytes"], _MOST_MEGABYTES, "MB"),
            report.Line(f"{name}: time against writing the rows alone", found["times"], unit="x"),
        ):
            table.add_row(*report.text(line))
    Console(width=110).print(table)
    return 0


def _measured(name: str, rows: int) -> dict[str, float]:
    """Return the seconds, the memory on top of what the program has, and the ratio to raw rows."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/import.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
        django.setup()
        data, take = _prepared(name, rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        take(data)
        seconds = time.perf_counter() - started
        megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        return {"seconds": seconds, "megabytes": megabytes, "times": seconds / _raw(rows)}


def _prepared(name: str, rows: int) -> tuple[bytes, Callable[[bytes], object]]:
    # app ready: everything below reads models.
    from django.core.management import call_command  # noqa: PLC0415

    from courses.models import Course  # noqa: PLC0415
    from people.models import Person  # noqa: PLC0415
    from pool import actions  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    office = Person.objects.create(given_name="Office", family_name="Office", registered_at=_NOW)
    course = Course.objects.create(code="TTT", name="Train the trainer")
    if name.startswith("trainers"):
        lines: Iterable[tuple[str, ...]] = (_TRAINERS, *map(_trainer, range(rows)))
        return _file(name, lines), lambda data: actions.import_trainers(
            data=data, course=course, by=office, now=_NOW
        )
    known = _csv((_TRAINERS, *map(_trainer, range(2_000))))
    actions.import_trainers(data=known, course=course, by=office, now=_NOW)
    is_wrong = name.startswith("wrong")
    lines = (_HISTORY, *(_done(number, is_wrong=is_wrong) for number in range(rows)))
    return _file(name, lines), lambda data: actions.import_history(
        data=data, by=office, now=_NOW, dry_run=is_wrong
    )


def _trainer(number: int) -> tuple[str, ...]:
    name = f"Voornaam{number} van der Achternaam{number}"
    return name, f"p{number}@example.org", f"OUD-{number}", "3-7-2025", "2-7-2028", "instructie"


def _done(number: int, *, is_wrong: bool) -> tuple[str, ...]:
    day = f"{number % 28 + 1}-{number % 12 + 1}-2026"
    if is_wrong:
        return f"OUDE-{number}", f"{day[:-4]}26", "trainnig", "x"
    return f"OUD-{number % 2_000}", day, "training", f"R{number}"


def _file(name: str, lines: Iterable[tuple[str, ...]]) -> bytes:
    return _csv(lines) if name.endswith("csv") else _workbook(lines)


def _csv(lines: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: Iterable[tuple[str, ...]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _raw(rows: int) -> float:
    """Return how many seconds the database alone takes for so many lines of the ledger."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM people_person")
        [person] = cursor.fetchone()
        lines = [(person, "session_given", "2024-01-01", f"raw {n}") for n in range(rows)]
        started = time.perf_counter()
        cursor.executemany(
            "INSERT INTO pool_activity (person_id, kind, happened_on, reference)"
            " VALUES (%s, %s, %s, %s)",
            lines,
        )
        return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
