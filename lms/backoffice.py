"""The admin site: the back room of the national office."""

from __future__ import annotations

from django.contrib.admin import AdminSite


class BackOffice(AdminSite):
    """The admin site of the national office."""
