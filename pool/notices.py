"""What trainers of the pool are told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from certificates.models import Certificate
from certificates.states import CertificateState
from mail import actions as mail
from mail import letters
from pool.states import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mail.models import Message
    from people.models import Person

    Facts = dict[str, Any]

EXPIRING = "certificate.expiring"


def expiring_key(certificate: int) -> str:
    """Return the key that lets a holder be told once that a certificate can be renewed."""
    return f"{EXPIRING}:{certificate}"


def expiring(
    person: Person, certificate: int, missing: Mapping[str, int], *, now: dt.datetime
) -> None:
    """Tell a holder that a certificate ends and can be renewed, and what is missing for it.

    `certificate` is its id; `missing` maps kinds of activity to how many are still needed.
    """
    mail.queue(
        recipient=person,
        purpose=EXPIRING,
        key=expiring_key(certificate),
        context={
            "certificate": certificate,
            # In the order of the kinds: every database keeps a mapping in one of its own.
            "missing": ",".join(
                f"{kind}:{missing[kind]}" for kind in ActivityKind if kind in missing
            ),
        },
        now=now,
    )


def expiring_facts(message: Message) -> Facts | None:
    """Return when a certificate ends, unless it was renewed or does not hold any more."""
    held = Certificate.objects.filter(person=message.recipient_id, state=CertificateState.ISSUED)
    # A renewal that was revoked took no place.
    renewed = Certificate.objects.not_ended().filter(renews__isnull=False).values("renews")
    found = held.exclude(pk__in=renewed).defer("snapshot")
    certificate = found.filter(pk=message.context["certificate"]).first()
    if certificate is None:
        return None
    return {
        "name": message.recipient.get_short_name(),
        "number": certificate.number,
        "valid_until": letters.day_in_words(certificate.valid_until),
        "missing": _lines(message.context["missing"]),
    }


def expiring_sample() -> Facts:
    """Return an example of somebody who misses two things."""
    return {
        "name": "Quinty",
        "number": "TTT-2024-0004",
        "valid_until": letters.day_in_words(dt.date(2027, 6, 21)),
        "missing": _lines("session_given:2,refresher_day:1"),
    }


def _lines(missing: str) -> list[Facts]:
    pairs = (line.split(":") for line in missing.split(",") if line)
    return [{"number": number, "kind": ActivityKind(kind).label} for kind, number in pairs]
