"""What is wrong with a cell of a file, where it stands, and what could be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; row 1 is that of the headings, row 0 the file as a whole."""

    row: int
    # The heading as it stands in the file; empty where it is about the whole row.
    column: str
    problem: Problem
    value: str = ""
    # What can be written instead; empty where nobody can know.
    suggestion: str = ""

    @property
    def sentence(self) -> StrOrPromise:
        """What is wrong and what can be done, with the place."""
        said = self.problem.message
        if self.suggestion:
            said = format_lazy(
                _("{said} Perhaps: {suggestion}."), said=said, suggestion=self.suggestion
            )
        if not self.row:
            return said
        if not self.column:
            return format_lazy(_("Row {row}: {said}"), row=self.row, said=said)
        return format_lazy(
            _("Row {row}, “{column}”: {said}"), row=self.row, column=self.column, said=said
        )

    def as_problem(self) -> Problem:
        """Return it as a problem of the whole import, with its place as the field."""
        place = f"{self.row}:{self.column}" if self.row else "file"
        return Problem(self.problem.code, self.sentence, field=place)
