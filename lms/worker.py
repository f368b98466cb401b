"""The loop that does what is due: periodic work, then the messages that may leave."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from lms import periodic
from mail import delivery
from mail.actions import delivering

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mail.delivery.answers import Transport

_log = logging.getLogger(__name__)
# Between two looks at an empty outbox, in seconds.
_REST = 1.0
# After trouble with the mail server or the database: longer every time, and never very long.
_PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
# Periodic work must not wait until a long queue is empty.
_MESSAGES_A_TURN = 50


class Worker:
    """Works until it is told to stop; any number of them work side by side.

    `clock` gives the moment, in UTC.
    """

    def __init__(self, clock: Callable[[], dt.datetime], transport: Transport) -> None:
        self._clock = clock
        self._transport = transport
        self._stopping = threading.Event()
        self._troubles = 0

    def stop(self) -> None:
        """Stop after the message in hand."""
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop`."""
        try:
            while not self._stopping.is_set():
                self._stopping.wait(self._turn())
        finally:
            self._transport.close()

    def run_once(self) -> bool:
        """Do everything that is due now; False when the mail server could not be reached."""
        try:
            return self._everything()
        finally:
            self._transport.close()

    def _everything(self) -> bool:
        while not self._stopping.is_set():
            last = self._work()
            if last.is_over:
                return last != delivery.UNREACHABLE
        return True

    def _turn(self) -> float:
        """Do what is due, and return how many seconds to rest."""
        try:
            # As Django does between two requests: a connection that broke is made anew.
            close_old_connections()
            last = self._work()
        except (OperationalError, InterfaceError) as error:
            _log.warning("the database is away: %s", type(error).__name__)
            connection.close()
            return self._pause()
        if last == delivery.UNREACHABLE:
            _log.warning("the mail server cannot be reached")
            return self._pause()
        self._troubles = 0
        return _REST if last.is_over else 0

    def _pause(self) -> float:
        pause = _PAUSES[min(self._troubles, len(_PAUSES) - 1)]
        self._troubles += 1
        return pause

    def _work(self) -> delivery.Delivery:
        """Do the periodic work and deliver some messages; return what the last one came to."""
        periodic.run_due(self._clock)
        delivering.release_lapsed(now=self._clock())
        last = delivery.NOTHING
        for _number in range(_MESSAGES_A_TURN):
            if self._stopping.is_set():
                break
            last = delivery.deliver_next(self._transport, self._clock)
            if last.is_over:
                break
            _log.info("%s", last)
        return last


def deliver_due(*, now: dt.datetime) -> int:
    """Deliver every message that is due at `now` (UTC), without periodic work; return how many.

    It stops when the mail server cannot be reached. A message that this moment put back for later
    is not due any more.
    """
    transport = delivery.transport()
    count = 0
    try:
        while not delivery.deliver_next(transport, lambda: now).is_over:
            count += 1
    finally:
        transport.close()
    return count
