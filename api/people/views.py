"""The resources of people: who they are, what they are for the association, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.kernel import files
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.resources import Resource
from api.people import filters, inputs, rows
from api.people.account_views import ACCOUNT_ROUTES, SINGLES
from api.people.places_views import PLACE_ROUTES
from people import access, actions, edits
from pool import papers

if TYPE_CHECKING:
    from rest_framework.request import Request

_KEEPS = office(access.may_change_people)


class People(Resource):
    """Everybody the association knows, as far as the asker may see them."""

    row = rows.PersonRow
    sees = access.people_on_file
    filterset_class = filters.PersonFilters
    search_fields = ("given_name", "infix", "family_name", "email")
    ordering = ("family_name", "given_name", "pk")
    ordering_fields = ("family_name", "registered_at")
    create = creation(
        _("Register a person"), actions.register_person, may=_KEEPS, asks=inputs.NewPerson
    )
    partial_update = edition(edits.PERSON, may=_KEEPS, asks=inputs.PersonDetails)
    archive = command(_("Archive"), actions.archive_person, on="person", may=_KEEPS)
    restore = command(_("Bring back"), actions.bring_back_person, on="person", may=_KEEPS)
    merge = command(
        _("Merge a duplicate"), actions.merge_people, on="keep", may=_KEEPS, asks=inputs.Merging
    )
    erase = command(_("Erase"), actions.erase_person, on="person", may=_KEEPS)
    open_account = command(
        _("Open an account"),
        actions.open_account,
        on="person",
        may=_KEEPS,
        asks=inputs.FirstPassword,
        path="account",
    )
    give_role = command(
        _("Give a role"),
        actions.give_role,
        on="person",
        may=_KEEPS,
        asks=inputs.NewRole,
        answers=rows.RoleRow,
        path="roles",
    )
    give_consent = command(
        _("Record a consent"),
        actions.give_consent,
        on="person",
        may=about(access.may_decide_for),
        asks=inputs.NewConsent,
        answers=rows.ConsentRow,
        path="consents",
    )

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, summary=_("Export everything"))
    @action(detail=True)
    def export(self, _request: Request, pk: str) -> Response:
        """Answer everything that is held of somebody, to themselves and to the office."""
        person = self.find(pk)
        if not access.may_decide_for(self.asker.person, person, self.asker.day):
            raise PermissionDenied
        return Response(actions.export_person(person=person))

    statement = files.download(
        _("What somebody attended and gave, as PDF"),
        papers.statement,
        access.may_decide_for,
        "application/pdf",
        asks=inputs.StatementAsked,
    )


class Roles(Resource):
    """What people are for the association."""

    row = rows.RoleRow
    sees = access.visible_roles
    filterset_class = filters.RoleFilters
    ordering_fields = ("starts_on",)
    end = command(_("End the role"), actions.end_role, on="role", may=_KEEPS, asks=inputs.EndOfRole)


class Consents(Resource):
    """What people agreed to."""

    row = rows.ConsentRow
    sees = access.visible_consents
    filterset_class = filters.ConsentFilters
    ordering_fields = ("given_at",)
    withdraw = command(
        _("Withdraw the consent"),
        actions.withdraw_consent,
        on="consent",
        may=about(access.may_decide_for, via="person"),
    )


class AuditEntries(Resource):
    """Who did what to what, and when."""

    row = rows.AuditEntryRow
    sees = access.visible_audit_entries
    filterset_class = filters.AuditFilters


__all__ = ["ROUTES", "SINGLES"]

ROUTES = (
    *ACCOUNT_ROUTES,
    ("people", People),
    ("roles", Roles),
    ("consents", Consents),
    ("audit-entries", AuditEntries),
    *PLACE_ROUTES,
)
