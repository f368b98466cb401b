"""Signing what waits to be signed: only the worker does it, because only it has the keys."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from certificates import credentials, documents, papers
from certificates.credentials import keys
from certificates.models import Certificate, CertificateDocument, SigningKey, StatusList
from certificates.states import ENDED, KeyState
from mail import links

if TYPE_CHECKING:
    import datetime as dt

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    Signer = tuple[SigningKey, Ed25519PrivateKey]


def sign_waiting(*, now: dt.datetime) -> int:
    """Sign every document and every list that waits for it; return how many documents.

    Each in a transaction of its own: what was signed stays so when the next fails. Doing it again
    changes nothing. Nothing is signed while no key is in use.

    :raises KeyFileError: the private half of the key in use is not on this machine.
    """
    active = SigningKey.objects.filter(state=KeyState.ACTIVE).first()
    if active is None:
        return 0
    signer = active, keys.load(settings.KEYS_FOLDER, active.public)
    # The lists first: a document that cannot be signed must not hide what was revoked.
    for number in StatusList.objects.order_by("number").values_list("number", flat=True):
        _publish(number, signer, now)
    waiting = CertificateDocument.objects.filter(credential=None).order_by("pk")
    return sum(_sign(pk, signer, now) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _sign(pk: int, signer: Signer, now: dt.datetime) -> bool:
    rows = CertificateDocument.objects.select_for_update().filter(pk=pk, credential=None)
    # The key before the rows, as who distrusts a key locks them.
    if not _is_in_use(signer[0]) or (document := rows.first()) is None:
        return False
    # The moment of preparing, so that another run gives the same bytes.
    created = credentials.instant(papers.page(document.page, b"").issued_at)
    credential = _signed(document.unsigned, signer, created)
    pdf = documents.certificate_pdf(papers.page(document.page, credential))
    document.key, document.credential, document.pdf = signer[0], credential, pdf
    document.credential_sha256 = hashlib.sha256(credential).hexdigest()
    document.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    document.signed_at = now
    document.save()
    return True


@transaction.atomic
def _publish(number: int, signer: Signer, now: dt.datetime) -> None:
    """Sign a list anew when what it says is no longer true, or when another key signed it."""
    if not _is_in_use(signer[0]):
        return
    listed = StatusList.objects.select_for_update().get(number=number)
    ended = Q(state__in=ENDED) | Q(holder_name="")
    places = Certificate.objects.filter(ended, status_list=listed).order_by("status_index")
    revoked = [
        index for index in places.values_list("status_index", flat=True) if index is not None
    ]
    if listed.signed is not None and listed.revoked == revoked and listed.key == signer[0]:
        return
    moment = credentials.instant(now)
    unsigned = credentials.status_list(
        url=links.status_list(number),
        issuer=credentials.did(settings.SITE_URL),
        revoked=revoked,
        valid_from=moment,
    )
    listed.signed, listed.revoked = _signed(unsigned, signer, moment), revoked
    listed.key, listed.signed_at = signer[0], now
    listed.save()


def _is_in_use(key: SigningKey) -> bool:
    """Lock the key until the transaction ends; return False when it was taken out of use."""
    locked = SigningKey.objects.select_for_update().filter(pk=key.pk, state=KeyState.ACTIVE)
    return locked.first() is not None


def _signed(document: dict[str, Any], signer: Signer, created: str) -> bytes:
    key, private = signer
    issuer = credentials.did(settings.SITE_URL)
    signed = credentials.sign(
        document, key=private, method=credentials.method(issuer, key.public), created=created
    )
    return json.dumps(signed, ensure_ascii=False, separators=(",", ":")).encode()
