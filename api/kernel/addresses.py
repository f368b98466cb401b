"""How the addresses of a calendar are shown, wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework import serializers

from api.kernel.rows import CamelNames

if TYPE_CHECKING:
    from scheduling.calendars.addresses import Addresses


class AddressedRow(CamelNames):
    """The addresses of a calendar: to read, to subscribe to, and to add to Google's."""

    url = serializers.CharField(read_only=True)
    webcal = serializers.CharField(read_only=True)
    google = serializers.CharField(read_only=True)


def addressed(found: Addresses) -> dict[str, str]:
    """Return the addresses as they are shown."""
    return {"url": found.url, "webcal": found.webcal, "google": found.google}
