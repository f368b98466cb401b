"""Lawful calls of the actions on what people are told of appointments, and what they answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests import factories

if TYPE_CHECKING:
    from scheduling.models import Appointment

LATER = factories.NOW + dt.timedelta(days=7)


def _changed(starts_at: dt.datetime = LATER) -> Appointment:
    now = factories.NOW
    made = factories.appointment(starts_at, changed_at=now, changed_first_at=now)
    factories.participation(made, factories.person())
    return made


def announce() -> dict[str, Any]:
    return {"appointment": _changed(), "note": "Neem je lunch mee"}


def keep_quiet() -> dict[str, Any]:
    return {"appointment": _changed(factories.NOW - dt.timedelta(days=1))}


def merge_availability() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def merge_calendars() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def merge_invitations() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def outstanding() -> dict[str, Any]:
    return {"appointment": _changed()}


def publish() -> dict[str, Any]:
    return {"appointment": _changed(), "note": "Neem je lunch mee."}


def publish_due() -> dict[str, Any]:
    return {}
