"""What a holder is told about a certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from certificates.models import Certificate, Revocation
from certificates.states import CertificateState, RevocationState
from mail import actions as mail
from mail import letters, links

if TYPE_CHECKING:
    from mail.models import Message

    Facts = dict[str, Any]


def awarded(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that they are certified."""
    _tell("certificate.awarded", certificate, now=now)


def renewed(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that there is a new certificate for a next period."""
    _tell("certificate.renewed", certificate, now=now)


def corrected(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that a certificate with the right data took the place of an earlier one."""
    _tell("certificate.corrected", certificate, now=now)


def moved(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that their certificate was suspended, revoked, or is valid again."""
    # The moment is in the key: a certificate can be suspended more than once.
    _tell(f"certificate.{certificate.state}", certificate, now=now, once=f":{now.isoformat()}")


def distrusted(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that their file is refused by now, because its key is not to be trusted."""
    # Two keys can be distrusted one after the other.
    _tell("certificate.distrusted", certificate, now=now, once=f":{now.isoformat()}")


def revocation_proposed(revocation: Revocation, *, now: dt.datetime) -> None:
    """Tell somebody that their certificate may be revoked, and until when they can object."""
    _tell_of("certificate.revocation_proposed", revocation, now=now)


def revocation_withdrawn(revocation: Revocation, *, now: dt.datetime) -> None:
    """Tell somebody that their certificate is not revoked after all."""
    _tell_of("certificate.revocation_withdrawn", revocation, now=now)


def revocation_facts(message: Message) -> Facts | None:
    """Return until when somebody can object, as long as nobody decided."""
    return _revocation_facts(message, RevocationState.PROPOSED)


def withdrawn_facts(message: Message) -> Facts | None:
    """Return which certificate it was about, as long as it was not revoked after all."""
    return _revocation_facts(message, RevocationState.WITHDRAWN)


def issued_facts(message: Message) -> Facts | None:
    """Return what stands on a certificate, as long as it holds."""
    return _facts(message, CertificateState.ISSUED)


def suspended_facts(message: Message) -> Facts | None:
    """Return since when a certificate is suspended, as long as it is."""
    return _facts(message, CertificateState.SUSPENDED)


def revoked_facts(message: Message) -> Facts | None:
    """Return since when a certificate is revoked."""
    return _facts(message, CertificateState.REVOKED)


def sample() -> Facts:
    """Return an example of a certificate."""
    return {
        "name": "Quinty",
        "course": "Trainer belangenbehartiging",
        "number": "TTT-2027-0004",
        "code": "2345-6789-BCDF",
        "link": links.certificate("2345-6789-BCDF"),
        "valid_until": letters.day_in_words(dt.date(2030, 6, 21)),
        "since": letters.day_in_words(dt.date(2027, 3, 1)),
        "until": letters.day_in_words(dt.date(2027, 3, 15)),
    }


def _revocation_facts(message: Message, state: RevocationState) -> Facts | None:
    found = Revocation.objects.filter(pk=message.context["revocation"], state=state)
    revocation = found.first()
    facts = _facts(message, CertificateState.ISSUED, CertificateState.SUSPENDED)
    if revocation is None or facts is None:
        return None
    return facts | {"until": letters.day_in_words(revocation.objection_ends)}


def _facts(message: Message, *states: CertificateState) -> Facts | None:
    mine = Certificate.objects.filter(person=message.recipient_id, state__in=states)
    found = mine.select_related("course").defer("snapshot")
    certificate = found.filter(pk=message.context["certificate"]).first()
    if certificate is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "course": certificate.course.name,
        "number": certificate.number,
        "code": certificate.verification_code,
        "link": links.certificate(certificate.verification_code),
        "valid_until": letters.day_in_words(certificate.valid_until),
        "since": letters.day_in_words(certificate.state_since or certificate.issued_on),
    }


def _tell_of(purpose: str, revocation: Revocation, *, now: dt.datetime) -> None:
    certificate = revocation.certificate
    mail.queue(
        recipient=certificate.person,
        purpose=purpose,
        key=f"{purpose}:{revocation.pk}",
        context={"certificate": certificate.pk, "revocation": revocation.pk},
        now=now,
    )


def _tell(purpose: str, certificate: Certificate, *, now: dt.datetime, once: str = "") -> None:
    mail.queue(
        recipient=certificate.person,
        purpose=purpose,
        key=f"{purpose}:{certificate.pk}{once}",
        context={"certificate": certificate.pk},
        now=now,
    )
