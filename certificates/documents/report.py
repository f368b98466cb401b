"""A report in the style of the house: a title page, figures, and parts with words and tables."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.documents import printing, tables

if TYPE_CHECKING:
    import datetime as dt

    from certificates.documents.certificate import Component
    from certificates.documents.tables import Table


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A chapter: paragraphs, and perhaps a table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that stands in a report."""

    language: str
    title: str
    subtitle: str
    figures: tuple[Component, ...]
    parts: tuple[Part, ...]
    issuer: printing.Issuer
    issued_on: dt.date
    issued_at: dt.datetime
    # A table with many columns needs a page that lies on its side.
    sideways: bool = False


def report_pdf(page: ReportPage) -> bytes:
    """Return a report as a PDF, A4, its parts one after the other.

    Raises:
        typst.TypstError: a text has a character that `unprintable` names.
    """
    with translation.override(page.language):
        facts = {
            "house": printing.house(page.issuer),
            "sideways": page.sideways,
            "apart": False,
            "cover": {
                "kind": _("Report"),
                "title": page.title,
                "subtitle": page.subtitle,
                "lines": [printing.day(page.issued_on, page.language)],
                "figures": [{"number": one.quantity, "label": one.label} for one in page.figures],
            },
            "parts": [
                {
                    "heading": part.heading,
                    "paragraphs": list(part.paragraphs),
                    "table": tables.facts(part.table) if part.table else None,
                }
                for part in page.parts
            ],
            "words": printing.report_words(page.title, page.issuer),
        }
    return printing.pdf("report", facts, language=page.language, issued_at=page.issued_at)
