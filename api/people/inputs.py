"""What is sent about people and places."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from rest_framework import serializers

from api.kernel.inputs import Day, Email, Flag, Input, Reference, Text, Whole
from common import periods
from people import access, rules
from people.models import Municipality, Organisation, Person, Region
from people.states import (
    Communication,
    ConsentGiver,
    OrganisationKind,
    RoleKind,
    SchoolHolidayRegion,
)


class PersonDetails(Input):
    """Somebody with a name as they write it."""

    given_name = Text(max_length=80)
    infix = Text(max_length=20, allow_blank=True)
    family_name = Text(max_length=80)
    email = Email(max_length=254, allow_blank=True, allow_null=True)
    communication = serializers.ChoiceField(Communication.choices, allow_blank=True)
    language = serializers.ChoiceField(settings.LANGUAGES, required=False)
    municipality = Reference(
        access.visible_municipalities, Municipality, required=False, allow_null=True
    )


class NewPerson(PersonDetails):
    """Somebody who is not known yet, and the local group that they belong to."""

    local_group = Reference(access.visible_organisations, Organisation, allow_null=True)


class Merging(Input):
    """Which record is the same person once more."""

    duplicate = Reference(access.people_on_file, Person)


class NewRole(Input):
    """What somebody becomes, and from which day on."""

    kind = serializers.ChoiceField(RoleKind.choices)
    starts_on = Day()
    region = Reference(access.visible_regions, Region, required=False, allow_null=True)
    organisation = Reference(
        access.visible_organisations, Organisation, required=False, allow_null=True
    )


class StatementAsked(Input):
    """The period of a statement of service; both days are in it.

    Where they are left out, the last day is today, and the first a year before the day after it.
    """

    since = Day(required=False)
    until = Day(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the period and the moment of asking."""
        asker = self.context["asker"]
        until = attrs.get("until", asker.day)
        year_before = periods.add_months(until, -12) + dt.timedelta(days=1)
        return {"since": attrs.get("since", year_before), "until": until, "now": asker.now}


class EndOfRole(Input):
    """The first day without the role."""

    ends_on = Day()


class NewConsent(Input):
    """To which version of which text somebody agrees."""

    purpose = Text(max_length=40)
    text_version = Text(max_length=20)
    given_by = serializers.ChoiceField(ConsentGiver.choices, required=False)


class RegionDetails(Input):
    """A part of the country."""

    name = Text(max_length=80)
    is_pilot = Flag()
    school_holiday_region = serializers.ChoiceField(SchoolHolidayRegion.choices)


class NewRegion(RegionDetails):
    """A part of the country, with the code that it keeps."""

    code = Text(max_length=20)


class OrganisationDetails(Input):
    """What an organisation is called, and where it gets its mail."""

    name = Text(max_length=120)
    email = Email(max_length=254, allow_blank=True)


class NewOrganisation(OrganisationDetails):
    """An organisation, with the codes of the municipalities that it serves."""

    kind = serializers.ChoiceField(OrganisationKind.choices)
    code = Text(max_length=20)
    region = Reference(access.visible_regions, Region, allow_null=True)
    municipality_codes = serializers.ListField(child=Text(max_length=6), max_length=400)


class SigningIn(Input):
    """Who signs in, what the token is for, and for how many days it is valid."""

    email = Text(max_length=254)
    password = Text(max_length=128, trim_whitespace=False)
    name = Text(max_length=80)
    days = Whole(min_value=1, max_value=rules.LONGEST_TOKEN_DAYS)


class NewPassword(Input):
    """The password that somebody has, and the one to have from now on."""

    current = Text(max_length=128, trim_whitespace=False)
    new = Text(max_length=128, trim_whitespace=False)


class FirstPassword(Input):
    """The first password of an account, which its owner changes."""

    password = Text(max_length=128, trim_whitespace=False)
