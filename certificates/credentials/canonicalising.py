"""The one form of a document that is signed: everything in it, or nothing at all."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyld import jsonld  # type: ignore[import-untyped] # has no types

if TYPE_CHECKING:
    from collections.abc import Mapping

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DID = "https://www.w3.org/ns/did/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"
_FOLDER = Path(__file__).resolve().parent / "contexts"
_FILES = {
    CREDENTIALS: "credentials-v2.json",
    OPEN_BADGES: "open-badges-3.0.3.json",
    EXTENSIONS: "open-badges-extensions.json",
    DID: "did-v1.json",
    MULTIKEY: "security-multikey-v1.json",
}
# An address that is nowhere: what is resolved against it was no address by itself.
_NOWHERE = "https://relative.invalid/"


class UnsignableError(Exception):
    """A document with parts that its contexts do not know: a signature would not cover them."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the canonical N-Quads of a JSON-LD document, in UTF-8. Source: RDFC-1.0 of W3C.

    Only the contexts in this folder are known, and no network is used.

    :raises UnsignableError: a member that no context defines, or an address that is not absolute;
        a signature would leave both out, without a word.
    """
    dropped: list[str] = []
    options = {"documentLoader": _load, "base": _NOWHERE}
    try:
        jsonld.expand(document, options, on_property_dropped=dropped.append)
        quads: str = jsonld.normalize(
            document, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
        )
    except jsonld.JsonLdError as error:
        raise UnsignableError([str(error)]) from error
    relative = [line for line in quads.splitlines() if _NOWHERE in line]
    if dropped or relative:
        raise UnsignableError([*map(str, dropped), *relative])
    return quads.encode()


def context(address: str) -> dict[str, Any]:
    """Return the context that is published at an address, from this folder.

    :raises UnsignableError: no such context is kept here.
    """
    if address not in _FILES:
        raise UnsignableError([address])
    return _read(_FILES[address])


def _load(address: str, _options: Any = None) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": address, "document": context(address)}


@functools.cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / name).read_bytes())
    return found
