"""A whole list as CSV, row by row, however long it is."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer

from api.kernel import rows
from pool.reports import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

_CHUNK = 2_000


class Sheet(BaseRenderer):
    """Says that a list can be had as CSV; `stream` writes it."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class _Line:
    """A file that hands on each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def stream(row: type[rows.Row], found: QuerySet[Any]) -> StreamingHttpResponse:
    """Return all these rows as CSV (RFC 4180), read in chunks so that memory stays flat."""
    response = StreamingHttpResponse(_lines(row, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="export.csv"'
    return response


def whole(
    name: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Return lines that are known already as CSV, under headings, as a file with this name."""
    writer = csv.writer(_Line())
    rows = (
        writer.writerow([harmless(value) for value in line]) for line in chain([headings], lines)
    )
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(row: type[rows.Row], found: QuerySet[Any]) -> Iterator[str]:
    headings, columns, leaves = rows.flat(row)
    writer = csv.writer(_Line())
    yield writer.writerow(headings)
    lines = found.annotate(**row.annotations).values_list(*columns)
    for line in lines.iterator(chunk_size=_CHUNK):
        yield writer.writerow([harmless(value) for value in leaves(line)])
