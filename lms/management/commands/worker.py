"""The door for what happens by itself: mails that leave, and periodic work."""

from __future__ import annotations

import datetime as dt
import logging
import signal
from typing import TYPE_CHECKING, Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lms.worker import Worker
from mail import delivery

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Work until told to stop (SIGTERM, SIGINT), or with `--once` until nothing is due."""

    help = "Deliver what is in the outbox and do the periodic work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do everything that is due now, and end"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        worker = Worker(_clock, delivery.transport())
        before = {
            number: signal.signal(number, lambda *_signal: worker.stop())
            for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            self._work(worker, once=options["once"])
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _work(self, worker: Worker, *, once: bool) -> None:
        if not once:
            worker.run()
        elif not worker.run_once():
            raise CommandError(_("The mail server cannot be reached."))


def _clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
