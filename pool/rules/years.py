"""When the figures of a year can be closed, and what closing keeps."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

# Before the first there was no programme, and a calendar goes no further than four digits.
_YEARS = range(2000, 2101)


def year_problems(year: object, *, today: dt.date) -> list[Problem]:
    """Return why a year cannot be closed.

    `year.unknown` for what is no year of this century, and `year.not_over` as long as it goes on.
    """
    if not isinstance(year, int) or isinstance(year, bool) or year not in _YEARS:
        return [Problem("year.unknown", _("Give a year, such as 2027."), field="year")]
    if year >= today.year:
        message = _("A year is closed when it is over.")
        return [Problem("year.not_over", message, field="year")]
    return []


def closed_problem() -> Problem:
    """Return the problem of a year whose figures are kept already."""
    message = _("This year is closed already: its figures stay what they are.")
    return Problem("year.closed", message, field="year")


def days_of_year(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a calendar year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def digest(figures: Mapping[str, Any]) -> str:
    """Return the SHA-256 of figures, written as JSON with sorted keys (UTF-8), in hexadecimal."""
    text = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
