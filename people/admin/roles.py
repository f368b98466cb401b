"""Roles and consents: given, and ended or withdrawn."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people import access, actions
from people.backroom import Deed, OfficeAdmin, asked, asks, asks_of, by_day, offer
from people.models import Consent, Role

_MAY = by_day(access.may_change_people)

ROLE = Deed(
    name="give-role",
    title=_("Give a role"),
    act=actions.give_role,
    on="person",
    form=asks_of(Role, "kind", "starts_on", "region", "organisation"),
    may=_MAY,
    help=_("A coordinator has a region, a contact has an organisation."),
)
CONSENT = Deed(
    name="give-consent",
    title=_("Record a consent"),
    act=actions.give_consent,
    on="person",
    form=asks_of(Consent, "purpose", "text_version", "given_by"),
    may=_MAY,
)
offer(
    Role,
    Deed(
        name="end",
        title=_("End the role"),
        act=actions.end_role,
        on="role",
        form=asks(ends_on=asked(Role, "ends_on", required=True)),
        may=_MAY,
        shown=lambda role: role.ends_on is None,
        help=_("The date is the first day on which the role no longer counts."),
    ),
)
offer(
    Consent,
    Deed(
        name="withdraw",
        title=_("Withdraw the consent"),
        act=actions.withdraw_consent,
        on="consent",
        may=_MAY,
        shown=lambda consent: consent.withdrawn_at is None,
    ),
)


@admin.register(Role)
class RoleAdmin(OfficeAdmin):
    """What people are for the association."""

    list_display = ("kind", "person", "region", "organisation", "starts_on", "ends_on")
    list_select_related = ("person", "region", "organisation")
    list_filter = ("kind", "region")
    search_fields = ("person__given_name", "person__family_name", "organisation__name")


@admin.register(Consent)
class ConsentAdmin(OfficeAdmin):
    """What people agreed to."""

    list_display = ("purpose", "person", "text_version", "given_at", "given_by", "withdrawn_at")
    list_select_related = ("person",)
    list_filter = ("purpose", "given_by")
    search_fields = ("person__given_name", "person__family_name")
    date_hierarchy = "given_at"
