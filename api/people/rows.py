"""What is shown of people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.kernel.rows import Derived, Row
from people.models import Organisation, Person, Region

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
