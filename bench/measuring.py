"""Measures one database and prints the figures as JSON: `python -m bench.measuring 30`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import resource
import sys
from typing import TYPE_CHECKING, Any

import django
from django.db import connection

from bench import raw
from bench.asking import Program, cost, cpu

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 2_000
# The last day of what `manage.py seed` makes.
_ON = dt.date(2027, 6, 30)


def main() -> int:
    """Measure the database of DATABASE_URL, asking so often."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    django.setup()
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]))) + "\n")
    return 0


def measured(times: int) -> dict[str, Any]:
    """Return the figures, by name."""
    program = Program(token_of_the_office())
    return {
        # First, while nothing else has taken memory.
        "sheet": _sheet(program),
        "lists": {name: _list(program, times, *what) for name, what in _lists().items()},
        "me": vars_of(cost(lambda: program.get("/me"), times)),
        "everybody": _everybody(),
        "attention": _attention(),
    }


def token_of_the_office() -> str:
    """Return a token of somebody who sees everything."""
    from people import actions  # noqa: PLC0415 -- app ready
    from people.models import Role  # noqa: PLC0415 -- app ready

    person = Role.objects.filter(kind="office", ends_on=None).select_related("person")[0].person
    now = dt.datetime.now(dt.UTC)
    _token, secret = actions.issue_token(person=person, name="bench", days=1, by=person, now=now)
    return secret


def vars_of(found: Any) -> dict[str, Any]:
    """Return a cost as plain figures."""
    return {"cpu": found.cpu, "queries": found.queries}


def _lists() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return each list: how the program is asked, the query that finds the same, its values."""
    from courses.models import CourseRun  # noqa: PLC0415 -- app ready

    run = CourseRun.objects.filter(ends_on__lt=_ON).order_by("-starts_on", "pk")[0].pk
    like = {"like": "%vries%"}
    return {
        "run matrix": (f"/progress?run={run}&pageSize=50&on={_ON}", raw.RUN_MATRIX, {"run": run}),
        "progress": (f"/progress?pageSize=50&on={_ON}", raw.PROGRESS, {}),
        "trainers": (f"/trainers?pageSize=50&on={_ON}", raw.TRAINERS, {}),
        "attention list": ("/attention-items?pageSize=50", raw.ATTENTION, {}),
        "enrolments": ("/enrolments?pageSize=50", f"{raw.ENROLMENTS} LIMIT 51", {}),
        "enrolments, 100": ("/enrolments?pageSize=100", f"{raw.ENROLMENTS} LIMIT 101", {}),
        "enrolments, counted": (
            "/enrolments?pageSize=50&count=true",
            f"{raw.ENROLMENTS} LIMIT 51",
            {},
        ),
        "people": ("/people?pageSize=50", raw.PEOPLE, {}),
        "people, searched": ("/people?pageSize=50&search=vries", raw.FOUND, like),
    }


def _list(
    program: Program, times: int, address: str, sql: str, values: dict[str, Any]
) -> dict[str, Any]:
    ours = cost(lambda: program.get(address), times)
    floor = cost(lambda: raw.answer(sql, values), times)
    return vars_of(ours) | {"floor": floor.cpu}


def _sheet(program: Program) -> dict[str, Any]:
    peak, before, rows = _peak(), cpu(), -1
    for piece in program.stream("/enrolments", "text/csv"):
        rows += piece.count(b"\r\n")
    ours, grown = cpu() - before, _peak() - peak
    before = cpu()
    writer = csv.writer(io.StringIO())
    for line in raw.rows(raw.ENROLMENTS, {}):
        writer.writerow(line.values())
    return {"cpu": ours / rows, "floor": (cpu() - before) / rows, "rows": rows, "grown": grown}


def _everybody() -> dict[str, Any]:
    """Return what it costs to work out the progress of everybody, for each enrolment."""
    from certificates import evidence, rules  # noqa: PLC0415 -- app ready
    from courses.models import Enrolment  # noqa: PLC0415 -- app ready

    before, number, certifiable = cpu(), 0, 0
    for first, last in _ranges(Enrolment.objects.latest("pk").pk):
        for facts in evidence.load(Enrolment.objects.filter(pk__range=(first, last))):
            number += 1
            certifiable += rules.evaluate(facts, _ON).certifiable
    return {"cpu": (cpu() - before) / number, "rows": number, "certifiable": certifiable}


def _ranges(last: int) -> Iterator[tuple[int, int]]:
    return ((first, first + _CHUNK - 1) for first in range(1, last + 1, _CHUNK))


def _attention() -> dict[str, Any]:
    """Return what it costs to bring the attention list up to date when nothing changed."""
    from people.models import Role  # noqa: PLC0415 -- app ready
    from pool import actions  # noqa: PLC0415 -- app ready

    by = Role.objects.filter(kind="office", ends_on=None).select_related("person")[0].person
    now = dt.datetime.combine(_ON, dt.time(12), dt.UTC)
    before = cpu()
    actions.refresh_attention(by=by, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pool_attentionitem")
        return {"cpu": cpu() - before, "rows": cursor.fetchone()[0]}


def _peak() -> int:
    """Return the most memory that this process ever held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
