"""The signature: what W3C says it must be, everything it covers, and what is refused."""

from __future__ import annotations

import contextlib
import hashlib
from typing import Any

import base58
import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates import credentials
from tests.certificates.credentials import made
from tests.verifiers import site

# The known answer of W3C for eddsa-rdfc-2022 (Data Integrity EdDSA Cryptosuites 1.0, B.1). The
# second context, of its examples, says only this.
_EXAMPLES = {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
_SEED = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
_METHOD = "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
_ALUMNA = {
    "@context": ["https://www.w3.org/ns/credentials/v2", _EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
_PROOF = "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"


def test_known_answer_of_w3c() -> None:
    # Two bytes say that the rest is an Ed25519 private key.
    key = Ed25519PrivateKey.from_private_bytes(base58.b58decode(_SEED[1:])[2:])
    signed = credentials.sign(_ALUMNA, key=key, method=_METHOD, created="2023-02-24T23:36:38Z")
    assert signed["proof"][0]["proofValue"] == _PROOF


def test_same_words_give_the_same_proof() -> None:
    assert made.signed() == made.signed()


@pytest.mark.parametrize(
    "path", list(made.leaves(made.signed())), ids=lambda path: ".".join(map(str, path))
)
def test_every_text_is_under_the_signature(path: tuple[Any, ...]) -> None:
    public, _key = made.signer()
    other = made.changed(made.signed(), path)
    # Unsignable when it is a type or an address, which it is no more.
    with contextlib.suppress(credentials.UnsignableError):
        assert not credentials.is_whole(other, public)


def test_is_whole_with_its_own_key_alone() -> None:
    assert credentials.is_whole(made.signed(), made.signer()[0])
    assert not credentials.is_whole(made.signed(), made.signer(2)[0])


@pytest.mark.parametrize(
    "other",
    [
        {"favourite": "tea"},
        {"image": {"id": "badge.png", "type": "Image"}},
        {"credentialSubject": {"type": ["AchievementSubject"], "shoeSize": "41"}},
        {"@context": made.signed()["@context"][:2]},
        {"@context": ["https://example.org/unknown"]},
    ],
    ids=["unknown", "relative", "unknown inside", "context missing", "unknown context"],
)
def test_what_a_signature_would_not_cover_is_refused(other: dict[str, Any]) -> None:
    unsigned = credentials.credential(made.FACTS) | other
    with pytest.raises(credentials.UnsignableError):
        site.sign(unsigned, made.signer())


def test_official_schema() -> None:
    judge = jsonschema.Draft201909Validator(site.schema())
    assert list(judge.iter_errors(made.signed())) == []
    assert list(judge.iter_errors(made.signed(completed=()))) == []
    wrong = made.signed()
    wrong["credentialSubject"]["achievement"]["achievementType"] = "Certifcation"
    assert list(judge.iter_errors(wrong))


def test_achievement_is_the_same_for_everybody() -> None:
    other = made.signed(holder=credentials.Holder(name="Bo", number="9999-9999-9999"))
    achievement = other["credentialSubject"]["achievement"]
    assert achievement == made.signed()["credentialSubject"]["achievement"]


def test_address_is_hashed_with_a_salt() -> None:
    [name, address] = made.signed()["credentialSubject"]["identifier"]
    plain = "anneloes@example.org" + made.HOLDER.salt
    assert address["identityHash"] == "sha256$" + hashlib.sha256(plain.encode()).hexdigest()
    assert name["identityHash"] == made.HOLDER.name
    assert "example.org " not in str(address)


def test_who_has_no_address_is_known_by_name() -> None:
    holder = credentials.Holder(name="Bo", number="9999-9999-9999")
    [name] = made.signed(holder=holder)["credentialSubject"]["identifier"]
    assert name["identityType"] == "name"
