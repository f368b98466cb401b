"""From a template and facts to the bytes of a document: the same facts, the same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst
from django.utils import formats, translation
from django.utils.translation import gettext as _

from certificates.documents import characters, colours

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATES = Path(__file__).resolve().parent / "templates"
# Readable by people who see little or nothing, and by the programs of thirty years from now.
_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


@dataclasses.dataclass(frozen=True, slots=True)
class Issuer:
    """The organisation that gives a document, and how its house looks.

    The logo is an SVG whose letters are outlines, or empty. Both colours are `#rrggbb`; the first
    carries text, so it is darkened where it is too light to read; the accent is for ornament only.
    """

    name: str
    url: str
    logo_svg: str
    colour: str
    accent: str


def pdf(
    template: str,
    facts: Mapping[str, Any],
    *,
    language: str,
    issued_at: dt.datetime,
    attached: bytes = b"",
) -> bytes:
    """Return a document as PDF/UA-1 and PDF/A-3a in one file.

    What is attached is UTF-8; the template says under which name, and it leaves as it came.

    Facts are data, never markup. Nothing is read but the templates and the bundled fonts, and no
    clock: the file says it was made at `issued_at` (UTC).

    Raises:
        typst.TypstError: a text has a character that `unprintable` names.
    """
    moment = issued_at.astimezone(dt.UTC)
    return _compiled(
        template,
        {**facts, "language": language, "issued": _in_parts(moment)},
        form="pdf",
        attached=attached,
        pdf_standards=_STANDARDS,
        timestamp=int(moment.timestamp()),
    )


def picture(template: str, facts: Mapping[str, Any], form: Literal["png", "svg"]) -> bytes:
    """Return a drawing of one page, 72 pixels to the inch."""
    return _compiled(template, facts, form=form, ppi=72)


def house(issuer: Issuer) -> dict[str, Any]:
    """Return what a template needs of the organisation."""
    return {
        "name": issuer.name,
        "url": issuer.url,
        "logo": issuer.logo_svg,
        "colour": colours.readable(issuer.colour),
        "accent": issuer.accent,
    }


def report_words(title: str, issuer: Issuer) -> dict[str, str]:
    """Return what stands around the parts of a report, in the language that is active."""
    return {
        "document_title": title,
        "page": _("Page {page} of {pages}"),
        "logo": _("Logo of {name}").format(name=issuer.name),
    }


def person(name: str) -> dict[str, Any]:
    """Return a name with the side it begins on."""
    return {"text": name, "right_to_left": characters.is_right_to_left(name)}


def day(date: dt.date | None, language: str) -> str:
    """Return a date written out in a language, 21 november 2029, and nothing for none."""
    if date is None:
        return ""
    with translation.override(language):
        return formats.date_format(date, "j F Y")


def _compiled(
    template: str, facts: Mapping[str, Any], *, form: Any, attached: bytes = b"", **options: Any
) -> bytes:
    said = {**facts, "plain": characters.plain_letters()}
    # Composed letters, as fonts have them; what is attached is signed, and must stay as it is.
    written = unicodedata.normalize("NFC", json.dumps(said, ensure_ascii=False))
    # A compiler of its own for each document, as it keeps state and the server has threads.
    compiler = typst.Compiler(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"facts": written, "attached": attached.decode()},
    )
    made = compiler.compile(format=form, **options)
    if not isinstance(made, bytes):
        message = f"{template} is more than one picture"
        raise TypeError(message)
    return made


@functools.cache
def _fonts() -> typst.Fonts:
    # The fonts of the machine would make another file on another machine.
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[characters.FONTS],
    )


def _in_parts(moment: dt.datetime) -> dict[str, int]:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(moment, part) for part in parts}
