"""A site as verifiers see it: an identity, its keys, its status list, and what all of them say."""

from __future__ import annotations

import dataclasses
import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from certificates import credentials
from certificates.credentials import canonicalising

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HERE = Path(__file__).parent
URL = "https://example.org"
DID = "did:web:example.org"
LIST = f"{URL}/status/1"
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
CREATED = "2026-11-21T10:00:00Z"
CONTEXTS = {
    address: canonicalising.context(address)
    for address in (
        canonicalising.CREDENTIALS,
        canonicalising.OPEN_BADGES,
        canonicalising.EXTENSIONS,
        canonicalising.DID,
        canonicalising.MULTIKEY,
    )
}


@functools.cache
def schema() -> dict[str, Any]:
    """Return the official schema of Open Badges 3.0."""
    found: dict[str, Any] = json.loads((HERE / "data" / "open-badges-3.0.schema.json").read_text())
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    """What is to be had at the addresses of an issuer."""

    did: dict[str, Any]
    status: dict[str, Any]
    status_url: str = LIST

    def documents(self) -> dict[str, Any]:
        """Return every document by its address."""
        return {
            **CONTEXTS,
            "did": self.did,
            f"{URL}/.well-known/did.json": self.did,
            self.status_url: self.status,
            SCHEMA: schema(),
        }

    def fetch(self, address: str) -> bytes:
        """Return what is at an address; there is nothing else in this world."""
        return json.dumps(self.documents()[address]).encode()


def site(
    signer: tuple[str, Ed25519PrivateKey], *, publics: Iterable[str], revoked: Iterable[int] = ()
) -> Site:
    """Return a site with these keys, whose signer signed the list of what was revoked."""
    unsigned = credentials.status_list(url=LIST, issuer=DID, revoked=revoked, valid_from=CREATED)
    return Site(did=credentials.did_document(DID, publics), status=sign(unsigned, signer))


def sign(document: dict[str, Any], signer: tuple[str, Ed25519PrivateKey]) -> dict[str, Any]:
    """Return the document, signed in the name of the site."""
    public, key = signer
    return credentials.sign(
        document, key=key, method=credentials.method(DID, public), created=CREATED
    )
