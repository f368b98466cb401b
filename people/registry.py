"""Every table with a person in it, and what merging, erasing and exporting do with its rows.

A room fills this in `AppConfig.ready()`, so everything in it is a name or a value: models cannot
be imported yet where an app is configured. A test fails for a table that no room registered.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

    from people.models import Person

    Blank = str | None | dict[str, str] | list[str]


@dataclasses.dataclass(frozen=True, slots=True)
class OneOpen:
    """At most one row of a person is open at a time, per value of the fields in `per`.

    Where both persons have an open one, merging ends the duplicate's: `ends` becomes the day (or,
    in a field that keeps a moment, the instant) of merging, or `starts` when that lies later.
    """

    starts: str
    ends: str
    per: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonTable:
    """One way in which a table points at a person; a table with two such fields has two of these.

    `model` is a label such as `courses.Enrolment`. `field` is the foreign key to the person, or a
    path to it, such as `placement__enrolment__person`, for rows that hang on another row.

    Merging points the foreign key to the person that stays (a path needs nothing: the row it
    hangs on moves). Where the database allows only one row, `one_open` ends the duplicate's, or
    `resolve` names a function (dotted path) that is called first as
    `resolve(keep=…, duplicate=…, now=…)` and must leave no two rows that exclude each other.
    `follows_merge=False` leaves the rows where they are, as a trail.

    Erasing writes the values of `erase` (field → what remains) into every row, or removes the
    rows when `erase_rows` is set. Exporting gives the fields of `export`; these may be paths.
    `is_about_person=False` says that the person only did something to a row about somebody else
    (decided, awarded): reasons that were given about such a row are not this person's to erase.
    """

    model: str
    field: str
    is_about_person: bool = True
    follows_merge: bool = True
    one_open: OneOpen | None = None
    resolve: str = ""
    erase: Mapping[str, Blank] = dataclasses.field(default_factory=dict)
    erase_rows: bool = False
    export: tuple[str, ...] = ()

    @property
    def model_class(self) -> type[models.Model]:
        """The model that the label names."""
        return apps.get_model(self.model)

    @property
    def is_direct(self) -> bool:
        """True when the field is a foreign key of the table itself."""
        return "__" not in self.field

    def rows(self, person: Person) -> models.QuerySet[models.Model]:
        """Return the rows of this person, oldest first."""
        rows = self.model_class._default_manager.filter(**{self.field: person})
        return rows.order_by("pk")


_tables: dict[tuple[str, str], PersonTable] = {}


def register(*tables: PersonTable) -> None:
    """Add tables; the same model and field again replaces what was said before."""
    for table in tables:
        _tables[table.model.lower(), table.field] = table


def tables() -> list[PersonTable]:
    """Return every registered table, in the order of its name and field."""
    return [table for _, table in sorted(_tables.items())]
