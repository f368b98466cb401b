"""How moments, days and related rows are written in lists and on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.html import format_html

from common import periods

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import Model


def moment(instant: dt.datetime | None, zone: str = periods.DEFAULT_ZONE) -> str:
    """Return an instant as the clock on the wall of that zone shows it."""
    if instant is None:
        return "–"
    return formats.date_format(instant.astimezone(ZoneInfo(zone)), "D j F Y, H:i")


def day(date: dt.date | None) -> str:
    """Return a date in words that cannot be mistaken for another."""
    return "–" if date is None else formats.date_format(date, "j F Y")


def address_of(row: Model) -> str | None:
    """Return the address of a row's page, or None when it has none."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return None


def row_link(row: Model | None, text: str = "") -> str:
    """Return a link to a row's page, or only its name when it has none."""
    if row is None:
        return "–"
    address = address_of(row)
    return format_html('<a href="{}">{}</a>', address, text or row) if address else str(row)
