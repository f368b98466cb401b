"""What a holder can take home of a certificate: the paper, the credential and the badge."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from certificates import credentials, documents, rules
from certificates.models import CertificateDocument
from certificates.papers.certificate import page
from common.problems import refuse_if

if TYPE_CHECKING:
    from certificates.models import Certificate


@dataclasses.dataclass(frozen=True, slots=True)
class Download:
    """A file: what it is called, its media type, and what is in it."""

    name: str
    media_type: str
    content: bytes


def paper(certificate: Certificate) -> Download:
    """Return the PDF with the credential inside, exactly as it was signed.

    :raises Refused: `certificate.no_papers`, `certificate.not_signed_yet`.
    """
    document = _signed(certificate)
    return _named(certificate, "pdf", "application/pdf", bytes(document.pdf or b""))


def credential(certificate: Certificate) -> Download:
    """Return the signed credential, as JSON. Source of the media type: VC Data Model 2.0.

    :raises Refused: `certificate.no_papers`, `certificate.not_signed_yet`.
    """
    document = _signed(certificate)
    return _named(certificate, "json", "application/vc", bytes(document.credential or b""))


def badge(certificate: Certificate) -> Download:
    """Return the badge as a PNG, with the credential baked in.

    :raises Refused: `certificate.no_papers`, `certificate.not_signed_yet`.
    """
    document = _signed(certificate)
    said = page(document.page, b"")
    picture = documents.badge_png(title=said.title, year=said.awarded_on.year, issuer=said.issuer)
    baked = credentials.baked_png(picture, bytes(document.credential or b""))
    return _named(certificate, "png", "image/png", baked)


def _signed(certificate: Certificate) -> CertificateDocument:
    found = CertificateDocument.objects.filter(certificate=certificate).first()
    refuse_if(rules.download_problems(found))
    # Without one the rules refuse.
    return found or CertificateDocument()


def _named(certificate: Certificate, ending: str, media_type: str, content: bytes) -> Download:
    return Download(f"{certificate.number}.{ending}", media_type, content)
