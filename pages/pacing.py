"""How often one calendar may be read: a program that asks all the time is told to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    import datetime as dt

# Telephones ask every five minutes at most, and several of them may share an address.
MOST_PER_HOUR = 120
HOUR = 3600


def lets_in(key: str, now: dt.datetime, most: int = MOST_PER_HOUR) -> bool:
    """Count one more reading under a key, and return whether that is not too many this hour."""
    counter = f"pace:{key}:{int(now.timestamp()) // HOUR}"
    cache.add(counter, 0, HOUR)
    try:
        return cache.incr(counter) <= most
    except ValueError:
        # It ran out, or made room for something else, between the two lines.
        return True
