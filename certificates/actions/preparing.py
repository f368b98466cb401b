"""The papers of a certificate, written down when it is given and signed by the worker later."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from certificates import credentials, papers, rules
from certificates.models import Certificate, CertificateDocument, StatusList
from common.problems import refuse_if

if TYPE_CHECKING:
    import datetime as dt

# Places are drawn at random, which goes quickly while half of them are free.
_FULL = credentials.SLOTS // 2
_SALT_BYTES = 16


def prepare(certificate: Certificate, *, now: dt.datetime) -> CertificateDocument:
    """Write down what a new certificate says, and give it a place on the list of revocations.

    Everything that could keep it from being signed or printed is found now, not when it is.

    :raises Refused: `certificate.unprintable`.
    :raises UnsignableError: the credential has parts that a signature would not cover.
    """
    place = _free_place()
    certificate.status_list, certificate.status_index = place
    certificate.save(update_fields=["status_list", "status_index"])
    facts = papers.prepared(certificate, now=now)
    refuse_if(rules.printing_problems(papers.printed(facts)))
    unsigned = papers.unsigned(certificate, facts, place=place, salt=secrets.token_hex(_SALT_BYTES))
    credentials.canonical(unsigned)
    return CertificateDocument.objects.create(
        certificate=certificate, page=facts, unsigned=unsigned
    )


def _free_place() -> tuple[StatusList, int]:
    """Return a list and a place on it that nobody has, drawn at random: it points at nobody."""
    newest = StatusList.objects.select_for_update().order_by("-number").first()
    if newest is None or newest.certificates.count() >= _FULL:
        number = newest.number + 1 if newest else 1
        newest, _made = StatusList.objects.get_or_create(number=number)
    while True:
        index = secrets.randbelow(credentials.SLOTS)
        if not newest.certificates.filter(status_index=index).exists():
            return newest, index
