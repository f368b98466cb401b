"""The list of what was revoked: a bit for each certificate, that says nothing of whose it is."""

from __future__ import annotations

import base64
import gzip
from typing import TYPE_CHECKING, Any

from certificates.credentials.canonicalising import CREDENTIALS

if TYPE_CHECKING:
    from collections.abc import Iterable

# The fewest that verifiers take, so that a place in it points at nobody.
SLOTS = 131_072


def status_list(
    *, url: str, issuer: str, revoked: Iterable[int], valid_from: str
) -> dict[str, Any]:
    """Return the unsigned list with the bit of each revoked place set.

    The places run from 0, the left-most bit. Source: Bitstring Status List 1.0 of W3C.
    """
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }


def entry(url: str, index: int) -> dict[str, str]:
    """Return the place of a credential on a list, as it stands in the credential."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def encoded(revoked: Iterable[int]) -> str:
    """Return the bits, zipped and in base64url; the same bits give the same letters."""
    bits = bytearray(SLOTS // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    # Without the hour of zipping, which would make every copy another.
    zipped = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(zipped).decode().rstrip("=")
