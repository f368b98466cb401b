"""The tables of people and places, split by topic."""

from people.models.person import Person, PersonManager, PersonQuerySet
from people.models.places import Municipality, Organisation, Province, Region
from people.models.roles import Consent, Role, RoleQuerySet
from people.models.tokens import AccessToken, AccessTokenQuerySet

__all__ = [
    "AccessToken",
    "AccessTokenQuerySet",
    "Consent",
    "Municipality",
    "Organisation",
    "Person",
    "PersonManager",
    "PersonQuerySet",
    "Province",
    "Region",
    "Role",
    "RoleQuerySet",
]
