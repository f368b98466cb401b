"""How the lists of people and places are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django_filters import filters

from api.kernel.filters import CamelFilters, Id, Instant
from common.models import AuditEntry
from people.models import AccessToken, Consent, Municipality, Organisation, Person, Region, Role
from people.states import OrganisationKind, RoleKind, SchoolHolidayRegion

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from people.models import PersonQuerySet, RoleQuerySet

_FROM, _BEFORE = "gte", "lt"


class PersonFilters(CamelFilters):
    """By place, role and address; `is_present` leaves out archived, merged and erased records."""

    local_group = Id()
    municipality = Id()
    region = Id("local_group__region")
    email = filters.CharFilter(lookup_expr="iexact")
    is_active = filters.BooleanFilter()
    is_present = filters.BooleanFilter(method="present")

    class Meta:
        model = Person
        fields = ()

    def present(self, rows: PersonQuerySet, _name: str, wanted: bool) -> PersonQuerySet:  # noqa: FBT001 -- django-filter calls it by place
        """Return the people who are there, or the records that were put away."""
        present = Person.objects.present().order_by().values("pk")
        return rows.filter(pk__in=present) if wanted else rows.exclude(pk__in=present)


class RoleFilters(CamelFilters):
    """By holder, kind and place, and what is held on a day."""

    person = Id()
    kind = filters.MultipleChoiceFilter(choices=RoleKind.choices)
    region = Id()
    organisation = Id()
    held_on = filters.DateFilter(method="held")

    class Meta:
        model = Role
        fields = ()

    def held(self, rows: RoleQuerySet, _name: str, day: dt.date) -> RoleQuerySet:
        """Return the roles that are held on the day."""
        return rows.on(day)


class ConsentFilters(CamelFilters):
    """By person and purpose, and whether it still holds."""

    person = Id()
    purpose = filters.CharFilter()
    is_withdrawn = filters.BooleanFilter("withdrawn_at", "isnull", exclude=True)

    class Meta:
        model = Consent
        fields = ()


class TokenFilters(CamelFilters):
    """What opens the door, and what was taken back."""

    is_revoked = filters.BooleanFilter("revoked_at", "isnull", exclude=True)

    class Meta:
        model = AccessToken
        fields = ()


class RegionFilters(CamelFilters):
    """By code and school holidays."""

    code = filters.CharFilter()
    is_pilot = filters.BooleanFilter()
    school_holiday_region = filters.ChoiceFilter(choices=SchoolHolidayRegion.choices)

    class Meta:
        model = Region
        fields = ()


class MunicipalityFilters(CamelFilters):
    """By code and province."""

    code = filters.CharFilter()
    province = Id()

    class Meta:
        model = Municipality
        fields = ()


class OrganisationFilters(CamelFilters):
    """By code, kind, region and a municipality that it serves."""

    code = filters.CharFilter()
    kind = filters.MultipleChoiceFilter(choices=OrganisationKind.choices)
    region = Id()
    municipality = Id("municipalities")
    is_archived = filters.BooleanFilter("archived_at", "isnull", exclude=True)

    class Meta:
        model = Organisation
        fields = ()


class AuditFilters(CamelFilters):
    """By who did it, what was done to what, and when."""

    by = Id()
    verb = filters.CharFilter()
    subject_type = filters.CharFilter()
    subject_id = Id()
    at_from = Instant("at", _FROM)
    at_before = Instant("at", _BEFORE)
    is_passed_over = filters.BooleanFilter(method="passed_over")

    class Meta:
        model = AuditEntry
        fields = ()

    def passed_over(self, rows: QuerySet[Any], _name: str, wanted: bool) -> QuerySet[Any]:  # noqa: FBT001 -- django-filter calls it by place
        """Return what was done with a reason against a rule, or without one."""
        return rows.filter(override__isnull=not wanted)
