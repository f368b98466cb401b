"""Saving new rows: one whose code nobody else may have, and many at once, each in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from common.models import AuditEntry
from common.problems import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import Model

    from common.problems import Problem
    from people.models import Person

# Enough to make a batch worth its query, little enough for the limits of every database.
_BATCH = 500


def add(row: Model, *, taken: Problem) -> None:
    """Save a new row; of two at the same moment with one code the database refuses one.

    The rules look first and tell everything at once; this is for what they cannot see yet.

    :raises Refused: with the problem `taken`.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused([taken]) from None


def add_many(rows: Sequence[Model], *, verb: str, by: Person, at: dt.datetime) -> None:
    """Save new rows of one table in batches, each with a row in the log; `at` is in UTC.

    :raises IntegrityError: somebody else took a code or a number at the same moment.
    """
    if not rows:
        return
    table = type(rows[0])
    subject = table._meta.label_lower
    # A batch at a time, the log as well: of fifty thousand rows there need not be twice as many.
    for start in range(0, len(rows), _BATCH):
        some = rows[start : start + _BATCH]
        table._default_manager.bulk_create(some)
        AuditEntry.objects.bulk_create(
            AuditEntry(at=at, by=by, verb=verb, subject_type=subject, subject_id=row.pk)
            for row in some
        )
