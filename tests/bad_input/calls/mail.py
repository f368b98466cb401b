"""Lawful calls of the outbox."""

from __future__ import annotations

from typing import Any

from mail import actions
from mail.models import Message
from tests import factories


def queue() -> dict[str, Any]:
    return {
        "recipient": factories.person(),
        "purpose": "place.offered",
        "key": "place.offered:1",
        "context": {"enrolment": 1},
        "send_after": None,
        "thread": "",
    }


def queue_bodies() -> dict[str, Any]:
    return {"drafts": [_draft("invitation:1")]}


def supersede() -> dict[str, Any]:
    actions.queue_bodies(drafts=[_draft("invitation:2")], now=factories.NOW)
    return {"threads": ["invitation:2"]}


def resend() -> dict[str, Any]:
    actions.queue_bodies(drafts=[_draft("invitation:3")], now=factories.NOW)
    message = Message.objects.get(key="invitation:3")
    message.state, message.failed_because = "failed", "smtp_550"
    message.save()
    return {"message": message}


def drop_bodies() -> dict[str, Any]:
    return {}


def forget_slots() -> dict[str, Any]:
    return {}


def merge_opt_outs() -> dict[str, Any]:
    return {"keep": factories.person(), "duplicate": factories.person()}


def _draft(key: str) -> actions.Draft:
    return actions.Draft(
        recipient=factories.person().pk,
        purpose="invitation",
        key=key,
        thread=key,
        context={},
        address="anna@example.org",
        return_path="",
        message_id=f"{key}@doorgeven.example",
        body=b"",
    )
