"""Credentials that software of others verifies: what stands in them, signatures, status and keys.

Pure: no table, no clock, no network.
"""

from __future__ import annotations

from certificates.credentials import keys
from certificates.credentials.achievement import (
    Achievement,
    Completed,
    CredentialFacts,
    Holder,
    Organisation,
    credential,
    hashed_address,
    instant,
)
from certificates.credentials.baking import baked_png, baked_svg
from certificates.credentials.canonicalising import UnsignableError, canonical
from certificates.credentials.identity import did, did_document, method
from certificates.credentials.proof import is_whole, sign
from certificates.credentials.status import SLOTS, status_list

__all__ = [
    "SLOTS",
    "Achievement",
    "Completed",
    "CredentialFacts",
    "Holder",
    "Organisation",
    "UnsignableError",
    "baked_png",
    "baked_svg",
    "canonical",
    "credential",
    "did",
    "did_document",
    "hashed_address",
    "instant",
    "is_whole",
    "keys",
    "method",
    "sign",
    "status_list",
]
