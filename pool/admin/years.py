"""The years whose figures are closed, for the office."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.backroom import Deed, OfficeAdmin, asks_of, by_day
from pool import access, actions
from pool.models import ClosedYear


@admin.register(ClosedYear)
class ClosedYearAdmin(OfficeAdmin):
    """Which years are closed, and the digest of what was reported."""

    list_display = ("year", "closed_at", "closed_by", "sha256")
    list_select_related = ("closed_by",)
    search_fields = ("year", "sha256")
    adding = Deed(
        name="close",
        title=_("Close a year"),
        act=actions.close_year,
        form=asks_of(ClosedYear, "year"),
        may=by_day(access.may_manage_pool),
        help=_("The figures for funders of that year stay what they are now, for good."),
    )
