"""A certificate as a credential: an AchievementCredential of Open Badges 3.0."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any

from certificates.credentials import identity, status
from certificates.credentials.canonicalising import CREDENTIALS, EXTENSIONS, OPEN_BADGES

_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who issues: the site is the address behind its identity; the last two may be empty."""

    site: str
    name: str
    url: str
    email: str = ""
    registration: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What was achieved: the same for everybody who did the same revision of a curriculum."""

    url: str
    name: str
    description: str
    criteria: str
    version: str
    code: str
    language: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A part of the curriculum, and how much of it was done: sessions, Course, 6."""

    key: str
    label: str
    quantity: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose it is: the name as it is printed; of the e-mail address only a salted hash leaves."""

    name: str
    number: str
    email: str = ""
    salt: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CredentialFacts:
    """All that stands in a credential. Instants are UTC; the last is the last valid second."""

    url: str
    organisation: Organisation
    achievement: Achievement
    completed: tuple[Completed, ...]
    holder: Holder
    awarded_at: dt.datetime
    valid_from: dt.datetime
    valid_until: dt.datetime
    status_list: str
    status_index: int


def credential(facts: CredentialFacts) -> dict[str, Any]:
    """Return the unsigned credential. Source: Open Badges 3.0 of 1EdTech, on VC 2.0 of W3C."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES, EXTENSIONS],
        "id": facts.url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": _issuer(facts.organisation),
        "name": facts.achievement.name,
        "awardedDate": instant(facts.awarded_at),
        "validFrom": instant(facts.valid_from),
        "validUntil": instant(facts.valid_until),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(facts.holder),
            "licenseNumber": facts.holder.number,
            "achievement": _achievement(facts.achievement, facts.completed),
            **_results(facts),
        },
        "credentialStatus": status.entry(facts.status_list, facts.status_index),
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def instant(moment: dt.datetime) -> str:
    """Return an instant as RFC 3339 writes it, in UTC and whole seconds."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hashed_address(email: str, salt: str) -> str:
    """Return the hash by which who knows an address can tell that it is this one.

    Source: IdentityObject of Open Badges 3.0; the address in small letters first.
    """
    said = email.strip().lower() + salt
    return "sha256$" + hashlib.sha256(said.encode()).hexdigest()


def _issuer(organisation: Organisation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": identity.did(organisation.site),
        "type": ["Profile"],
        "name": organisation.name,
        "url": organisation.url,
    }
    if organisation.email:
        found["email"] = organisation.email
    if organisation.registration:
        number = {"identifierType": "ext:KvK", "identifier": organisation.registration}
        found["otherIdentifier"] = [{"type": "IdentifierEntry", **number}]
    return found


def _achievement(achievement: Achievement, parts: tuple[Completed, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": achievement.url,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"id": achievement.url, "narrative": achievement.criteria},
        "humanCode": achievement.code,
        "version": achievement.version,
        "inLanguage": achievement.language,
    }
    if parts:
        found["resultDescription"] = [
            {
                "id": _part(achievement, part),
                "type": ["ResultDescription"],
                "name": part.label,
                "resultType": "Result",
            }
            for part in parts
        ]
    return found


def _results(facts: CredentialFacts) -> dict[str, Any]:
    results = [
        {
            "type": ["Result"],
            "resultDescription": _part(facts.achievement, part),
            "value": part.quantity,
        }
        for part in facts.completed
    ]
    # An empty list is no JSON that the specification allows.
    return {"result": results} if results else {}


def _part(achievement: Achievement, part: Completed) -> str:
    return f"{achievement.url}#{part.key}"


def _identifiers(holder: Holder) -> list[dict[str, Any]]:
    name = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": holder.name,
        "identityType": "name",
    }
    if not holder.email:
        return [name]
    address = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hashed_address(holder.email, holder.salt),
        "identityType": "emailAddress",
        "salt": holder.salt,
    }
    return [name, address]
