"""What a holder is told about a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mail import actions as mail

if TYPE_CHECKING:
    import datetime as dt

    from certificates.models import Certificate


def awarded(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that they are certified."""
    _tell("certificate.awarded", certificate, now=now)


def renewed(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that there is a new certificate for a next period."""
    _tell("certificate.renewed", certificate, now=now)


def moved(certificate: Certificate, *, now: dt.datetime) -> None:
    """Tell somebody that their certificate was suspended, revoked, or is valid again."""
    # The moment is in the key: a certificate can be suspended more than once.
    _tell(f"certificate.{certificate.state}", certificate, now=now, once=f":{now.isoformat()}")


def _tell(purpose: str, certificate: Certificate, *, now: dt.datetime, once: str = "") -> None:
    mail.queue(
        recipient=certificate.person,
        purpose=purpose,
        key=f"{purpose}:{certificate.pk}{once}",
        context={"certificate": certificate.pk},
        now=now,
    )
