"""No table with a person in it escapes merging, erasing and exporting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.db import models
from django.utils.module_loading import import_string

from people import actions, registry
from people.models import Person
from tests.people import rows

if TYPE_CHECKING:
    import datetime as dt

    from people.registry import PersonTable

TABLES = registry.tables()
DIRECT = [table for table in TABLES if table.is_direct and table.model != "people.Person"]
ABOUT = [table for table in TABLES if table.is_about_person]

# Free text that stays after erasing, as it identifies nobody.
KEPT = {
    "certificates.Certificate": {"number", "verification_code", "snapshot"},  # codes and figures
    "certificates.Recommendation": {"snapshot"},  # the same
    "courses.Declaration": {"text_version"},
    "courses.Exemption": {"part"},  # the code of a session
    "courses.LogEntry": {"zone"},
    "intervision.Group": {"agreement_version", "code", "name"},  # the group's, not its guide's
    "intervision.Meeting": {"code"},
    "intervision.Membership": {"agreement_version"},
}
# Where two rows that are made up say the same or become one, or a person has only one: by field,
# as who decides on others can do so twice.
ONE_EACH = {
    ("mail.OptOut", "person"),
    ("pool.ClockPause", "person"),
    ("scheduling.PersonalCalendar", "person"),
}


def kept(model: type[models.Model]) -> set[str]:
    """Return the fields with text that stay."""
    return KEPT.get(model._meta.label, set())


def excludes(table: PersonTable) -> bool:
    """Return True when the database refuses some second row of the same person."""
    constraints = table.model_class._meta.constraints
    unique = [each for each in constraints if isinstance(each, models.UniqueConstraint)]
    return table.follows_merge and any(table.field in each.fields for each in unique)


def name(table: PersonTable) -> str:
    """Return how a table is called in the list of tests."""
    return f"{table.model}.{table.field}"


def test_every_field_that_points_at_a_person_is_registered() -> None:
    registered = {(table.model_class, table.field) for table in TABLES}

    forgotten = [
        f"{model._meta.label}.{field.name}"
        for model in rows.project_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person and (model, field.name) not in registered
    ]

    assert forgotten == []


@pytest.mark.parametrize("table", TABLES, ids=name)
def test_registration_names_fields_that_exist(table: PersonTable) -> None:
    fields = {field.name for field in table.model_class._meta.concrete_fields}
    per = table.one_open.per if table.one_open else ()

    assert set(table.erase) | set(per) <= fields
    assert table.resolve == "" or callable(import_string(table.resolve))
    assert not (table.erase and table.erase_rows)


def test_text_of_a_registered_row_is_erased_or_identifies_nobody() -> None:
    about = {table.model_class for table in ABOUT}
    hanging = {
        model
        for model in rows.project_models()
        for field in model._meta.concrete_fields
        if field.related_model in about
    }

    forgotten = [
        f"{model._meta.label}.{text}"
        for model in about | hanging
        for text in rows.free_texts(model)
        if text not in erased(model) | kept(model)
    ]

    assert sorted(forgotten) == []


def erased(model: type[models.Model]) -> set[str]:
    """Return the fields of a model that erasing blanks, or all when it removes the rows."""
    of_model = [table for table in TABLES if table.model_class is model]
    if any(table.erase_rows for table in of_model):
        return set(rows.free_texts(model))
    return {field for table in of_model for field in table.erase}


@pytest.mark.parametrize("table", DIRECT, ids=name)
def test_merging_keeps_the_rows_of_both(
    table: PersonTable, anna: Person, bas: Person, now: dt.datetime
) -> None:
    for person in (anna, bas):
        rows.make_for(table.model_class, table.field, person)
    together = 1 if (table.model, table.field) in ONE_EACH else 2
    expected = (together, 0) if table.follows_merge else (1, 1)

    actions.merge_people(keep=anna, duplicate=bas, by=None, now=now)

    assert (held(table, anna), held(table, bas)) == expected


@pytest.mark.parametrize("table", [table for table in DIRECT if excludes(table)], ids=name)
def test_merging_resolves_rows_that_say_the_same(
    table: PersonTable, anna: Person, bas: Person, now: dt.datetime
) -> None:
    row = rows.make_for(table.model_class, table.field, anna)
    rows.copy_for(row, table.field, bas)

    actions.merge_people(keep=anna, duplicate=bas, by=None, now=now)

    assert held(table, bas) == 0
    assert held(table, anna) == 2 if table.one_open else held(table, anna) >= 1


def held(table: PersonTable, person: Person) -> int:
    """Return how many rows somebody has, without those that the log itself adds."""
    return table.rows(person).count()


@pytest.mark.parametrize(
    "table", [table for table in ABOUT if rows.free_texts(table.model_class)], ids=name
)
def test_erasing_leaves_no_text(table: PersonTable, anna: Person, now: dt.datetime) -> None:
    texts = rows.canaries(table.model_class, without=kept(table.model_class))
    row = rows.make_for(table.model_class, table.field, anna, **texts)

    actions.erase_person(person=anna, by=None, now=now)

    left = type(row)._default_manager.filter(pk=row.pk).values(*texts)
    assert rows.CANARY not in str(list(left))


def test_erasing_leaves_no_text_of_any_room(anna: Person, now: dt.datetime) -> None:
    for table in ABOUT:
        texts = rows.canaries(table.model_class, without=kept(table.model_class))
        rows.make_for(table.model_class, table.field, anna, **texts)
    assert rows.CANARY in rows.database()

    actions.erase_person(person=anna, by=None, now=now)

    assert rows.CANARY not in rows.database()
    assert "Appelmoes" not in rows.database()


@pytest.mark.parametrize("table", [table for table in TABLES if table.export], ids=name)
def test_export_holds_the_row_as_json(table: PersonTable, anna: Person) -> None:
    rows.make_for(table.model_class, table.field, anna)

    exported = json.loads(json.dumps(actions.export_person(person=anna)))

    (row,) = exported[f"{table.model}.{table.field}"]
    assert set(row) == set(table.export)


def test_registering_again_replaces_what_was_said() -> None:
    before = registry.tables()

    registry.register(*before)

    assert registry.tables() == before
