"""An appointment as a test asks for it, with what the test leaves out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from common.periods import DEFAULT_ZONE
from scheduling import actions
from scheduling.states import Delivery
from tests.factories import NOW, utc

if TYPE_CHECKING:
    from people.models import Person
    from scheduling.models import Appointment

TEN = utc(2027, 3, 20, 9)
"""Ten o'clock in the morning in Amsterdam, Saturday 20 March 2027."""


def hours(number: float) -> dt.timedelta:
    """Return so many hours."""
    return dt.timedelta(hours=number)


def schedule(by: Person, starts_at: dt.datetime = TEN, **asked: Any) -> Appointment:
    """Schedule three hours online, asked for at the first of March."""
    values: dict[str, Any] = {
        "title": "Session",
        "starts_at": starts_at,
        "ends_at": starts_at + hours(3),
        "zone": DEFAULT_ZONE,
        "delivery": Delivery.ONLINE,
        "now": NOW,
    } | asked
    return actions.schedule(by=by, **values)
