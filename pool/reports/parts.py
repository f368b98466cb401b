"""What a report is made of, whatever it is written as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_HOUR, _TENTH = 60, Decimal("0.1")
Value = str | int | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody asks for, with what it counts."""

    code: str
    label: StrOrPromise
    number: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the code is what a program asks for it by."""

    code: str
    title: StrOrPromise
    headings: tuple[StrOrPromise, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report about a period, both days included."""

    kind: str
    title: StrOrPromise
    since: dt.date
    on: dt.date
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    # How something was counted that somebody could read in another way.
    remarks: tuple[StrOrPromise, ...] = ()
    # Of a closed year: the digest of its figures, and when they were closed (UTC).
    sha256: str = ""
    closed_at: dt.datetime | None = None

    @property
    def name(self) -> str:
        """The name of its file, without what it is written as."""
        return f"{self.kind}-{self.since}-{self.on}"


def hours(minutes: int) -> Decimal:
    """Return minutes as hours with one decimal."""
    return (Decimal(minutes) / _HOUR).quantize(_TENTH, ROUND_HALF_UP)
