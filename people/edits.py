"""What can be changed of people and places by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from people import rules
from people.editing import Edit
from people.models import Organisation, Person, Region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem

_NAMES = ("given_name", "infix", "family_name")


def _wrong_person(person: Person, new: Mapping[str, Any]) -> list[Problem]:
    """Ask the rules for registering; the own address is not taken, and the group stays."""
    given, infix, family = (new[name] for name in _NAMES)
    is_same = (new["email"] or "").casefold() == (person.email or "").casefold()
    return [
        *rules.standing_problems(person),
        *rules.person_problems(
            names=(given, infix, family),
            email=None if is_same else new["email"],
            language=new["language"],
            communication=new["communication"],
            local_group=None,
            municipality=new["municipality"],
        ),
    ]


def _wrong_organisation(_row: Organisation, new: Mapping[str, Any]) -> list[Problem]:
    return [
        *rules.text_problems("name", new["name"], max_length=120),
        *rules.email_problems(new["email"], required=False),
    ]


def _wrong_region(_row: Region, new: Mapping[str, Any]) -> list[Problem]:
    return rules.text_problems("name", new["name"], max_length=80)


PERSON = Edit(
    Person, (*_NAMES, "email", "language", "communication", "municipality"), _wrong_person
)
ORGANISATION = Edit(Organisation, ("name", "email"), _wrong_organisation)
REGION = Edit(Region, ("name", "is_pilot", "school_holiday_region"), _wrong_region)
