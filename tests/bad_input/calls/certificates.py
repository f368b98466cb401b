"""Lawful calls of the actions on certificates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certificates.models import Certificate, SigningKey
from certificates.states import CertificateState, RevocationReason
from tests import factories
from tests.certificates import world
from tests.certificates.credentials import made

DAY = dt.date(2027, 3, 1)


def choose_name_visibility() -> dict[str, Any]:
    return {"certificate": factories.certificate(factories.person()), "is_hidden": True}


def _held(**fields: Any) -> Certificate:
    course = factories.curriculum({"code_of_conduct": {}}).course
    return factories.certificate(factories.person(), course=course, **fields)


def _key() -> SigningKey:
    published_at = factories.NOW - dt.timedelta(days=2)
    public = f"z6Mk{SigningKey.objects.count()}"
    return SigningKey.objects.create(public=public, published_at=published_at)


def activate_key() -> dict[str, Any]:
    return {"key": _key()}


def distrust_key() -> dict[str, Any]:
    return {"key": _key()}


def publish_key() -> dict[str, Any]:
    return {"public": made.signer()[0]}


def sign_waiting() -> dict[str, Any]:
    return {}


def award() -> dict[str, Any]:
    return {"enrolment": world.ready(), "issued_on": DAY, "override": ""}


def correct() -> dict[str, Any]:
    return {"certificate": _held(), "override": "A letter was missing"}


def flag_changed() -> dict[str, Any]:
    _held(enrolment=world.ready())
    return {"certificates": Certificate.objects.all()}


def forget_ended() -> dict[str, Any]:
    return {}


def recommend() -> dict[str, Any]:
    return {"enrolment": world.ready()}


def reinstate() -> dict[str, Any]:
    suspended = _held(state=CertificateState.SUSPENDED, state_reason=RevocationReason.UNDER_REVIEW)
    return {"certificate": suspended, "reason": ""}


def renew() -> dict[str, Any]:
    return {"certificate": _held(), "issued_on": DAY, "override": ""}


def propose_revocation() -> dict[str, Any]:
    return {"certificate": _held(), "reason": "data_error", "note": "A wrong course"}


def confirm_revocation() -> dict[str, Any]:
    return {"revocation": factories.revocation(_held()), "override": "It is urgent"}


def withdraw_revocation() -> dict[str, Any]:
    return {"revocation": factories.revocation(_held())}


def suspend() -> dict[str, Any]:
    return {"certificate": _held(), "reason": "under_review"}


def take_over_certificate() -> dict[str, Any]:
    return {
        "person": factories.person(),
        "course": factories.curriculum().course,
        "number": "OUD-2024-0001",
        "issued_on": dt.date(2024, 9, 14),
        "valid_until": dt.date(2027, 9, 14),
    }
