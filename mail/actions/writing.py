"""A message gets its words and its envelope, when it first leaves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, transaction

from mail import letters, links, registry
from mail.models import OptOut
from mail.states import MessageState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from mail.models import Message
    from mail.registry import Notice

    # How a message ends that cannot leave, or must not, and the code that says why.
    Ending = tuple[MessageState, str]

_log = logging.getLogger(__name__)


def write(message: Message, now: dt.datetime) -> Ending | None:
    """Give a message its bytes and its address; return how it ends where there is nothing to send.

    Changes the instance only: whoever calls it saves it. `now` (UTC) becomes the mail's date.
    """
    notice = registry.notice(message.purpose)
    if notice is None:
        return MessageState.FAILED, "unknown_purpose"
    if not _can_be_reached(message):
        return MessageState.FAILED, "no_address"
    if _opted_out(message, notice):
        return MessageState.CANCELLED, "opted_out"
    try:
        # A savepoint: what a broken template did to the transaction must not stop the queue.
        with transaction.atomic():
            facts = notice.facts_for(message)
            if facts is None:
                return MessageState.CANCELLED, "not_true_any_more"
            message.address = message.recipient.email or ""
            message.body = _composed(message, notice, facts, now)
    except (OperationalError, InterfaceError):
        # The database is away, which says nothing of the message.
        raise
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with it, the others must leave
        _log.error(
            "message %s (%s) cannot be written: %s",
            message.pk,
            message.purpose,
            type(error).__name__,
        )
        return MessageState.FAILED, "cannot_be_written"
    return None


def _can_be_reached(message: Message) -> bool:
    person = message.recipient
    return bool(person.email) and not (person.erased_at or person.archived_at)


def _opted_out(message: Message, notice: Notice) -> bool:
    if notice.is_essential:
        return False
    return OptOut.objects.filter(person=message.recipient_id, topic=notice.topic).exists()


def _composed(
    message: Message, notice: Notice, facts: Mapping[str, Any], now: dt.datetime
) -> bytes:
    person = message.recipient
    unsubscribe = links.link(links.UNSUBSCRIBE, person.pk, notice.topic) if notice.topic else ""
    said = letters.words(notice.template, {"unsubscribe": unsubscribe, **facts}, person.language)
    envelope = letters.Envelope(
        address=message.address,
        name=person.full_name,
        message_id=message.message_id,
        date=now,
        unsubscribe=unsubscribe,
    )
    return letters.compose(said, envelope)
