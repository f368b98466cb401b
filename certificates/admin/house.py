"""The office's page about how the house looks."""

from __future__ import annotations

from django.contrib import admin

from certificates import edits
from certificates.models import HouseStyle
from people.backroom import OfficeAdmin, editing, offer

offer(HouseStyle, editing(edits.HOUSE))


@admin.register(HouseStyle)
class HouseStyleAdmin(OfficeAdmin):
    """Who the association is, on everything that is printed from now on."""

    list_display = ("name", "colour", "signatory_name", "signatory_role")
    search_fields = ("name",)
