"""One message on its way: claimed, sent outside of any transaction, and what became of it kept."""

from __future__ import annotations

import logging
import random
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, connection

from mail.actions import delivering
from mail.delivery.answers import Answer, Verdict
from mail.models import Message
from mail.states import MessageState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mail.delivery.answers import Transport

_log = logging.getLogger(__name__)
# What was sent is kept as sent also when the database is away for a moment; all together shorter
# than a lease.
_PATIENCE = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one call came to: a message and its outcome, or why there was none."""

    outcome: str
    purpose: str = ""
    message: int | None = None
    because: str = ""

    @property
    def is_over(self) -> bool:
        """True when there is nothing more to do now."""
        return self.message is None

    def __str__(self) -> str:
        words = (self.outcome, self.purpose, self.message, self.because)
        return " ".join(str(word) for word in words if word)


NOTHING, UNREACHABLE = Delivery("nothing"), Delivery("unreachable")


def deliver_next(transport: Transport, clock: Callable[[], dt.datetime]) -> Delivery:
    """Deliver the message that waits longest.

    Nothing is claimed while the mail server cannot be reached: that is no attempt of a message.
    `clock` gives the moment, in UTC.
    """
    if not Message.objects.due(clock()).exists():
        return NOTHING
    if not transport.open():
        return UNREACHABLE
    message = delivering.claim(now=clock())
    if message is None:
        return NOTHING
    if message.state != MessageState.SENDING:
        return _told(message, message.state, message.failed_because)
    answer = _attempt(transport, message)
    _settle(message, answer, clock())
    return _told(message, answer.verdict.value, answer.because)


def _attempt(transport: Transport, message: Message) -> Answer:
    try:
        return transport.send(message)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with it, the others must leave
        transport.close()
        _log.error("message %s: %s", message.pk, type(error).__name__)
        return Answer(Verdict.NOT_NOW, "worker")


def _told(message: Message, outcome: str, because: str) -> Delivery:
    return Delivery(outcome, message.purpose, message.pk, because)


def _settle(message: Message, answer: Answer, now: dt.datetime) -> None:
    if answer.verdict is Verdict.TAKEN:
        _insist(partial(delivering.sent, message=message, now=now))
    elif answer.verdict is Verdict.NEVER:
        _insist(partial(delivering.failed, message=message, because=answer.because))
    else:
        dice = random.random()  # noqa: S311 -- spreads attempts, guards nothing
        later = partial(delivering.deferred, message=message, because=answer.because)
        _insist(partial(later, now=now, dice=dice))


def _insist(write: Callable[[], bool]) -> None:
    for pause in _PATIENCE:
        try:
            write()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(pause)
        else:
            return
    write()
