"""What every loader does with its rows: read a moment as a day, and what may not be there."""

from __future__ import annotations

import datetime as dt

from common import lists, periods


def day(moment: str, zone: str) -> dt.date:
    """Return the date of a moment in its zone."""
    return periods.local_date(lists.moment(moment), zone)


def day_or_none(moment: str | None, zone: str) -> dt.date | None:
    """Return the date of a moment in its zone, and None for what did not happen."""
    return day(moment, zone) if moment else None


def date_or_none(date: str | None) -> dt.date | None:
    """Return the date, and None where there is none."""
    return dt.date.fromisoformat(date) if date else None
