"""A table as it is printed: its columns, its rows, and cells with a mark beside their words."""

from __future__ import annotations

import dataclasses
import enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_HOUR = 60


class Mark(enum.StrEnum):
    """What a cell shows before its words, for who looks over a whole page."""

    MET = "met"
    UNDER_WAY = "under_way"
    MISSING = "missing"
    EXEMPT = "exempt"


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """Words with a mark. The words say all; the mark says it a second time."""

    text: str
    mark: Mark


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A heading, whether figures stand under it, and how much of the room it takes."""

    title: str
    figures: bool = False
    share: int = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings, with a last row of totals where there is something to add up.

    Each row has a cell for every column; so has the row of totals, or it is empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    totals: tuple[str, ...] = ()
    # Said in place of a table without rows.
    empty: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that is not as long as the headings: it would shift all that follows."""
        rows = [*self.rows, *([self.totals] if self.totals else [])]
        if any(len(row) != len(self.columns) for row in rows):
            message = f"every row needs {len(self.columns)} cells"
            raise ValueError(message)


def facts(table: Table) -> dict[str, Any]:
    """Return a table as a template reads it."""
    return {
        "columns": [dataclasses.asdict(column) for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "totals": list(table.totals),
        "empty": table.empty or _("Nothing to show."),
    }


def duration(minutes: int) -> str:
    """Return a length of time in whole hours and minutes, in the language that is active."""
    hours, rest = divmod(minutes, _HOUR)
    said_hours = ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    said_rest = ngettext("{n} minute", "{n} minutes", rest).format(n=rest)
    if not rest:
        return said_hours
    return f"{said_hours} {said_rest}" if hours else said_rest


def clock(minutes: int) -> str:
    """Return a length of time as hours and minutes on a clock, where there is little room."""
    hours, rest = divmod(minutes, _HOUR)
    return f"{hours}:{rest:02}"


def _cell(cell: str | Cell) -> dict[str, str]:
    if isinstance(cell, Cell):
        return {"text": cell.text, "mark": cell.mark}
    return {"text": cell, "mark": ""}
