"""Lawful calls of the outbox."""

from __future__ import annotations

from typing import Any

from tests import factories


def queue() -> dict[str, Any]:
    return {
        "recipient": factories.person(),
        "purpose": "place.offered",
        "key": "place.offered:1",
        "context": {"enrolment": 1},
        "send_after": None,
    }
