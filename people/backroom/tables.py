"""Forms with a table: one line for each participant, part or stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from people.backroom.forms import DeedForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django import forms
    from django.forms.boundfield import BoundField
    from django_stubs_ext import StrOrPromise

    from common.problems import Problem


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: the name of what is asked in it, and the field that asks."""

    name: str
    field: Callable[[], forms.Field]


class TableForm(DeedForm):
    """A form that asks the same of many things, in a table.

    `table_name` is the keyword under which the action names the lines, as in `parts.2.minutes`.
    """

    table_name = ""
    columns: tuple[Column, ...] = ()

    def prepare(self) -> None:
        """Add a field for each cell, filled with what is known."""
        self._lines: dict[str, StrOrPromise] = {}
        for key, label, known in self.lines():
            self._lines[key] = label
            for column in self.columns:
                field = column.field()
                field.initial = known.get(column.name, field.initial)
                # The browser cannot ask for a whole line at once; the rules can.
                field.widget.attrs["aria-label"] = f"{label}: {field.label}"
                self.fields[f"{key}-{column.name}"] = field

    def lines(self) -> Iterable[tuple[str, StrOrPromise, Mapping[str, Any]]]:
        """Yield of each line its key, its label and what is known."""
        return ()

    def is_filled(self, line: Mapping[str, Any]) -> bool:
        """Return True when a line says something."""
        return any(value not in (None, "", 0) for value in line.values())

    @property
    def filled(self) -> dict[str, dict[str, Any]]:
        """The lines that say something, by their key."""
        found = {key: self._line(key) for key in self._lines}
        return {key: line for key, line in found.items() if self.is_filled(line)}

    @property
    def table(self) -> list[tuple[StrOrPromise, list[BoundField]]]:
        """The lines as they are shown."""
        names = [column.name for column in self.columns]
        return [
            (label, [self[f"{key}-{name}"] for name in names]) for key, label in self._lines.items()
        ]

    @property
    def above(self) -> list[BoundField]:
        """The fields that are in no line."""
        cells = self._cells()
        return [bound for bound in self.visible_fields() if bound.name not in cells]

    def words(self) -> dict[str, Any]:
        """Return what stands outside the table."""
        cells = self._cells()
        return {name: value for name, value in super().words().items() if name not in cells}

    def place_of(self, problem: Problem) -> str | None:
        """Return the cell that a problem such as `parts.2.minutes` is about."""
        name, _dot, rest = problem.field.partition(".")
        number, _dot, column = rest.partition(".")
        keys = list(self.filled)
        if name != self.table_name or not number.isdigit() or not 0 < int(number) <= len(keys):
            return super().place_of(problem)
        place = f"{keys[int(number) - 1]}-{column.partition('.')[0]}"
        return place if place in self.fields else f"{keys[int(number) - 1]}-{self.columns[0].name}"

    def _line(self, key: str) -> dict[str, Any]:
        cells = ((column.name, f"{key}-{column.name}") for column in self.columns)
        return {name: self.cleaned_data.get(cell) for name, cell in cells}

    def _cells(self) -> set[str]:
        return {f"{key}-{column.name}" for key in self._lines for column in self.columns}
