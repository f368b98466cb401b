"""Rows of any model, made from what Django knows of its fields."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models

from pool.states import AskAnswer
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

_numbers = itertools.count(1)
CANARY = "canary"
TEXTS = (models.CharField, models.TextField)
# Where a constraint asks more than its fields tell.
MAKERS: dict[str, Callable[[], models.Model]] = {
    "people.Organisation": factories.local_group,
    "people.Person": factories.person,
}
# Where two rows that are made up would exclude each other, whoever they belong to.
GIVEN = {"pool.Ask": {"state": AskAnswer.EXPIRED}}


def project_models() -> list[type[models.Model]]:
    """Return every model of the project's own rooms, the tables behind many-to-many included."""
    rooms = [config for config in apps.get_app_configs() if "." not in config.name]
    return [model for room in rooms for model in room.get_models(include_auto_created=True)]


def free_texts(model: type[models.Model]) -> list[str]:
    """Return the fields in which anything can stand: text without choices, and JSON."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.JSONField) or (isinstance(field, TEXTS) and not field.choices)
    ]


def make(model: type[models.Model], **given: Any) -> models.Model:
    """Make a row with the values given; what else is needed is made up, later dates later."""
    given = GIVEN.get(model._meta.label, {}) | given
    values = {
        field.name: _value(field)
        for field in model._meta.concrete_fields
        if field.name not in given and not field.primary_key and _is_needed(field)
    }
    return model._default_manager.create(**values, **given)


def make_for(model: type[models.Model], path: str, person: Person, **given: Any) -> models.Model:
    """Make a row that is this person's by a foreign key, or by a path of them."""
    name, _, rest = path.partition("__")
    related: Any = model._meta.get_field(name).related_model
    target = make_for(related, rest, person) if rest else person
    return make(model, **{name: target}, **given)


def copy_for(row: models.Model, field: str, person: Person) -> models.Model:
    """Make the same row once more for somebody else; only what is unique is another."""
    model = type(row)
    values = {
        each.name: _value(each) if each.unique else getattr(row, each.name)
        for each in model._meta.concrete_fields
        if not each.primary_key
    }
    return model._default_manager.create(**values | {field: person})


def canaries(model: type[models.Model], without: set[str]) -> dict[str, Any]:
    """Return for each field with free text a word that is found again."""
    names = [name for name in free_texts(model) if name not in without]
    return {name: _canary(model._meta.get_field(name)) for name in names}


def database() -> str:
    """Return every row of every table of the project, as text."""
    with connection.cursor() as cursor:
        found = []
        for model in project_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 -- own names
            found += cursor.fetchall()
    return str(found)


def _canary(field: Any) -> Any:
    word = f"{CANARY}{next(_numbers)}"
    if isinstance(field, models.JSONField):
        return {CANARY: word}
    return word[: field.max_length]


def _is_needed(field: Any) -> bool:
    return not (field.null or field.has_default() or field.blank)


def _value(field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        return MAKERS.get(related._meta.label, partial(make, related))()
    if field.choices:
        return field.choices[0][0]
    return _plain_value(field, next(_numbers))


def _plain_value(field: Any, number: int) -> Any:
    if isinstance(field, models.DateTimeField):
        return factories.utc(2026, 1, 1) + dt.timedelta(hours=number)
    if isinstance(field, models.DateField):
        return dt.date(2026, 1, 1) + dt.timedelta(days=number)
    if isinstance(field, models.TimeField):
        return dt.time(number // 60 % 24, number % 60)
    if isinstance(field, TEXTS):
        return f"t{number}"[: field.max_length]
    if isinstance(field, models.JSONField):
        return {}
    return number if field.unique else 1
