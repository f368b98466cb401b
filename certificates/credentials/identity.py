"""Who issues: an identity that follows from a domain, and the keys it signs with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from certificates.credentials.canonicalising import DID, MULTIKEY

if TYPE_CHECKING:
    from collections.abc import Iterable


def did(site: str) -> str:
    """Return the identity of the site at an address, `did:web:example.org`. Source: did:web."""
    return f"did:web:{quote(urlsplit(site).netloc, safe='.-')}"


def method(issuer: str, public: str) -> str:
    """Return the address of a public key: the key itself, so that it is never another's."""
    return f"{issuer}#{public}"


def did_document(issuer: str, publics: Iterable[str]) -> dict[str, Any]:
    """Return what is published at `/.well-known/did.json`: every key whose proofs still count.

    A key stands in both lists or in none: verifiers refuse one that is in the first alone.
    """
    methods = [
        {
            "id": method(issuer, public),
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": public,
        }
        for public in publics
    ]
    return {
        "@context": [DID, MULTIKEY],
        "id": issuer,
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }
