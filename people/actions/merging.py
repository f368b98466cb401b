"""Making one of two records of the same person, with everything and the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.module_loading import import_string

from common import audit, periods
from common.problems import refuse_if
from people import registry, rules
from people.models import Person

if TYPE_CHECKING:
    import datetime as dt

    from people.registry import OneOpen, PersonTable

# What the duplicate knows and the record that stays does not.
_FILLED = ("email", "local_group", "municipality", "communication")


@transaction.atomic
def merge_people(*, keep: Person, duplicate: Person, by: Person | None, now: dt.datetime) -> Person:
    """Merge the duplicate into the record that stays, and log it.

    1. Locks both records. 2. Moves the rows of every registered table, as the registry says.
    3. Fills what the record that stays does not know. 4. Points the duplicate to it and closes
    its account; its own names stay as a trail. `now` is in UTC. Returns the record that stays.

    :raises Refused: `person.merge_with_itself`, `person.merged`, `person.erased`, `keep.unknown`,
        `duplicate.unknown`.
    """
    keep, duplicate = _lock(keep, duplicate)
    refuse_if(rules.merge_problems(keep, duplicate))
    moved = sum(_move(table, keep, duplicate, now) for table in registry.tables())
    filled = _take_over(keep, duplicate)
    _close(duplicate, keep, now)
    keep.save(update_fields=filled)
    audit.record("person.merged", keep, by=by, at=now, duplicate=duplicate.pk, rows=moved)
    return keep


def _lock(keep: Person, duplicate: Person) -> tuple[Person, Person]:
    """Lock both in the order of their keys, so that two merges cannot wait for each other."""
    refuse_if(rules.row_problems(keep=keep, duplicate=duplicate))
    pks = sorted({keep.pk, duplicate.pk})
    locked = {
        person.pk: person
        for person in Person.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    }
    return locked[keep.pk], locked[duplicate.pk]


def _move(table: PersonTable, keep: Person, duplicate: Person, now: dt.datetime) -> int:
    """Point the duplicate's rows to the record that stays; return how many."""
    if not (table.follows_merge and table.is_direct):
        return 0
    if table.resolve:
        import_string(table.resolve)(keep=keep, duplicate=duplicate, now=now)
    if table.one_open:
        _end_double(table, table.one_open, keep, duplicate, now)
    return table.rows(duplicate).update(**{table.field: keep})


def _end_double(
    table: PersonTable, one_open: OneOpen, keep: Person, duplicate: Person, now: dt.datetime
) -> None:
    """End the duplicate's open rows where the record that stays has such an open one too."""
    is_open = {one_open.ends: None}
    for row in table.rows(duplicate).filter(**is_open):
        same = {name: row.serializable_value(name) for name in one_open.per}
        if table.rows(keep).filter(**is_open, **same).exists():
            setattr(row, one_open.ends, _end(row, one_open, now))
            row.save(update_fields=[one_open.ends])


def _end(row: models.Model, one_open: OneOpen, now: dt.datetime) -> dt.date:
    moment = isinstance(row._meta.get_field(one_open.ends), models.DateTimeField)
    start: dt.date = getattr(row, one_open.starts)
    return max(start, now if moment else periods.local_date(now))


def _take_over(keep: Person, duplicate: Person) -> list[str]:
    """Fill what the record that stays does not know; return the names of those fields."""
    filled = [name for name in _FILLED if not getattr(keep, name) and getattr(duplicate, name)]
    for name in filled:
        setattr(keep, name, getattr(duplicate, name))
    if "email" in filled:
        duplicate.email = None
    return filled


def _close(duplicate: Person, keep: Person, now: dt.datetime) -> None:
    duplicate.merged_into = keep
    duplicate.archived_at = duplicate.archived_at or now
    duplicate.is_active = False
    duplicate.is_superuser = False
    duplicate.set_unusable_password()
    duplicate.save()
