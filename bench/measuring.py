"""Measures one database and prints the figures as JSON: `python -m bench.measuring 30`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import resource
import sys
from typing import TYPE_CHECKING, Any

from bench import raw
from bench.asking import Program, cost, cpu
from certificates import evidence
from certificates import rules as certifying
from courses.models import CourseRun, Enrolment
from people import actions as accounts
from people import rules as signing_in
from people.models import Person, Role
from pool import actions as pooling
from pool.models import AttentionItem

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 2_000
# The last day of what `manage.py seed` makes.
_ON = dt.date(2027, 6, 30)


def main() -> int:
    """Measure the database of DATABASE_URL, asking so often."""
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]))) + "\n")
    return 0


def measured(times: int) -> dict[str, Any]:
    """Return the figures, by name."""
    token = token_of_the_office()
    program = Program(token)
    return {
        # First, while nothing else has taken memory.
        "sheet": _sheet(program),
        "lists": {name: _list(program, times, *what) for name, what in _lists().items()},
        "me": _list(program, times, "/me", raw.ME, {"digest": signing_in.digest(token)}),
        "everybody": _everybody(),
        "attention": _attention(),
    }


def token_of_the_office() -> str:
    """Return a token of somebody who sees everything."""
    person, now = _office(), dt.datetime.now(dt.UTC)
    _token, secret = accounts.issue_token(person=person, name="bench", days=1, by=person, now=now)
    return secret


def _office() -> Person:
    return Role.objects.filter(kind="office", ends_on=None).select_related("person")[0].person


def vars_of(found: Any) -> dict[str, Any]:
    """Return a cost as plain figures."""
    return {"cpu": found.cpu, "queries": found.queries}


def _lists() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return each list: how the program is asked, the query that finds the same, its values."""
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
    before, number, certifiable = cpu(), 0, 0
    for first, last in _ranges(Enrolment):
        for facts in evidence.load(Enrolment.objects.filter(pk__range=(first, last))):
            number += 1
            certifiable += certifying.evaluate(facts, _ON).certifiable
    ours = cpu() - before
    floor = _floor(raw.EVERYBODY, Enrolment)
    return {
        "cpu": ours / number,
        "floor": floor / number,
        "rows": number,
        "certifiable": certifiable,
    }


def _attention() -> dict[str, Any]:
    """Return what it costs to bring the attention list up to date when nothing changed."""
    now = dt.datetime.combine(_ON, dt.time(12), dt.UTC)
    before = cpu()
    pooling.refresh_attention(by=_office(), now=now)
    ours = cpu() - before
    # It asks how everybody stands: all who take part, and all trainers.
    floor = _floor(raw.EVERYBODY, Enrolment) + _floor(raw.ALL_TRAINERS, Person)
    return {"cpu": ours, "floor": floor, "rows": AttentionItem.objects.count()}


def _floor(sql: str, table: type[Enrolment | Person]) -> float:
    before = cpu()
    for first, last in _ranges(table):
        raw.answer(sql, {"first": first, "last": last})
    return cpu() - before


def _ranges(table: type[Enrolment | Person]) -> Iterator[tuple[int, int]]:
    last = table.objects.latest("pk").pk
    return ((first, first + _CHUNK - 1) for first in range(1, last + 1, _CHUNK))


def _peak() -> int:
    """Return the most memory that this process ever held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
