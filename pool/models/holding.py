"""What holds on a day, said once for every table with a first day and a day on which it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    import datetime as dt


def holding(day: dt.date) -> Q:
    """Return what a row with `starts_on` and `ends_on` (half-open) meets when it holds that day."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
