"""Keys that sign: Ed25519, each in a file of its own, named by its public half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import base58
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

if TYPE_CHECKING:
    from pathlib import Path

# What says that the bytes after it are an Ed25519 public key. Source: the multicodec table.
_ED25519 = b"\xed\x01"
_PUBLIC_BYTES = 32
_OWNER_READS = 0o400
_OWNER_ONLY = 0o700


class KeyFileError(Exception):
    """A key that cannot be used: its file is not there, or holds another key."""

    def __init__(self, path: Path, why: str = "") -> None:
        super().__init__(f"{path.name} {why}".strip())


def make(folder: Path) -> str:
    """Write a new private key that only its owner can read; return its public half."""
    folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    public = public_half(key)
    path = _path(folder, public)
    path.touch(mode=_OWNER_READS | 0o200, exist_ok=False)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(_OWNER_READS)
    return public


def load(folder: Path, public: str) -> Ed25519PrivateKey:
    """Return the private key of a public half.

    :raises KeyFileError: its file is not there, cannot be read, or holds another key.
    """
    path = _path(folder, public)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise KeyFileError(path, str(error)) from error
    if not isinstance(key, Ed25519PrivateKey) or public_half(key) != public:
        raise KeyFileError(path)
    return key


def destroy(folder: Path, public: str) -> None:
    """Remove the file of a key, which nobody may use any more; one that is gone stays gone."""
    _path(folder, public).unlink(missing_ok=True)


def public_half(key: Ed25519PrivateKey) -> str:
    """Return the public half as a multibase key, `z6Mk…`. Source: Controlled Identifiers 1.0."""
    return "z" + base58.b58encode(_ED25519 + key.public_key().public_bytes_raw()).decode()


def is_public_half(public: str) -> bool:
    """Answer True for the public half of an Ed25519 key, as a multibase key."""
    if not public.startswith("z"):
        return False
    try:
        raw = base58.b58decode(public[1:])
    except ValueError:
        return False
    return raw.startswith(_ED25519) and len(raw) == len(_ED25519) + _PUBLIC_BYTES


def is_signed_by(public: str, signature: bytes, message: bytes) -> bool:
    """Answer True for the signature that the private half of a key put under a message."""
    raw = base58.b58decode(public[1:]).removeprefix(_ED25519)
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _path(folder: Path, public: str) -> Path:
    return folder / f"{public}.pem"
