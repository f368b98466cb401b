"""Which column of a file is which: headings as offices write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from pool.importing.cells import like, plain, text_of
from pool.importing.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pool.importing.sheets import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """What a file can say, under any of these headings; the first is the one that is shown."""

    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a column stands in a file, and as what."""

    index: int
    text: str


def find(
    headings: Sequence[Cell], columns: Mapping[str, Column]
) -> tuple[dict[str, Heading], list[Finding]]:
    """Return where each column stands, and what is wrong with the headings.

    `import.column_unknown`, `import.column_twice` and `import.column_missing`.
    """
    names = {plain(one): name for name, column in columns.items() for one in column.headings}
    found: dict[str, Heading] = {}
    wrong = []
    for index, cell in enumerate(headings):
        text = text_of(cell)
        if not text:
            continue
        name = names.get(plain(text))
        if name is None:
            wrong.append(_unknown(text, columns))
        elif name in found:
            message = _("There is another column that says the same.")
            wrong.append(Finding(1, text, Problem("import.column_twice", message), text))
        else:
            found[name] = Heading(index, text)
    missing = [c for name, c in columns.items() if c.required and name not in found]
    return found, [*wrong, *map(_missing, missing)]


def _unknown(text: str, columns: Mapping[str, Column]) -> Finding:
    message = _("It is not known what stands in this column. Leave it out, or change its heading.")
    known = [one for column in columns.values() for one in column.headings]
    problem = Problem("import.column_unknown", message)
    return Finding(1, text, problem, text, like(text, known))


def _missing(column: Column) -> Finding:
    message = format_lazy(_("There is no column “{heading}”."), heading=column.headings[0])
    return Finding(1, "", Problem("import.column_missing", message))
