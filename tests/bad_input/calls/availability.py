"""Lawful calls of the actions on when somebody can come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scheduling.models import AvailabilityPeriod
from scheduling.rules import Hours
from tests import factories


def add_availability() -> dict[str, Any]:
    return {
        "person": factories.person(),
        "starts_at": factories.utc(2027, 3, 8, 9),
        "ends_at": factories.utc(2027, 3, 12, 16),
        "is_available": False,
    }


def remove_availability() -> dict[str, Any]:
    whose = factories.person()
    period = AvailabilityPeriod.objects.create(
        person=whose, starts_at=factories.utc(2027, 3, 8), ends_at=factories.utc(2027, 3, 9)
    )
    return {"person": whose, "period": period}


def set_weekly_hours() -> dict[str, Any]:
    hours = [
        Hours(0, dt.time(9), dt.time(12, 30)),
        Hours(0, dt.time(13), dt.time(17)),
        Hours(3, dt.time(19), dt.time(22), "Europe/Lisbon"),
    ]
    return {"person": factories.person(), "hours": hours}
