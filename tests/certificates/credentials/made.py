"""A credential and the key that signs it, made once for all tests that look at them."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates import credentials
from tests.verifiers import site

if TYPE_CHECKING:
    from collections.abc import Iterator

    Signer = tuple[str, Ed25519PrivateKey]

HOLDER = credentials.Holder(
    name="Anneloes van der Meulen-Özdemir",
    number="2345-6789-BCDF",
    email="Anneloes@Example.org ",
    salt="5f1d8c0b9a7e6d5c4b3a291807f6e5d4",
)
ACHIEVEMENT = credentials.Achievement(
    url=f"{site.URL}/opleiding/TTT/1",
    name="Gecertificeerd vrijwillig trainer",
    description="Geeft instructie, cursus en intervisie aan lokale groepen.",
    criteria="Een stage, een cursus en intervisie.",
    version="1",
    code="TTT",
    language="nl",
)
FACTS = credentials.CredentialFacts(
    url=f"{site.URL}/c/2345-6789-BCDF",
    organisation=credentials.Organisation(
        site=site.URL,
        name="Vereniging “Onderling Sterk” & co.",
        url=site.URL,
        email="bureau@example.org",
        registration="12345678",
    ),
    achievement=ACHIEVEMENT,
    completed=(
        credentials.Completed(key="course", label="Cursus", quantity="6 bijeenkomsten"),
        credentials.Completed(key="placement", label="Stage", quantity="14 uur"),
    ),
    holder=HOLDER,
    awarded_at=dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC),
    valid_from=dt.datetime(2026, 11, 20, 23, tzinfo=dt.UTC),
    # The last second of 21 November 2029, in winter.
    valid_until=dt.datetime(2029, 11, 21, 22, 59, 59, tzinfo=dt.UTC),
    status_list=site.LIST,
    status_index=7,
)


@functools.cache
def signer(number: int = 1) -> Signer:
    """Return the same key for the same number, as a test may ask for it twice."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    return credentials.keys.public_half(key), key


def signed(by: Signer | None = None, **other: Any) -> dict[str, Any]:
    """Return a signed credential, with other facts where a test names them."""
    facts = dataclasses.replace(FACTS, **other)
    return site.sign(credentials.credential(facts), by or signer())


def leaves(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every text in a document that a signature has to cover."""
    if isinstance(part, dict):
        for name, inner in part.items():
            if name not in ("@context", "proof"):
                yield from leaves(inner, (*path, name))
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from leaves(inner, (*path, number))
    else:
        yield path


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Return a document with another text at the end of a path."""
    other = copy.deepcopy(document)
    part: Any = other
    for name in path[:-1]:
        part = part[name]
    value = part[path[-1]]
    part[path[-1]] = (not value) if isinstance(value, bool) else f"{value}x"
    return other
