"""The signature under a document: Data Integrity, eddsa-rdfc-2022."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import base58

from certificates.credentials import keys
from certificates.credentials.canonicalising import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sign(
    document: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, created: str
) -> dict[str, Any]:
    """Return the document with a proof of everything in it; the same words, the same proof.

    `method` is the address of the public key; `created` an instant (UTC) as RFC 3339 writes it.
    Source: Data Integrity EdDSA Cryptosuites 1.0 of W3C, §3.2.

    :raises UnsignableError: the document has parts that no context knows.
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashed(document, proof))
    return {
        **document,
        "proof": [{**proof, "proofValue": "z" + base58.b58encode(signature).decode()}],
    }


def is_whole(document: Mapping[str, Any], public: str) -> bool:
    """Answer True when a key signed the document exactly as it is. Dates and status are not asked.

    :raises UnsignableError: the document has parts that no context knows.
    """
    body = {name: value for name, value in document.items() if name != "proof"}
    [said] = document["proof"]
    proof = {name: value for name, value in said.items() if name != "proofValue"}
    signature = base58.b58decode(said["proofValue"][1:])
    return keys.is_signed_by(public, signature, _hashed(body, proof))


def _hashed(document: Mapping[str, Any], proof: Mapping[str, Any]) -> bytes:
    about = {"@context": document["@context"], **proof}
    return b"".join(hashlib.sha256(canonical(part)).digest() for part in (about, document))
