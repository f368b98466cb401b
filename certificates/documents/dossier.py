"""The dossier of a run: who has what, what was held, and which certificates came of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.documents import printing, tables
from certificates.documents.tables import Cell, Column, Table

if TYPE_CHECKING:
    import datetime as dt

    from certificates.documents.certificate import Component


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """A row of the matrix: a cell for each stage, and what became of it all."""

    name: str
    cells: tuple[Cell, ...]
    outcome: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session with the number of people who were there, and of those who were not."""

    day: dt.date
    title: str
    place: str
    present: int
    excused: int
    absent: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """A certificate that came of the run; the last day is empty for one that does not end."""

    number: str
    holder_name: str
    title: str
    awarded_on: dt.date
    valid_until: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """All that stands in the dossier of a run, as it was at `issued_at`.

    Both days of the period belong to it. The figures stand on the title page.
    """

    language: str
    course: str
    run: str
    since: dt.date
    until: dt.date
    figures: tuple[Component, ...]
    stages: tuple[str, ...]
    trainees: tuple[Trainee, ...]
    sessions: tuple[Held, ...]
    certificates: tuple[Awarded, ...]
    issuer: printing.Issuer
    issued_on: dt.date
    issued_at: dt.datetime


def dossier_pdf(page: DossierPage) -> bytes:
    """Return the dossier of a run as a PDF, A4 on its side, a part on a page of its own.

    Raises:
        typst.TypstError: a text has a character that `unprintable` names.
        ValueError: a trainee has another number of cells than there are stages.
    """
    with translation.override(page.language):
        facts = _facts(page)
    return printing.pdf("report", facts, language=page.language, issued_at=page.issued_at)


def _facts(page: DossierPage) -> dict[str, Any]:
    since, until = (printing.day(day, page.language) for day in (page.since, page.until))
    title = _("Dossier of {run}").format(run=page.run)
    return {
        "house": printing.house(page.issuer),
        "sideways": True,
        "apart": True,
        "cover": {
            "kind": _("Dossier"),
            "title": page.run,
            "subtitle": page.course,
            "lines": [
                _("From {since} until and with {until}").format(since=since, until=until),
                _("As it was on {day}").format(day=printing.day(page.issued_on, page.language)),
            ],
            "figures": [{"number": one.quantity, "label": one.label} for one in page.figures],
        },
        "parts": [
            {"heading": heading, "paragraphs": [], "table": tables.facts(table)}
            for heading, table in (
                (_("Progress"), _progress(page)),
                (_("Course sessions"), _sessions(page)),
                (_("Certificates"), _certificates(page)),
            )
        ],
        "words": printing.report_words(title, page.issuer),
    }


def _progress(page: DossierPage) -> Table:
    stages = [Column(stage, share=3) for stage in page.stages]
    return Table(
        columns=(Column(_("Trainee"), share=5), *stages, Column(_("Outcome"), share=4)),
        rows=tuple((one.name, *one.cells, one.outcome) for one in page.trainees),
        empty=_("Nobody took part."),
    )


def _sessions(page: DossierPage) -> Table:
    counted = (_("Present"), _("Absent with notice"), _("Absent without notice"))
    return Table(
        columns=(
            Column(_("Date"), share=4),
            Column(_("Session"), share=7),
            Column(_("Place"), share=5),
            *(Column(title, figures=True, share=3) for title in counted),
        ),
        rows=tuple(
            (
                printing.day(one.day, page.language),
                one.title,
                one.place,
                *map(str, (one.present, one.excused, one.absent)),
            )
            for one in page.sessions
        ),
        empty=_("No sessions were held."),
    )


def _certificates(page: DossierPage) -> Table:
    return Table(
        columns=(
            Column(_("Certificate number"), share=4),
            Column(_("Name"), share=5),
            Column(_("Title"), share=6),
            Column(_("Awarded on"), share=4),
            Column(_("Valid until"), share=4),
        ),
        rows=tuple(
            (
                one.number,
                one.holder_name,
                one.title,
                printing.day(one.awarded_on, page.language),
                printing.day(one.valid_until, page.language) or _("no end date"),
            )
            for one in page.certificates
        ),
        empty=_("No certificates were awarded."),
    )
