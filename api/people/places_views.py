"""The resources of places: regions, provinces, municipalities and organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.kernel.asking import office
from api.kernel.commands import command, creation, edition
from api.kernel.resources import Resource
from api.people import filters, inputs, rows
from people import access, actions, edits
from pool import actions as pool

_KEEPS = office(access.may_change_people)


class Regions(Resource):
    """Parts of the country in which the association works."""

    row = rows.RegionRow
    sees = access.visible_regions
    filterset_class = filters.RegionFilters
    search_fields = ("code", "name")
    create = creation(_("Open a region"), actions.open_region, may=_KEEPS, asks=inputs.NewRegion)
    partial_update = edition(edits.REGION, may=_KEEPS, asks=inputs.RegionDetails)


class Provinces(Resource):
    """The twelve provinces."""

    row = rows.ProvinceRow
    sees = access.visible_provinces
    search_fields = ("name",)
    ordering = ("name", "pk")


class Municipalities(Resource):
    """The municipalities of Statistics Netherlands."""

    row = rows.MunicipalityRow
    sees = access.visible_municipalities
    filterset_class = filters.MunicipalityFilters
    search_fields = ("name",)
    ordering = ("name", "pk")


class Organisations(Resource):
    """Local groups, councils, partners and funders."""

    row = rows.OrganisationRow
    sees = access.visible_organisations
    filterset_class = filters.OrganisationFilters
    search_fields = ("code", "name")
    ordering_fields = ("name",)
    create = creation(
        _("Add an organisation"),
        actions.found_organisation,
        may=_KEEPS,
        asks=inputs.NewOrganisation,
    )
    invite = command(
        _("Mail the contacts how to ask for a training"),
        pool.invite_contacts,
        on="organisation",
        may=_KEEPS,
    )
    partial_update = edition(edits.ORGANISATION, may=_KEEPS, asks=inputs.OrganisationDetails)


PLACE_ROUTES = (
    ("regions", Regions),
    ("provinces", Provinces),
    ("municipalities", Municipalities),
    ("organisations", Organisations),
)
