"""Writes the rows of a seed in batches, parents before children."""

from __future__ import annotations

import itertools
import uuid
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Max

from certificates.models import Certificate, Recommendation
from common.models import AuditEntry
from courses import models as courses
from intervision import models as intervision
from people.models import Consent, Person
from pool import models as pool
from scheduling.models import Appointment, AttendanceRecord, Participation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

RowT = TypeVar("RowT", bound=models.Model)

# Whoever stands lower may point at whoever stands higher.
_ORDER: tuple[type[models.Model], ...] = (
    Person,
    Consent,
    courses.CourseRun,
    Appointment,
    Participation,
    AttendanceRecord,
    courses.CourseSession,
    courses.CourseSession.objectives.through,
    courses.Enrolment,
    courses.Declaration,
    courses.MakeUp,
    courses.FinalAssignment,
    courses.Exemption,
    courses.PlacementOffer,
    courses.Placement,
    courses.LogEntry,
    courses.Evaluation,
    courses.Observation,
    intervision.Group,
    intervision.Membership,
    intervision.Meeting,
    intervision.Case,
    Recommendation,
    Certificate,
    pool.PoolMembership,
    pool.PoolMembership.regions.through,
    pool.PoolMembership.topics.through,
    pool.Endorsement,
    pool.Activity,
    pool.TrainingRequest,
    AuditEntry,
)
# Enough to make a batch worth its query, little enough to fit in any memory.
_FULL = 20_000
_SEEDED = uuid.UUID("6f2d9b1e-0b1c-4f7e-9a53-5d3a8c1e7b42")


class Writer:
    """Rows that wait to be written. Each has its id from the start, so that others can name it."""

    def __init__(self) -> None:
        self._ids: dict[type[models.Model], Iterator[int]] = {}
        self._rows: dict[type[models.Model], list[models.Model]] = {kind: [] for kind in _ORDER}
        self.counts: Counter[str] = Counter()
        if connection.vendor == "postgresql":
            # Checked with each batch: at the end of it all there would be millions to remember.
            _execute(["SET CONSTRAINTS ALL IMMEDIATE"])

    def new_id(self, kind: type[models.Model]) -> int:
        """Return the next id of this kind of row."""
        if kind not in self._ids:
            last = kind._default_manager.aggregate(last=Max("pk"))["last"] or 0
            self._ids[kind] = itertools.count(last + 1)
        return next(self._ids[kind])

    def add(self, row: RowT) -> RowT:
        """Keep a row until the next batch; give it an id unless it has one."""
        kind = type(row)
        if row.pk is None:
            row.pk = self.new_id(kind)
        if isinstance(row, Appointment):
            # Made of its id, so that the same seed makes the same rows.
            row.uid = uuid.uuid5(_SEEDED, str(row.pk))
        self._rows[kind].append(row)
        return row

    def record(
        self, verb: str, subject: models.Model, *, at: dt.datetime, by: int | None, **data: object
    ) -> None:
        """Keep the line that the audit log has about something that was done."""
        kind = subject._meta.label_lower
        entry = AuditEntry(
            at=at, by_id=by, verb=verb, subject_type=kind, subject_id=subject.pk, data=data
        )
        self.add(entry)

    def moved(
        self, subject: models.Model, to: str, before: str, *, at: dt.datetime, by: int | None
    ) -> None:
        """Keep the line of the audit log about a move from one state to another."""
        verb = f"{subject._meta.model_name}.{to}"
        self.record(verb, subject, at=at, by=by, **{"from": before})

    def flush(self) -> None:
        """Write everything that waits."""
        for kind, rows in self._rows.items():
            if rows:
                _insert(kind, rows)
                self.counts[kind._meta.label_lower] += len(rows)
                rows.clear()

    def flush_when_full(self) -> None:
        """Write everything that waits when it is a lot."""
        if sum(map(len, self._rows.values())) > _FULL:
            self.flush()

    def finish(self) -> None:
        """Write what is left, and have the database count on from the ids that were given out."""
        self.flush()
        _execute(connection.ops.sequence_reset_sql(no_style(), list(_ORDER)))
        refresh_statistics()


def _insert(kind: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert rows that have their ids, much quicker than `bulk_create`, which can do more."""
    # Not Django's own stand-in, which looks for the connection at every use.
    database = connections[DEFAULT_DB_ALIAS]
    fields, quote = kind._meta.concrete_fields, database.ops.quote_name
    into = f"{quote(kind._meta.db_table)} ({', '.join(quote(one.column) for one in fields)})"
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), database) for field in fields]
        for row in rows
    ]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for line in values:
                    copy.write_row(line)
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 -- our own names
            cursor.executemany(statement, values)


def refresh_statistics() -> None:
    """Tell PostgreSQL how large the tables are by now; it plans for empty ones otherwise."""
    if connection.vendor == "postgresql":
        _execute(["ANALYZE"])


def _execute(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
