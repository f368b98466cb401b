"""The rows that hang on a row, as one column of it: one query instead of one for every table.

Both databases make JSON, each with its own way of writing a moment; `read` and `moment` understand
both. A date is written alike.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from django.db.models import Func, Subquery, TextField

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable
    from django.db.models.sql.compiler import SQLCompiler

    Sql = tuple[str, Any]


_DECODER = json.JSONDecoder()


class _Line(Func):
    """The columns of a row as a JSON list."""

    function = "json_array"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        # Not Django's own JSONArray: that makes JSONB, which costs twice the time here.
        return self.as_sql(compiler, connection, function="json_build_array")


class Rows(Subquery):
    """The rows of a query that names the outer row, as JSON: a list of lists, in their order.

    A column can itself be such rows; it is then a text, to be read like the outer one.
    """

    template = "(SELECT '[' || group_concat(line, ',') || ']' FROM (%(subquery)s) AS lines)"

    def __init__(self, queryset: QuerySet[Any], *columns: str | Combinable) -> None:
        line = _Line(*columns, output_field=TextField())
        super().__init__(queryset.annotate(line=line).values("line"), output_field=TextField())

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Return the SQL in PostgreSQL's words."""
        there = self.copy()
        there.template = self.template.replace("group_concat(line,", "string_agg(line::text,")
        return there.as_sql(compiler, connection)


def read(text: str | None) -> list[Any]:
    """Return the rows of a column made by `Rows`, none where there are none."""
    # Not `json.loads`: most lists are so short that looking for white space takes longer.
    return _DECODER.raw_decode(text)[0] if text else []


def moment(text: str) -> dt.datetime:
    """Return the moment in a row, in UTC; SQLite keeps it without saying so."""
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
