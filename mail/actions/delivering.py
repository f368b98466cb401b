"""What becomes of a message that leaves: claimed, then sent, deferred or failed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import audit
from common.problems import Problem, Refused, refuse_if
from mail import registry, rules
from mail.actions import writing
from mail.models import Message, new_message_id
from mail.states import MESSAGE_MOVES, MessageState

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# How long whoever sends a message has it for themselves.
LEASE = dt.timedelta(seconds=60)
# How long the words of a message are kept after it left, or was taken back.
KEPT = dt.timedelta(days=30)


@transaction.atomic
def claim(*, now: dt.datetime) -> Message | None:
    """Take the message that waits longest, for LEASE from `now` (UTC); None when nothing is due.

    1. Locks it; what others have locked is passed over. 2. Gives it its words where it has none,
    which are the same from then on. 3. Puts it in the state “being sent” and counts the attempt.
    Where there is nothing to send or nobody to send it to, it is cancelled or failed instead.
    Whoever gets one that is being sent must send it after this transaction.
    """
    due = Message.objects.due(now).select_related("recipient")
    message = due.select_for_update(skip_locked=True, of=("self",)).first()
    if message is None:
        return None
    ending = _ending(message, now)
    if ending is None:
        message.state, message.lease_until = MessageState.SENDING, now + LEASE
        message.attempts += 1
    else:
        message.state, message.failed_because = ending
    message.save(
        update_fields=["state", "lease_until", "attempts", "failed_because", "address", "body"]
    )
    return message


def release_lapsed(*, now: dt.datetime) -> int:
    """Put back what somebody was sending whose lease ran out at `now` (UTC); return how many.

    It may have arrived: it will leave once more, with the same bytes and Message-ID.
    """
    return Message.objects.lapsed(now).update(state=MessageState.QUEUED, lease_until=None)


def sent(*, message: Message, now: dt.datetime) -> bool:
    """Say that a claimed message left at `now` (UTC); False when somebody else has it by now."""
    return _settle(message, state=MessageState.SENT, sent_at=now, failed_because="")


def deferred(*, message: Message, because: str, now: dt.datetime, dice: float) -> bool:
    """Put a claimed message back for later, or fail it when it was tried often enough.

    `because` is a code, `dice` a number from 0 up to 1 (see `rules.back_off`). Returns False when
    somebody else has it by now.
    """
    if rules.has_given_up(message.attempts):
        return failed(message=message, because="gave_up")
    later = now + rules.back_off(message.attempts, dice)
    return _settle(message, state=MessageState.QUEUED, send_after=later, failed_because=because)


def failed(*, message: Message, because: str) -> bool:
    """Say that a claimed message will not be delivered; False when somebody else has it by now."""
    return _settle(message, state=MessageState.FAILED, failed_because=because)


@transaction.atomic
def resend(*, message: Message, by: AbstractBaseUser, now: dt.datetime) -> Message:
    """Put a message that failed back in the queue, and log that. Returns it as it is now.

    A notice gets its words anew, at the address that its recipient has by then; an invitation
    leaves as it was. It counts as tried once, so that it is not taken back unseen.

    :raises Refused: `message.not_failed`, `message.has_newer`, `message.unknown`.
    """
    locked = _locked(message)
    refuse_if(rules.resend_problems(locked.state, has_newer=_has_newer(locked)))
    audit.move(
        locked,
        MessageState.QUEUED,
        moves=MESSAGE_MOVES,
        by=by,
        at=now,
        send_after=now,
        attempts=min(locked.attempts, 1),
        failed_because="",
        **_anew(locked),
    )
    return locked


def drop_bodies(*, now: dt.datetime) -> int:
    """Remove the words of what left, or was taken back, KEPT before `now` (UTC) or earlier.

    That it was sent, to whom and when, stays. Returns how many.
    """
    old = Q(state=MessageState.SENT, sent_at__lte=now - KEPT) | Q(
        state=MessageState.CANCELLED, queued_at__lte=now - KEPT
    )
    return Message.objects.filter(old, body__isnull=False).update(body=None)


def _ending(message: Message, now: dt.datetime) -> writing.Ending | None:
    # What kills its worker every time is never deferred, and would come back for ever.
    if rules.has_given_up(message.attempts):
        return MessageState.FAILED, "gave_up"
    return None if message.body else writing.write(message, now)


def _locked(message: Message) -> Message:
    locked = Message.objects.select_for_update().filter(pk=message.pk).first()
    if locked is None:
        raise Refused([Problem("message.unknown", _("This message is no longer there."))])
    return locked


def _settle(message: Message, **changes: Any) -> bool:
    # Another attempt is another lease: what it came to is for whoever has it now to say.
    mine = Message.objects.waiting().filter(pk=message.pk, attempts=message.attempts)
    return bool(mine.update(lease_until=None, **changes))


def _has_newer(message: Message) -> bool:
    newer = Message.objects.filter(thread=message.thread, pk__gt=message.pk)
    return bool(message.thread) and newer.exclude(state=MessageState.CANCELLED).exists()


def _anew(message: Message) -> dict[str, Any]:
    notice = registry.notice(message.purpose)
    if notice is None or not notice.facts:
        return {}
    # Other words are another mail, which needs a Message-ID of its own.
    return {"body": None, "address": "", "message_id": new_message_id()}
