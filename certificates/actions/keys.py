"""The life of the keys that sign: published, in use, retired, and no longer to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from certificates import notices, rules
from certificates.models import Certificate, CertificateDocument, SigningKey, StatusList
from certificates.states import KEY_MOVES, KeyState
from common import audit, periods
from common.problems import refuse_if
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt


@transaction.atomic
def publish_key(*, public: str, now: dt.datetime) -> SigningKey:
    """Publish the public half of a new key, so that verifiers know it before it signs.

    The same key again returns the one that is there.

    :raises Refused: `key.not_public`.
    """
    refuse_if(rules.public_problems(public))
    key, is_new = SigningKey.objects.get_or_create(public=public, defaults={"published_at": now})
    if is_new:
        audit.record("signing_key.published", key, by=None, at=now)
    return key


@transaction.atomic
def activate_key(*, key: SigningKey, now: dt.datetime) -> SigningKey:
    """Sign with this key from now on; the one that signed until now retires, and stays published.

    :raises Refused: `state.not_allowed`, `key.too_young`, `signing_key.unknown`.
    """
    # All of them, in one order: two who activate at once wait for each other here.
    locked = {one.pk: one for one in SigningKey.objects.select_for_update().order_by("pk")}
    mine = people.known(SigningKey.objects.all(), key, "signing_key")
    before = [one for one in locked.values() if one.state == KeyState.ACTIVE]
    is_first = not any(one.activated_at for one in locked.values())
    refuse_if(rules.activation_problems(mine, is_first=is_first, now=now))
    for one in before:
        audit.move(one, KeyState.RETIRED, moves=KEY_MOVES, by=None, at=now, ended_at=now)
    audit.move(mine, KeyState.ACTIVE, moves=KEY_MOVES, by=None, at=now, activated_at=now)
    return mine


@transaction.atomic
def distrust_key(*, key: SigningKey, now: dt.datetime) -> int:
    """Stop publishing a key that may be in other hands, and let what it signed be signed anew.

    What it signed cannot be verified any more from the moment that verifiers read the list of
    keys again; the holders of what is not over yet are told. Every certificate keeps its number
    and its facts; the next key that is in use signs them. Returns how many certificates that are.

    :raises Refused: `state.not_allowed` when it was done before, `signing_key.unknown`.
    """
    locked = people.known(SigningKey.objects.select_for_update(), key, "signing_key")
    refuse_if(rules.compromise_problems(locked))
    audit.move(locked, KeyState.COMPROMISED, moves=KEY_MOVES, by=None, at=now, ended_at=now)
    held = Certificate.objects.filter(
        document__key=locked, valid_until__gte=periods.local_date(now)
    )
    for certificate in held.not_ended().exclude(holder_name="").select_related("person"):
        notices.distrusted(certificate, now=now)
    StatusList.objects.filter(key=locked).update(key=None, signed=None, signed_at=None)
    return CertificateDocument.objects.filter(key=locked).update(
        key=None,
        credential=None,
        pdf=None,
        credential_sha256="",
        pdf_sha256="",
        signed_at=None,
    )
