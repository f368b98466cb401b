"""What is shown of people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from api.kernel.rows import CamelNames, Derived, Row
from common.models import AuditEntry
from people.models import (
    AccessToken,
    Consent,
    Municipality,
    Organisation,
    Person,
    Province,
    Region,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


@extend_schema_field(serializers.CharField)
class FullName(Derived):
    """The name as it is spoken."""

    paths = ("given_name", "infix", "family_name")

    def make(self, values: Sequence[str]) -> str:
        """Return given name, infix and family name, as far as they are there."""
        return " ".join(part for part in values if part)


class PersonName(Row):
    """Somebody, where another row points at them."""

    name = FullName()

    class Meta:
        model = Person
        fields = ("id", "name")


class RegionName(Row):
    """A region, where another row points at it."""

    class Meta:
        model = Region
        fields = ("id", "code", "name")


class OrganisationName(Row):
    """An organisation, where another row points at it."""

    class Meta:
        model = Organisation
        fields = ("id", "code", "name")


class ProvinceRow(Row):
    """One of the twelve provinces."""

    class Meta:
        model = Province
        fields = ("id", "code", "name")


class MunicipalityName(Row):
    """A municipality, where another row points at it."""

    class Meta:
        model = Municipality
        fields = ("id", "code", "name")


class MunicipalityRow(Row):
    """One of the municipalities, by the code of Statistics Netherlands."""

    province = ProvinceRow()

    class Meta:
        model = Municipality
        fields = ("id", "code", "name", "province")


class RegionRow(Row):
    """A part of the country in which the association works."""

    class Meta:
        model = Region
        fields = ("id", "code", "name", "is_pilot", "school_holiday_region")


class OrganisationRow(Row):
    """A local group, a council or a partner, with the municipalities it serves."""

    region = RegionName()
    municipalities = MunicipalityName(many=True)

    class Meta:
        model = Organisation
        fields = ("id", "kind", "code", "name", "region", "email", "archived_at", "municipalities")


class PersonRow(Row):
    """Somebody the association knows."""

    name = FullName()
    local_group = OrganisationName()
    municipality = MunicipalityName()

    class Meta:
        model = Person
        fields = (
            "id",
            "name",
            "given_name",
            "infix",
            "family_name",
            "email",
            "language",
            "communication",
            "local_group",
            "municipality",
            "is_active",
            "registered_at",
            "archived_at",
            "merged_into",
            "erased_at",
        )


class RoleRow(Row):
    """What somebody is for the association, from a day until a day."""

    person = PersonName()
    region = RegionName()
    organisation = OrganisationName()

    class Meta:
        model = Role
        fields = ("id", "person", "kind", "region", "organisation", "starts_on", "ends_on")


class ConsentRow(Row):
    """That somebody agreed to a version of a text."""

    person = PersonName()

    class Meta:
        model = Consent
        fields = (
            "id",
            "person",
            "purpose",
            "text_version",
            "given_at",
            "given_by",
            "withdrawn_at",
        )


class TokenRow(Row):
    """That a program may act for who asks. The token itself is kept nowhere."""

    class Meta:
        model = AccessToken
        fields = ("id", "name", "created_at", "expires_at", "revoked_at")


class NewTokenRow(TokenRow):
    """A token that was made just now: the only time that it is shown."""

    token = serializers.CharField(read_only=True)

    class Meta:
        model = AccessToken
        fields = (*TokenRow.Meta.fields, "token")


class AuditEntryRow(Row):
    """One thing that was done, and why when a rule was passed over."""

    by = PersonName()
    reason = serializers.CharField(source="override.reason", read_only=True, allow_null=True)

    class Meta:
        model = AuditEntry
        fields = ("id", "at", "by", "verb", "subject_type", "subject_id", "data", "reason")


@extend_schema_serializer(many=False)
class MeRow(CamelNames):
    """Who asks, and what they are for the association today."""

    person = PersonRow()
    roles = RoleRow(many=True)
