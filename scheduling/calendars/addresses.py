"""Where a calendar is read: as a page, as a subscription, and in Google's calendar."""

from __future__ import annotations

import dataclasses
from urllib.parse import urlencode

from django.conf import settings

_GOOGLE = "https://calendar.google.com/calendar/r"


@dataclasses.dataclass(frozen=True, slots=True)
class Addresses:
    """One calendar, under the addresses that programs know what to do with."""

    url: str

    @property
    def webcal(self) -> str:
        """The address that makes a program subscribe, where it would copy what is there now."""
        _scheme, colon, rest = self.url.partition(":")
        return f"webcal{colon}{rest}"

    @property
    def google(self) -> str:
        """The address that adds it to the calendar of who is signed in at Google."""
        return f"{_GOOGLE}?{urlencode({'cid': self.webcal})}"


def personal(secret: str) -> Addresses:
    """Return the addresses of a feed, which only `open_feed` can know: its secret is not kept."""
    return Addresses(f"{settings.SITE_URL}/feed/{secret}.ics")
