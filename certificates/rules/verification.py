"""What anybody may be told about a certificate, and whether a name is the one on it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.states import CertificateState
from common.problems import Problem

if TYPE_CHECKING:
    import datetime as dt

    from certificates.models import Certificate


class Verdict(models.TextChoices):
    """Where a certificate stands, in the words of the page that confirms it."""

    VALID = "valid", _("This certificate is valid")
    NOT_YET = "not_yet", _("This certificate is not valid yet")
    EXPIRED = "expired", _("This certificate has expired")
    SUSPENDED = "suspended", _("This certificate is suspended")
    REVOKED = "revoked", _("This certificate was revoked")
    SUPERSEDED = "superseded", _("This certificate was replaced; ask its holder for the new one")
    ERASED = "erased", _("This certificate can no longer be checked: its data were erased")


_DECIDED = {
    CertificateState.SUSPENDED: Verdict.SUSPENDED,
    CertificateState.REVOKED: Verdict.REVOKED,
    CertificateState.REPLACED: Verdict.SUPERSEDED,
}


def verdict(certificate: Certificate, day: dt.date) -> Verdict:
    """Return where a certificate stands on a day by the calendar of the association.

    What was erased tells nothing more; then comes what was decided, from its very day on; then the
    dates, both of which are in. One that was renewed stays what it is until its own last day.
    """
    if not certificate.holder_name:
        return Verdict.ERASED
    if not certificate.holds_on(day):
        return _DECIDED[CertificateState(certificate.state)]
    if day < certificate.issued_on:
        return Verdict.NOT_YET
    return Verdict.VALID if day <= certificate.valid_until else Verdict.EXPIRED


def is_name_on(certificate: Certificate, name: str) -> bool:
    """Return True for the name on the certificate; capitals, accents and spaces do not matter.

    A part of it is not enough, and nobody is on what was erased.
    """
    typed = _plain(name)
    return bool(typed) and typed == _plain(certificate.holder_name)


def wish_problems(is_hidden: object) -> list[Problem]:
    """Return `certificate.no_wish` for what is neither yes nor no."""
    if isinstance(is_hidden, bool):
        return []
    return [Problem("certificate.no_wish", _("Answer yes or no."), field="is_hidden")]


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", letters).strip()
