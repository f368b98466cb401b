"""Writing to the outbox, and taking back what nobody has tried to send yet."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.db import transaction

from mail.models import Message
from mail.states import MessageState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.base_user import AbstractBaseUser


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that brings its bytes, with its envelope; `recipient` is the id of a person."""

    recipient: int
    purpose: str
    key: str
    thread: str
    context: Mapping[str, str | int | bool | None]
    address: str
    return_path: str
    message_id: str
    body: bytes

    def message(self, now: dt.datetime) -> Message:
        """Return the row that it becomes, not yet saved."""
        return Message(
            recipient_id=self.recipient,
            purpose=self.purpose,
            key=self.key,
            thread=self.thread,
            context=dict(self.context),
            address=self.address,
            return_path=self.return_path,
            message_id=self.message_id,
            body=self.body,
            queued_at=now,
            send_after=now,
        )


@transaction.atomic(savepoint=False)
def queue(
    *,
    recipient: AbstractBaseUser,
    purpose: str,
    key: str,
    context: Mapping[str, str | int | bool | None],
    now: dt.datetime,
    send_after: dt.datetime | None = None,
    thread: str = "",
) -> Message:
    """Write a message to the outbox, in the transaction of the change that it tells of.

    The same key again changes nothing and returns the message that is there already. `context`
    holds ids and codes, never text. A `send_after` in the past means `now`; both are aware UTC.
    Messages of one `thread` leave one at a time, in the order in which they were queued.
    """
    message = Message(
        key=key,
        recipient_id=recipient.pk,
        purpose=purpose,
        thread=thread,
        context=dict(context),
        queued_at=now,
        send_after=max(send_after or now, now),
    )
    # The database passes over a key that is there; looking first would need a savepoint as well.
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(key=key)


@transaction.atomic(savepoint=False)
def queue_bodies(*, drafts: Sequence[Draft], now: dt.datetime) -> None:
    """Write messages that bring their bytes, in the transaction of the change that they tell of.

    In the order of `drafts`, which is the order within a thread; the number of queries does not
    depend on how many there are. A key that is there already changes nothing. `now` is in UTC.
    """
    rows = [draft.message(now) for draft in drafts]
    # The database passes over a key or a Message-ID that is there.
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def supersede(
    *,
    threads: Iterable[str],
    now: dt.datetime,  # noqa: ARG001 # every action is told
) -> None:
    """Cancel what is queued in these threads and nobody ever tried to send.

    What was tried or is being sent stays: it may have arrived.
    """
    never_tried = Message.objects.filter(
        thread__in={thread for thread in threads if thread},
        state=MessageState.QUEUED,
        attempts=0,
    )
    never_tried.update(state=MessageState.CANCELLED, failed_because="superseded")
