"""What matching, coverage and certificates cost in a pool of thousands: `python -m bench.pool`."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from rich.console import Console
from rich.table import Table

from bench import report

if TYPE_CHECKING:
    from collections.abc import Callable

_NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
_FROM, _UNTIL = (dt.datetime(2027, 4, 17, hour, tzinfo=dt.UTC) for hour in (11, 14))
_SINCE, _JOINED = dt.date(2026, 3, 2), dt.date(2025, 6, 21)
# What a database is asked at least to find whom to ask: members with what they hold.
_PROPOSALS = """
    SELECT p.person_id FROM pool_poolmembership p
    JOIN certificates_certificate c ON c.person_id = p.person_id
    JOIN pool_endorsement e ON e.person_id = p.person_id
    WHERE p.left_on IS NULL AND c.valid_until >= '2027-04-17' AND e.kind = 'instruction'
"""
_COVERAGE = """
    SELECT m.code, count(p.id) FROM people_municipality m
    LEFT JOIN people_person p ON p.municipality_id = m.id
    LEFT JOIN certificates_certificate c ON c.person_id = p.id
    LEFT JOIN pool_poolmembership j ON j.person_id = p.id GROUP BY m.code
"""


def main(arguments: list[str] | None = None) -> int:
    """Fill a database of its own, and say what each costs there, also against raw SQL."""
    parser = argparse.ArgumentParser(prog="python -m bench.pool", description=__doc__)
    parser.add_argument("--trainers", type=int, default=2_000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--certificates", type=int, default=100)
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/pool.sqlite3"
        os.environ["DOORGEVEN_KEYS"] = f"{folder}/keys"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
        django.setup()
        lines = _measured(asked)
    table = Table(*report.BARS)
    for line in lines:
        table.add_row(*report.text(line))
    Console(width=110).print(table)
    return 0


def _measured(asked: argparse.Namespace) -> list[report.Line]:
    # app ready: everything below reads models.
    from django.core.management import call_command  # noqa: PLC0415

    from pool import matching, standing  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    wanted = _fill(asked.trainers, asked.people)
    proposals, asked_for = _cost(lambda: matching.propose(wanted, now=_NOW), asked.times)
    reached, read = _cost(lambda: standing.reach(since=_SINCE, on=_NOW.date()), asked.times)
    raw_proposals, _one = _cost(lambda: _raw(_PROPOSALS), asked.times)
    raw_reach, _one = _cost(lambda: _raw(_COVERAGE), asked.times)
    certificates = _certificates(asked.certificates)
    return [
        report.Line("proposals: CPU", proposals, 100, "ms"),
        report.Line("proposals: queries", asked_for, 20, ""),
        report.Line("proposals: CPU against raw SQL", proposals / raw_proposals, unit="x"),
        report.Line("coverage: CPU", reached, unit="ms"),
        report.Line("coverage: queries", read, 6, ""),
        report.Line("coverage: CPU against raw SQL", reached / raw_reach, unit="x"),
        report.Line("a certificate, awarded and signed: CPU", certificates, 100, "ms"),
    ]


def _cost(act: Callable[[], object], times: int) -> tuple[float, int]:
    """Return the CPU of one in ms, the database's included, and its number of queries."""
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- app ready

    with CaptureQueriesContext(connection) as queries:
        act()
    started = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - started) * 1000 / times, len(queries)


def _raw(sql: str) -> list[Any]:
    from django.db import connection  # noqa: PLC0415 -- app ready

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _fill(trainers: int, people: int) -> Any:
    """Make so many people, of whom so many are trainers who can be asked, and a request."""
    from courses.models import Course  # noqa: PLC0415 -- app ready
    from people.models import Municipality, Organisation, Person, Region  # noqa: PLC0415 -- same
    from pool import models as pool  # noqa: PLC0415 -- app ready

    course = Course.objects.create(code="TTT", name="Train de trainer")
    pool.PoolRule.objects.create(
        course=course,
        applies_from=_JOINED,
        needed={"session_given": 6},
        window_days=90,
        dormant_after_days=365,
        grace_months=3,
    )
    places = itertools.cycle(Municipality.objects.order_by("pk"))
    everybody = Person.objects.bulk_create(
        [
            Person(given_name="Given", family_name=f"Family{n:06}", municipality=next(places))
            for n in range(max(people, trainers))
        ],
        batch_size=2_000,
    )
    mine = everybody[:trainers]
    _certify(mine, course)
    region = Region.objects.create(code="NO", name="Noord", school_holiday_region="noord")
    _admit(mine, region)
    group = Organisation.objects.create(
        kind="local_group", code="LG", name="Ledengroep", region=region
    )
    return pool.TrainingRequest.objects.create(
        code="R1",
        organisation=group,
        municipality=next(places),
        topic="Media",
        requested_on=dt.date(2027, 2, 1),
        wanted_from=_FROM,
        wanted_until=_UNTIL,
    )


def _certify(people: list[Any], course: Any) -> None:
    from certificates.models import Certificate  # noqa: PLC0415 -- app ready

    Certificate.objects.bulk_create(
        Certificate(
            person=person,
            course=course,
            number=f"OLD-{n}",
            verification_code=f"CODE-{n:09}",
            holder_name=person.full_name,
            issued_on=_JOINED,
            valid_until=dt.date(2028, 6, 21),
            awarded_by=person,
            awarded_at=_NOW,
        )
        for n, person in enumerate(people)
    )


def _admit(trainers: list[Any], region: Any) -> None:
    """Put trainers in the pool, a quarter of them for a region, awake and endorsed."""
    from pool import models as pool  # noqa: PLC0415 -- app ready

    members = pool.PoolMembership.objects.bulk_create(
        pool.PoolMembership(person=person, joined_on=_JOINED) for person in trainers
    )
    region.pool_memberships.set(members[::4])
    pool.Endorsement.objects.bulk_create(
        pool.Endorsement(person=one, kind="instruction", starts_on=_JOINED, given_by=one)
        for one in trainers
    )
    pool.Activity.objects.bulk_create(
        pool.Activity(person=one, kind="session_given", happened_on=dt.date(2027, 2, 1))
        for one in trainers
    )


def _certificates(number: int) -> float:
    """Return the CPU in ms of a certificate: renewed for somebody, signed, and printed."""
    from django.conf import settings  # noqa: PLC0415 -- app ready

    from certificates import actions, credentials  # noqa: PLC0415 -- app ready
    from certificates.models import Certificate  # noqa: PLC0415 -- app ready
    from courses.models import Curriculum  # noqa: PLC0415 -- app ready
    from people.models import Person  # noqa: PLC0415 -- app ready

    made = credentials.keys.make(Path(settings.KEYS_FOLDER))
    actions.activate_key(key=actions.publish_key(public=made, now=_NOW), now=_NOW)
    held = list(Certificate.objects.select_related("course").order_by("pk")[:number])
    Curriculum.objects.create(course=held[0].course, revision=1, valid_months=36, state="published")
    office = Person.objects.order_by("-pk")[0]
    started = time.process_time()
    for certificate in held:
        actions.renew(certificate=certificate, issued_on=_NOW.date(), by=office, now=_NOW)
    actions.sign_waiting(now=_NOW)
    return (time.process_time() - started) * 1000 / len(held)


if __name__ == "__main__":
    sys.exit(main())
