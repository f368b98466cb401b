"""The rows of a file under their columns: a cell by its name, a problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused, Severity
from pool.importing import cells, columns, sheets
from pool.importing.findings import Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from pool.importing.columns import Column, Heading
    from pool.importing.known import Words
    from pool.importing.sheets import Cell

FoundT = TypeVar("FoundT")


class Line:
    """One row of a file, which gathers what is wrong with it while it is read."""

    __slots__ = ("_cells", "_headings", "findings", "row")

    def __init__(self, row: int, found: list[Cell], headings: Mapping[str, Heading]) -> None:
        self.row = row
        self.findings: list[Finding] = []
        self._cells = found
        self._headings = headings

    @property
    def is_wrong(self) -> bool:
        """True when something is wrong that cannot be passed over."""
        return any(one.problem.severity is Severity.BLOCKER for one in self.findings)

    def cell(self, name: str) -> Cell:
        """Return what stands in a column; None where it is empty or there is no such column."""
        heading = self._headings.get(name)
        if heading is None or heading.index >= len(self._cells):
            return None
        return self._cells[heading.index]

    def text(self, name: str) -> str:
        """Return what stands in a column as text; empty where there is nothing."""
        return cells.text_of(self.cell(name))

    def complain(self, name: str, problems: Iterable[Problem], suggestion: str = "") -> None:
        """Say what is wrong with a column, and what could be meant."""
        heading = self._headings.get(name)
        column = heading.text if heading else ""
        value = self.text(name)
        self.findings += [
            Finding(self.row, column, problem, value, suggestion) for problem in problems
        ]

    def required(self, name: str) -> str:
        """Return a text that has to be there, and complain where it is not."""
        text = self.text(name)
        if not text:
            self.complain(name, [Problem("import.empty", _("Fill this in."))])
        return text

    def day(self, name: str, *, required: bool = False) -> dt.date | None:
        """Return the day in a column, and complain of what is none."""
        if not self.text(name):
            if required:
                self.required(name)
            return None
        day, meant = cells.day_of(self.cell(name))
        if day is None:
            self.complain(name, [cells.day_problem()], meant)
        return day

    def word(self, name: str, words: Words[FoundT], text: str | None = None) -> FoundT | None:
        """Return what a word of a list stands for, and complain of what is on no list."""
        said = self.text(name) if text is None else text
        found = words.get(said) if said else None
        if found is None and said:
            self.complain(name, [_unknown_word(said)], words.like(said))
        return found

    def words(self, name: str, words: Words[FoundT]) -> list[FoundT]:
        """Return what the words in a column stand for, each once, in their order."""
        found = (self.word(name, words, text) for text in cells.listed(self.text(name)))
        return list(dict.fromkeys(one for one in found if one is not None))


def _unknown_word(said: str) -> Problem:
    message = format_lazy(_("“{word}” is not known here."), word=said)
    return Problem("import.unknown_word", message)


def read(data: bytes, known: Mapping[str, Column]) -> tuple[Iterator[Line], list[Finding]]:
    """Return the rows of a file, to be read once, and what is wrong with its headings.

    :raises Refused: the codes of `sheets.read`, and `import.no_rows` for a file without headings.
    """
    rows = sheets.read(data)
    first = next(rows, None)
    if first is None:
        raise Refused(
            [Problem("import.no_rows", _("There is nothing in this file."), field="file")]
        )
    headings, findings = columns.find(first[1], known)
    return (Line(number, found, headings) for number, found in rows), findings
