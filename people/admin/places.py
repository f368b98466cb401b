"""Organisations, regions, municipalities and provinces."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people import access, actions, edits
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    Related,
    asked,
    asks_of,
    by_day,
    editing,
    offer,
    relate,
)
from people.models import Municipality, Organisation, Person, Province, Region, Role

_MAY = by_day(access.may_change_people)


class OrganisationForm(DeedForm):
    """What founding an organisation asks; municipalities go by their codes."""

    kind = asked(Organisation, "kind")
    code = asked(Organisation, "code")
    name = asked(Organisation, "name")
    region = asked(Organisation, "region")
    email = asked(Organisation, "email")
    municipalities = asked(Organisation, "municipalities")

    def words(self) -> dict[str, Any]:
        """Return the codes of the municipalities in place of the rows."""
        words = super().words()
        codes = [municipality.code for municipality in words.pop("municipalities")]
        return {**words, "municipality_codes": codes}


offer(Organisation, editing(edits.ORGANISATION))
offer(Region, editing(edits.REGION))
relate(
    Organisation,
    Related(model=Role, field="organisation", without=("organisation",)),
    Related(model=Person, field="local_group", without=("local_group",)),
)
relate(
    Region,
    Related(model=Organisation, field="region", without=("region",)),
    Related(model=Role, field="region", without=("region",)),
)


@admin.register(Organisation)
class OrganisationAdmin(OfficeAdmin):
    """Local groups, councils, partners and funders."""

    list_display = ("name", "code", "kind", "region", "email", "archived_at")
    list_select_related = ("region",)
    list_filter = ("kind", "region")
    search_fields = ("name", "code", "municipalities__name")
    adding = Deed(
        name="found",
        title=_("Add an organisation"),
        act=actions.found_organisation,
        form=OrganisationForm,
        may=_MAY,
    )


@admin.register(Region)
class RegionAdmin(OfficeAdmin):
    """The parts of the country in which the association works."""

    list_display = ("name", "code", "is_pilot", "school_holiday_region")
    list_filter = ("is_pilot", "school_holiday_region")
    search_fields = ("name", "code")
    adding = Deed(
        name="open",
        title=_("Open a region"),
        act=actions.open_region,
        form=asks_of(Region, "code", "name", "is_pilot", "school_holiday_region"),
        may=_MAY,
    )


@admin.register(Municipality)
class MunicipalityAdmin(OfficeAdmin):
    """The municipalities of Statistics Netherlands."""

    list_display = ("name", "code", "province")
    list_select_related = ("province",)
    list_filter = ("province",)
    search_fields = ("name", "code")


@admin.register(Province)
class ProvinceAdmin(OfficeAdmin):
    """The twelve provinces."""

    list_display = ("name", "code")
    search_fields = ("name", "code")
