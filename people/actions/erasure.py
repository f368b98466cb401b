"""Erasing somebody: counts and certificate numbers stay, nothing that identifies does.

And its counterpart: handing somebody everything that is held of them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from common import audit
from common.models import AuditEntry, Override
from common.problems import refuse_if
from people import registry, rules
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.registry import PersonTable

# What remains where a name or a reason stood: a sign that says nothing.
NEUTRAL = "–"
_OWN_FIELDS = (
    "given_name",
    "infix",
    "family_name",
    "email",
    "language",
    "communication",
    "local_group__name",
    "municipality__name",
    "registered_at",
    "archived_at",
    "last_login",
)


@transaction.atomic
def erase_person(*, person: Person, by: Person | None, now: dt.datetime) -> Person:
    """Erase somebody, with the duplicates that were merged into them, and log it.

    1. Blanks the reasons of overrides that this person gave, or that were given about them.
    2. Blanks or removes what the registry names, queued messages among it. 3. Replaces the name
    by a sign and empties every field that identifies; the local group stays, as counts per region
    follow from it. Nobody can sign in with the record. The same call again changes nothing.
    `now` is in UTC. Returns the fresh person.

    :raises Refused: `person.unknown`.
    """
    refuse_if(rules.row_problems(person=person))
    same = Person.objects.select_for_update().filter(Q(pk=person.pk) | Q(merged_into=person.pk))
    records = {record.pk: record for record in same.order_by("pk")}
    for record in records.values():
        if record.erased_at is None:
            _erase_record(record, by, now)
    return records[person.pk]


def export_person(*, person: Person) -> dict[str, object]:
    """Return everything that is held of somebody, as values that JSON knows.

    `person` holds the own fields; every registered table with fields to export stands under its
    label and field (`people.Role.person`) as a list of rows, oldest first. Moments are ISO 8601.

    :raises Refused: `person.unknown`.
    """
    refuse_if(rules.row_problems(person=person))
    own = Person.objects.filter(pk=person.pk).values(*_OWN_FIELDS).get()
    held: dict[str, object] = {"person": _plain(own)}
    for table in registry.tables():
        if table.export:
            rows = [_plain(row) for row in table.rows(person).values(*table.export)]
            held[f"{table.model}.{table.field}"] = rows
    return held


def _erase_record(person: Person, by: Person | None, now: dt.datetime) -> None:
    tables = registry.tables()
    _blank_reasons(person, tables)
    for table in tables:
        if table.erase_rows:
            table.rows(person).delete()
        elif table.erase:
            table.rows(person).update(**table.erase)
    _empty(person, now)
    audit.record("person.erased", person, by=by, at=now)


def _blank_reasons(person: Person, tables: list[PersonTable]) -> None:
    """Blank why problems were passed over, in entries about this person's rows or by them."""
    concerned = Q(by=person) | Q(subject_type="people.person", subject_id=person.pk)
    for table in tables:
        if table.is_about_person:
            name = table.model_class._meta.label_lower
            concerned |= Q(subject_type=name, subject_id__in=table.rows(person).values("pk"))
    entries = AuditEntry.objects.filter(concerned)
    Override.objects.filter(entry__in=entries.order_by().values("pk")).update(reason=NEUTRAL)


def _empty(person: Person, now: dt.datetime) -> None:
    person.given_name = NEUTRAL
    person.infix = person.family_name = person.communication = ""
    person.email = person.municipality = person.last_login = None
    person.language = "nl"
    person.is_active = person.is_superuser = False
    person.archived_at = person.archived_at or now
    person.erased_at = now
    person.set_unusable_password()
    person.save()


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
