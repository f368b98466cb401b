"""Keys in files, the identity that follows from a domain, and the list of what was revoked."""

from __future__ import annotations

import base64
import gzip
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import credentials
from certificates.credentials import keys
from tests.certificates.credentials import made

if TYPE_CHECKING:
    from pathlib import Path

indexes = st.integers(min_value=0, max_value=credentials.SLOTS - 1)


def _bits(encoded: str) -> list[int]:
    """Return the places that are set, read bit by bit as the standard says it."""
    letters = encoded.removeprefix("u")
    packed = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    raw = gzip.decompress(packed)
    assert len(raw) * 8 == credentials.SLOTS
    return [
        8 * number + place
        for number, octet in enumerate(raw)
        if octet
        for place, bit in enumerate(f"{octet:08b}")
        if bit == "1"
    ]


@given(revoked=st.sets(indexes, max_size=20))
def test_list_says_what_was_revoked_and_nothing_else(revoked: set[int]) -> None:
    said = credentials.status_list(
        url="https://example.org/status/1",
        issuer="did:web:example.org",
        revoked=revoked,
        valid_from="2026-11-21T10:00:00Z",
    )
    assert _bits(said["credentialSubject"]["encodedList"]) == sorted(revoked)


def test_first_place_is_the_left_most_bit() -> None:
    said = credentials.status_list(url="u", issuer="i", revoked=[0], valid_from="v")
    assert _bits(said["credentialSubject"]["encodedList"]) == [0]


def test_key_is_read_back_by_its_public_half(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "keys")
    assert public.startswith("z6Mk")
    key = keys.load(tmp_path / "keys", public)
    assert keys.is_signed_by(public, key.sign(b"words"), b"words")
    assert not keys.is_signed_by(public, key.sign(b"words"), b"other words")


def test_only_its_owner_reads_a_key(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / f"{public}.pem").stat().st_mode) == 0o400
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_key_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    public, other = keys.make(tmp_path), keys.make(tmp_path)
    with pytest.raises(keys.KeyFileError, match="z6Mkother"):
        keys.load(tmp_path, "z6Mkother")
    path = tmp_path / f"{public}.pem"
    path.unlink()
    path.write_bytes((tmp_path / f"{other}.pem").read_bytes())
    with pytest.raises(keys.KeyFileError, match=public):
        keys.load(tmp_path, public)
    path.write_text("no key")
    with pytest.raises(keys.KeyFileError, match=public):
        keys.load(tmp_path, public)


def test_destroyed_key_is_gone(tmp_path: Path) -> None:
    public = keys.make(tmp_path)
    keys.destroy(tmp_path, public)
    keys.destroy(tmp_path, public)
    with pytest.raises(keys.KeyFileError):
        keys.load(tmp_path, public)


@pytest.mark.parametrize(
    ("site", "did"),
    [
        ("https://example.org", "did:web:example.org"),
        ("https://leren.example.org/", "did:web:leren.example.org"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
    ],
)
def test_identity_follows_from_the_address(site: str, did: str) -> None:
    assert credentials.did(site) == did


def test_every_key_is_in_both_lists() -> None:
    publics = [made.signer(number)[0] for number in (1, 2)]
    document = credentials.did_document("did:web:example.org", publics)
    methods = document["verificationMethod"]
    assert [one["id"] for one in methods] == document["assertionMethod"]
    assert [one["publicKeyMultibase"] for one in methods] == publics
    assert {one["controller"] for one in methods} == {document["id"]}
    assert credentials.canonical(document)


@pytest.mark.parametrize(
    "text", ["", "z", "z0OIl", "6Mk", "z6MkA", made.signer()[0][1:], "z\u00e9"]
)
def test_only_a_public_half_is_one(text: str) -> None:
    assert keys.is_public_half(made.signer()[0])
    assert not keys.is_public_half(text)
