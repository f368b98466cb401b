"""The certificate that hangs on a wall, with its credential inside."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING, Any

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.documents import printing
from certificates.documents.badge import badge_svg

if TYPE_CHECKING:
    import datetime as dt

# Modules of white around a QR code. Source: ISO/IEC 18004.
_QUIET_ZONE = 4
_INK = "#14302e"


@dataclasses.dataclass(frozen=True, slots=True)
class Component:
    """A part of what was done, and how much of it: Intervision, 6 meetings."""

    label: str
    quantity: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """All that stands on a certificate.

    It reads as one sentence: "This is to certify that" holder, statement ("has completed the
    course and is qualified as"), title. The days are inclusive; the last is empty for what does
    not end. The credential is JSON in UTF-8.
    """

    language: str
    holder_name: str
    title: str
    statement: str
    programme: str
    components: tuple[Component, ...]
    number: str
    url: str
    awarded_on: dt.date
    valid_from: dt.date
    valid_until: dt.date | None
    issuer: printing.Issuer
    signatory_name: str
    signatory_role: str
    credential: bytes
    issued_at: dt.datetime


def certificate_pdf(page: CertificatePage) -> bytes:
    """Return a certificate as a PDF of one page, A4 on its side, with the credential attached.

    Raises:
        typst.TypstError: a text has a character that `unprintable` names.
    """
    with translation.override(page.language):
        facts = _facts(page)
    return printing.pdf(
        "certificate",
        facts,
        language=page.language,
        issued_at=page.issued_at,
        attached=page.credential,
    )


def _facts(page: CertificatePage) -> dict[str, Any]:
    return {
        "house": printing.house(page.issuer),
        "holder": printing.person(page.holder_name),
        "title": page.title,
        "statement": page.statement,
        "programme": page.programme,
        "components": [dataclasses.asdict(one) for one in page.components],
        "number": page.number,
        "url": page.url,
        # With its letters as outlines: read aloud or searched, it would say the title twice.
        "seal": badge_svg(title=page.title, year=page.awarded_on.year, issuer=page.issuer).decode(),
        "dates": _dates(page),
        "signatory": {"name": page.signatory_name, "role": page.signatory_role},
        "qr": _qr(page.url),
        "words": _words(page),
    }


def _dates(page: CertificatePage) -> list[dict[str, str]]:
    named = [
        (_("Awarded on"), page.awarded_on),
        # A certificate that holds from the day of the award need not say so twice.
        (_("Valid from"), None if page.valid_from == page.awarded_on else page.valid_from),
        (_("Valid until"), page.valid_until),
    ]
    return [
        {"label": label, "day": printing.day(date, page.language)} for label, date in named if date
    ]


def _words(page: CertificatePage) -> dict[str, str]:
    said = {"holder": page.holder_name, "title": page.title, "url": page.url}
    return {
        "heading": _("Certificate"),
        "document_title": _("Certificate of {holder}: {title}").format(**said),
        "certify": _("This is to certify that"),
        "number": _("Certificate number"),
        "genuine": _("Genuine, and still valid?"),
        "check": _("Scan the code or go to"),
        "qr": _("QR code that opens {url}").format(**said),
        "logo": _("Logo of {name}").format(name=page.issuer.name),
        "credential": _("The credential: this certificate, signed, for programs"),
    }


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(drawn, kind="svg", border=_QUIET_ZONE, dark=_INK, light="#ffffff", xmldecl=False)
    return drawn.getvalue().decode()
