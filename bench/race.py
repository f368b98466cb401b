"""Fifty people at once for ten places, again and again: `python -m bench.race 10`."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from bench.asking import Program, cost, spent
from bench.measuring import token_of_the_office
from courses.models import CourseRun
from people.models import Person

_AT_ONCE = 25
_PEOPLE = 50
_PLACES = 10


def main() -> int:
    """Race in the database of DATABASE_URL, which holds a seed, and print the figures as JSON."""
    sys.stdout.write(json.dumps(raced(Program(token_of_the_office()), int(sys.argv[1]))) + "\n")
    return 0


def raced(program: Program, repeats: int) -> dict[str, Any]:
    """Return how every race ended, and what one place costs, in CPU, queries and time."""
    backends: list[int] = []
    ended: set[tuple[int, int]] = set()
    used = taken = 0.0
    with ThreadPoolExecutor(_AT_ONCE, initializer=_connect, initargs=(backends,)) as crowd:
        for number in range(repeats):
            waiting = _applied(program, number)
            started, before = time.monotonic(), _cpu(backends)
            states = list(crowd.map(lambda pk: _assign(program, pk), waiting))
            used, taken = used + _cpu(backends) - before, taken + time.monotonic() - started
            ended.add((states.count("enrolled"), states.count("waitlisted")))
    applied = iter(_applied(program, repeats))
    alone = cost(lambda: _assign(program, next(applied)), _PEOPLE // 2)
    number_of_places = repeats * _PEOPLE
    return {
        "ended": sorted(ended),
        "cpu": used / number_of_places,
        "queries": alone.queries,
        "per second": number_of_places / taken,
    }


def _connect(backends: list[int]) -> None:
    connection.ensure_connection()
    backends.append(connection.connection.info.backend_pid)


def _cpu(backends: list[int]) -> float:
    return time.process_time() * 1_000 + sum(spent(backend) for backend in backends)


def _applied(program: Program, number: int) -> list[int]:
    """Return the applications of a crowd for a new run that nobody decided on yet."""
    now = dt.datetime.now(dt.UTC)
    like = CourseRun.objects.latest("pk")
    run = CourseRun.objects.create(
        course=like.course,
        curriculum=like.curriculum,
        code=f"RACE{number}",
        seats=_PLACES,
        enrolment_opens_at=now - dt.timedelta(days=1),
        enrolment_closes_at=now + dt.timedelta(days=1),
        starts_on=now.date() + dt.timedelta(days=30),
        ends_on=now.date() + dt.timedelta(days=60),
    )
    people = Person.objects.filter(archived_at=None, merged_into=None, erased_at=None)
    return [
        json.loads(program.post("/enrolments", _body(run=run.pk, person=pk), 201))["id"]
        for pk in people.values_list("pk", flat=True).order_by("pk")[:_PEOPLE]
    ]


def _assign(program: Program, enrolment: int) -> str:
    return str(json.loads(program.post(f"/enrolments/{enrolment}/_assign"))["state"])


def _body(**values: int) -> bytes:
    return json.dumps(values).encode()


if __name__ == "__main__":
    sys.exit(main())
