"""Kinds of messages that exist in tests only, with facts that go wrong in every way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mail.models import Message
from mail.registry import Notice
from mail.states import MessageTopic

if TYPE_CHECKING:
    from collections.abc import Mapping


def facts(message: Message) -> dict[str, Any] | None:
    """Return the facts that a message names, unless they are not true any more."""
    if message.context.get("gone"):
        return None
    return {"name": message.recipient.given_name}


def broken(_message: Message) -> Mapping[str, Any]:
    """Fail as a template without its facts does."""
    message = "Anna"
    raise KeyError(message)


def breaking(message: Message) -> Mapping[str, Any]:
    """Fail in the database, which spoils the transaction."""
    Message.objects.create(recipient=message.recipient, purpose="p", key=message.key)
    return {}


def sample() -> dict[str, Any]:
    """Return facts for the preview."""
    return {"name": "Anna"}


def notice(purpose: str, facts_name: str = "facts", topic: str = "") -> Notice:
    """Return a kind of messages."""
    return Notice(
        purpose=purpose,
        label=purpose,
        template="tests/greeting.txt",
        facts=f"{__name__}.{facts_name}",
        sample=f"{__name__}.sample",
        topic=topic,
    )


KINDS = (
    notice("greeting"),
    notice("reminder", topic=MessageTopic.REMINDERS),
    notice("broken", "broken"),
    notice("breaking", "breaking"),
    notice("misspelt", "nothing"),
)
