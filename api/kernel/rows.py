"""What a resource shows of a row: declared as a serializer, read as plain values.

A list makes no instances of models. The page's ids come first; then one query reads the columns of
those rows, with what they point at, and one more each kind of row that hangs from them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import ForeignObjectRel, ManyToManyField
from rest_framework import serializers

from api.kernel.names import camel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Model, QuerySet

    Values = Sequence[Any]
    Make = Callable[[Values], Any]


class CamelNames(serializers.Serializer[Any]):
    """Fields that are `starts_on` in the code and `startsOn` outside."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return the fields under their outside names."""
        found = super().get_fields()
        for name, field in found.items():
            if camel(name) != name and field.source is None:
                field.source = name
        return {camel(name): field for name, field in found.items()}


class Row(CamelNames, serializers.ModelSerializer[Any]):
    """What is shown of one row. Everything in it is read-only.

    A field is a column, a `Row` of what the row points at, a `Row(many=True)` of rows that hang
    from it, or a `Derived`. `annotations` are counts and the like that the database adds.
    """

    annotations: ClassVar[Mapping[str, Any]] = {}

    @classmethod
    def model(cls) -> type[Model]:
        """Return the table that the rows are of."""
        found: type[Model] = cls.Meta.model
        return found

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return the fields, where what points nowhere is said to be able to."""
        found = super().get_fields()
        for name, field in found.items():
            column = self._column(str(field.source or name))
            if isinstance(field, Row) and column is not None:
                field.allow_null = column.null
        return found

    def _column(self, name: str) -> Any:
        names = {one.name: one for one in self.model()._meta.get_fields()}
        return names.get(name)

    def build_standard_field(
        self, field_name: str, model_field: Any
    ) -> tuple[type[serializers.Field[Any, Any, Any, Any]], dict[str, Any]]:
        """Return a field that only shows, so without the checks of what is sent."""
        kind, options = super().build_standard_field(field_name, model_field)
        kept = ("choices", "help_text", "allow_null", "allow_blank", "max_length")
        return kind, {k: v for k, v in options.items() if k in kept} | {"read_only": True}


class Derived(serializers.ReadOnlyField):
    """A value that is made of other columns, which `paths` names."""

    paths: ClassVar[tuple[str, ...]] = ()

    def make(self, values: Values) -> Any:
        """Return the value that these columns make."""
        raise NotImplementedError


def read(row: type[Row], found: QuerySet[Any]) -> list[dict[str, Any]]:
    """Return what is shown of these rows, in their order: one query, and one for each child."""
    plan = _plan(row)
    lines = list(found.annotate(**row.annotations).values_list("pk", *plan.paths))
    children = {name: child.read([line[0] for line in lines]) for name, child in plan.children}
    return [
        plan.show(line[1:]) | {name: inner[line[0]] for name, inner in children.items()}
        for line in lines
    ]


def read_ids(row: type[Row], ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return what is shown of the rows with these ids, in the order of the ids."""
    by_id = {
        shown["id"]: shown
        for shown in read(row, row.model()._default_manager.filter(pk__in=ids).order_by())
    }
    return [by_id[pk] for pk in ids if pk in by_id]


def flat(row: type[Row]) -> tuple[list[str], list[str], Make]:
    """Return the headings, the columns and the reader of a row without what hangs from it."""
    plan = _plan(row)
    return plan.headings(), list(plan.paths), plan.leaves


@dataclass(frozen=True, slots=True)
class _Column:
    """One name of what is shown: which of the columns it takes, and what it makes of them."""

    name: str
    width: int
    make: Make
    inner: tuple[str, ...] = ()

    def leaves(self, value: Mapping[str, Any] | None) -> list[Any]:
        # What points nowhere has as many empty cells as what it could have pointed at.
        return [None] * len(self.inner) if value is None else list(_leaves(value))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the rows of one kind are read."""

    paths: tuple[str, ...]
    columns: tuple[_Column, ...]
    children: tuple[tuple[str, _Child], ...]

    def show(self, line: Values) -> dict[str, Any]:
        shown = {}
        start = 0
        for column in self.columns:
            end = start + column.width
            shown[column.name] = column.make(line[start:end])
            start = end
        return shown

    def leaves(self, line: Values) -> list[Any]:
        """Return the values without structure, in the order of the headings."""
        found: list[Any] = []
        for column, value in zip(self.columns, self.show(line).values(), strict=True):
            if column.inner:
                found += column.leaves(value)
            else:
                found.append(value)
        return found

    def headings(self) -> list[str]:
        return [
            f"{column.name}.{inner}" if inner else column.name
            for column in self.columns
            for inner in (column.inner or ("",))
        ]


@dataclass(frozen=True, slots=True)
class _Child:
    """Rows that hang from others: by which of their columns, and what is shown of them."""

    row: type[Row]
    link: str

    def read(self, parents: Iterable[int]) -> defaultdict[int, list[dict[str, Any]]]:
        plan = _plan(self.row)
        model = self.row.model()
        rows = model._default_manager.filter(**{f"{self.link}__in": list(parents)})
        ordering = model._meta.ordering or ["pk"]
        lines = rows.annotate(**self.row.annotations).order_by(*ordering)
        found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for parent, *line in lines.values_list(self.link, *plan.paths):
            found[parent].append(plan.show(line))
        return found


@cache
def _plan(row: type[Row]) -> _Plan:
    paths: list[str] = []
    columns: list[_Column] = []
    children: list[tuple[str, _Child]] = []
    for name, field in row().fields.items():
        if isinstance(field, serializers.ListSerializer):
            children.append((name, _child(row, field)))
            continue
        column, wanted = _column(name, field)
        columns.append(column)
        paths += wanted
    return _Plan(tuple(paths), tuple(columns), tuple(children))


def _child(row: type[Row], field: serializers.ListSerializer[Any]) -> _Child:
    inner = type(field.child)
    if not issubclass(inner, Row):
        message = f"{inner} in {row} is not a Row"
        raise TypeError(message)
    relation = row.model()._meta.get_field(str(field.source))
    if isinstance(relation, ForeignObjectRel):
        return _Child(inner, relation.field.name)
    if isinstance(relation, ManyToManyField):
        return _Child(inner, str(relation.related_query_name()))
    message = f"{field.source} of {row} leads to one row only"
    raise TypeError(message)


def _column(name: str, field: serializers.Field[Any, Any, Any, Any]) -> tuple[_Column, list[str]]:
    source = str(field.source).replace(".", "__")
    if isinstance(field, Row):
        return _pointed_at(name, source, _plan(type(field)))
    if isinstance(field, Derived):
        prefix = source.rpartition("__")[0]
        paths = [f"{prefix}__{path}" if prefix else path for path in field.paths]
        return _Column(name, len(paths), field.make), paths
    return _Column(name, 1, _maker(field)), [source]


def _pointed_at(name: str, source: str, plan: _Plan) -> tuple[_Column, list[str]]:
    """Return the column for the row that a foreign key points at, or None where it points nowhere.

    Its primary key is asked for once more, in front, as that alone says whether there is a row.
    """

    def make(values: Values) -> Any:
        return None if values[0] is None else plan.show(values[1:])

    paths = [f"{source}_id" if "__" not in source else f"{source}__pk"]
    paths += [f"{source}__{path}" for path in plan.paths]
    return _Column(name, len(paths), make, tuple(plan.headings())), paths


def _maker(field: serializers.Field[Any, Any, Any, Any]) -> Make:
    if isinstance(field, serializers.DateTimeField):
        return lambda values: moment(values[0])
    if isinstance(field, serializers.DateField):
        return lambda values: None if values[0] is None else values[0].isoformat()
    return lambda values: values[0]


def moment(instant: dt.datetime | None) -> str | None:
    """Return an instant as RFC 3339 in UTC, with a Z.

    Source: NLGov REST API Design Rules, /core/date-time/timezone.
    """
    if instant is None:
        return None
    return instant.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _leaves(shown: Mapping[str, Any]) -> Iterable[Any]:
    for value in shown.values():
        if isinstance(value, dict):
            yield from _leaves(value)
        else:
            yield value
