"""The only writer of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from mail.models import Message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.contrib.auth.base_user import AbstractBaseUser


@transaction.atomic(savepoint=False)
def queue(
    *,
    recipient: AbstractBaseUser,
    purpose: str,
    key: str,
    context: Mapping[str, str | int | bool | None],
    now: dt.datetime,
    send_after: dt.datetime | None = None,
) -> Message:
    """Write a message to the outbox, in the transaction of the change that it tells of.

    The same key again changes nothing and returns the message that is there already. `context`
    holds ids and codes, never text. A `send_after` in the past means `now`; both are aware UTC.
    """
    message = Message(
        key=key,
        recipient_id=recipient.pk,
        purpose=purpose,
        context=dict(context),
        queued_at=now,
        send_after=max(send_after or now, now),
    )
    # The database passes over a key that is there; looking first would need a savepoint as well.
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(key=key)
