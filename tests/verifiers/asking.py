"""What the verifiers say of a credential, each in the same three words."""

from __future__ import annotations

import dataclasses
import functools
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.verify import VerificationPolicy, verify_credential

from tests.readers import asking
from tests.verifiers.site import CONTEXTS, DID, HERE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tests.verifiers.site import Site

    Credential = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What a verifier says: of the signature and the dates, of revocation, and in its own words."""

    holds: bool
    revoked: bool
    words: str = ""
    schema: bool | None = None


@functools.cache
def _command() -> tuple[str, ...] | None:
    node = shutil.which("node")
    is_there = (HERE / "node_modules" / "@digitalbazaar" / "vc").is_dir()
    return (node, str(HERE / "verify.mjs")) if node and is_there else None


@dataclasses.dataclass(frozen=True, slots=True)
class InNode:
    """What two verifiers say, and whether jsonld.js finds every member in the contexts."""

    digital_bazaar: Said
    digital_credentials: Said
    safe: bool


def in_node(sent: Sequence[Credential], site: Site, now: dt.datetime) -> list[InNode]:
    """Return what Digital Bazaar's verifier and that of the Digital Credentials Consortium say.

    The clocks of both show `now`.
    """
    command = _command()
    if command is None:
        asking.lack("needs Node, and `npm ci` in tests/verifiers")
    asked = {"credentials": sent, "documents": site.documents(), "now": now.isoformat()}
    done = subprocess.run(  # noqa: S603 -- our own script
        command, input=json.dumps(asked).encode(), capture_output=True, check=True, timeout=120
    )
    return [_read(one) for one in json.loads(done.stdout)]


def _read(one: dict[str, Any]) -> InNode:
    first, second = one["digitalBazaar"], one["digitalCredentials"]
    log = second["log"]
    return InNode(
        Said(first["verified"], first["revoked"], first["error"]),
        Said(
            log.get("valid_signature", False) and log.get("expiration", False),
            not log.get("revocation_status", True),
            json.dumps(second["errors"]),
            second["schema"],
        ),
        one["safe"],
    )


def openbadgeslib(credential: Credential, site: Site) -> Said:
    """Return what openbadgeslib says today, which finds the key by the identity of the issuer."""
    verifier = OB3LdpVerifier.for_issuer_did(DID)
    try:
        # Of status lists it reads only those that are signed in another way.
        verifier.verify(json.dumps(credential), download=site.fetch)
    except LibOpenBadgesException as refusal:
        return Said(holds=False, revoked=False, words=str(refusal))
    return Said(holds=True, revoked=False)


def openvc(credential: Credential, site: Site) -> Said:
    """Return what openvc says today of the proof, the dates and the status list."""
    resolver = DidWebResolver(lambda address: json.loads(site.fetch(address)))
    # It takes one proof, no list of them.
    [proof] = credential["proof"]
    try:
        verify_credential(
            {**credential, "proof": proof},
            resolver=resolver,
            policy=VerificationPolicy(require_status=True),
            resolve_status_list=lambda _address: site.status,
            extra_contexts=CONTEXTS,
        )
    except OpenvcError as refusal:
        return Said(
            holds=False, revoked="revoked" in type(refusal).__name__.lower(), words=repr(refusal)
        )
    return Said(holds=True, revoked=False)
