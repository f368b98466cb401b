"""Files as offices keep them, made for a test."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "Naam",
    "E-mail",
    "Gemeente",
    "Certificaatnummer",
    "Behaald op",
    "Geldig tot en met",
    "Regio's",
    "Onderwerpen",
    "Mag geven",
)
ANNA = (
    "Anna van der Berg",
    "anna@example.org",
    "Hier",
    "OUD-1",
    "3-7-2025",
    "2-7-2028",
    "Noord",
    "media",
    "instructie",
)
DID = ("Certificaatnummer", "Naam", "Datum", "Soort", "Omschrijving")


def table(*lines: tuple[Any, ...], separator: str = ";") -> bytes:
    """Return lines as CSV in UTF-8."""
    return "".join(separator.join(map(str, line)) + "\r\n" for line in lines).encode()


def trainers(*lines: tuple[Any, ...]) -> bytes:
    """Return a list of trainers as CSV."""
    return table(HEADINGS, *lines)


def history(*lines: tuple[Any, ...]) -> bytes:
    """Return a list of what trainers did as CSV."""
    return table(DID, *lines)


def workbook(*lines: tuple[Any, ...]) -> bytes:
    """Return lines as a workbook."""
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def but(line: tuple[Any, ...], **cells: Any) -> tuple[Any, ...]:
    """Return a line with other cells, named by a word of the heading in small letters."""
    names = [heading.casefold().replace("-", "").split()[0] for heading in HEADINGS]
    return tuple(cells.get(name, cell) for name, cell in zip(names, line, strict=True))
