"""Lawful calls of the actions on the calendars that people subscribe to."""

from __future__ import annotations

from typing import Any

from scheduling.models import Feed
from scheduling.states import Channel
from tests import factories


def choose_channel() -> dict[str, Any]:
    return {"person": factories.person(), "channel": Channel.FEED}


def open_feed() -> dict[str, Any]:
    return {"person": factories.person(), "name": "Telefoon", "without_invited": True}


def revoke_feed() -> dict[str, Any]:
    holder = factories.person()
    feed = Feed.objects.create(
        person=holder, name="Telefoon", digest=f"{holder.pk:064}", made_at=factories.NOW
    )
    return {"feed": feed}
