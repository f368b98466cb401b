"""The statement of service: what a trainer attended and gave in a period."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.documents import printing, tables
from certificates.documents.tables import Column, Table

if TYPE_CHECKING:
    import datetime as dt


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A meeting of peer supervision: when, with which group, how long. Never what was said."""

    day: dt.date
    group: str
    minutes: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A session that was given: when, what, where, in which role, how long."""

    day: dt.date
    title: str
    place: str
    role: str
    minutes: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """All that stands on a statement of service. Both days of the period belong to it."""

    language: str
    holder_name: str
    since: dt.date
    until: dt.date
    attended: tuple[Attended, ...]
    given: tuple[Given, ...]
    issuer: printing.Issuer
    signatory_name: str
    signatory_role: str
    issued_on: dt.date
    issued_at: dt.datetime


def statement_pdf(page: StatementPage) -> bytes:
    """Return a statement of service as a PDF, A4 upright, of as many pages as it takes.

    Raises:
        typst.TypstError: a text has a character that `unprintable` names.
    """
    with translation.override(page.language):
        facts = _facts(page)
    return printing.pdf("statement", facts, language=page.language, issued_at=page.issued_at)


def _facts(page: StatementPage) -> dict[str, Any]:
    return {
        "house": printing.house(page.issuer),
        "holder": printing.person(page.holder_name),
        "signatory": {"name": page.signatory_name, "role": page.signatory_role},
        "issued_on": printing.day(page.issued_on, page.language),
        "figures": _figures(page),
        "intervision": tables.facts(_intervision(page)),
        "sessions": tables.facts(_sessions(page)),
        "words": _words(page),
    }


def _figures(page: StatementPage) -> list[dict[str, str]]:
    meetings, sessions = len(page.attended), len(page.given)
    return [
        {
            "number": tables.duration(sum(one.minutes for one in page.attended)),
            "label": ngettext(
                "of intervision, in {n} meeting", "of intervision, in {n} meetings", meetings
            ).format(n=meetings),
        },
        {
            "number": tables.duration(sum(one.minutes for one in page.given)),
            "label": ngettext(
                "of training given, in {n} session", "of training given, in {n} sessions", sessions
            ).format(n=sessions),
        },
    ]


def _intervision(page: StatementPage) -> Table:
    columns = (
        Column(_("Date"), share=2),
        Column(_("Group"), share=4),
        Column(_("Duration"), figures=True, share=2),
    )
    rows = tuple(
        (printing.day(one.day, page.language), one.group, tables.duration(one.minutes))
        for one in page.attended
    )
    total = tables.duration(sum(one.minutes for one in page.attended))
    return Table(
        columns=columns,
        rows=rows,
        totals=(_("Total"), "", total),
        empty=_("No intervision in this period."),
    )


def _sessions(page: StatementPage) -> Table:
    columns = (
        Column(_("Date"), share=5),
        Column(_("Session"), share=8),
        Column(_("Place"), share=5),
        Column(_("Role"), share=4),
        Column(_("Duration"), figures=True, share=6),
    )
    rows = tuple(
        (
            printing.day(one.day, page.language),
            one.title,
            one.place,
            one.role,
            tables.duration(one.minutes),
        )
        for one in page.given
    )
    total = tables.duration(sum(one.minutes for one in page.given))
    return Table(
        columns=columns,
        rows=rows,
        totals=(_("Total"), "", "", "", total),
        empty=_("No sessions given in this period."),
    )


def _words(page: StatementPage) -> dict[str, str]:
    said = {
        "name": page.holder_name,
        "issuer": page.issuer.name,
        "since": printing.day(page.since, page.language),
        "until": printing.day(page.until, page.language),
    }
    return {
        "document_title": _("Statement of service of {name}").format(**said),
        "heading": _("Statement of service"),
        "period": _("From {since} until and with {until}").format(**said),
        "declares": _("{issuer} states that this person was active as follows:").format(**said),
        "intervision": _("Intervision"),
        "sessions": _("Sessions given"),
        "issued_on": _("Drawn up on"),
        "page": _("Page {page} of {pages}"),
        "logo": _("Logo of {name}").format(name=page.issuer.name),
    }
