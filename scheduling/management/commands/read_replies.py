"""The door for mail: takes in what came back, from a mailbox or from the mail server itself."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from scheduling import actions
from scheduling.management.inboxes import READ_LIMIT, Imap, Maildir, Unreachable, recipient_of

if TYPE_CHECKING:
    from argparse import ArgumentParser

# What tells a mail server to keep a mail and to try again (sysexits.h).
EX_TEMPFAIL = 75
_CHUNK = 64 * 1024


class Command(BaseCommand):
    """Take in the mails that came back and say what became of them; none is ever lost.

    A mail is marked as read after it was kept, so that a kill costs a mail read twice at most.
    """

    help = "Take in answers to invitations, from a Maildir, an IMAP mailbox or a mail server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--maildir", type=Path, metavar="PATH")
        source.add_argument("--imap", metavar="HOST", help="password in IMAP_PASSWORD")
        source.add_argument("--stdin", action="store_true", help="one mail, from a mail server")
        parser.add_argument("--recipient", default="", help="envelope recipient, with --stdin")
        parser.add_argument("--user", default="", help="with --imap")
        parser.add_argument("--folder", default="INBOX", help="with --imap")
        parser.add_argument("--port", type=int, default=0, help="993, and 143 without TLS")
        parser.add_argument("--no-tls", action="store_true", help="for a server on this machine")

    def handle(self, *_args: object, **options: Any) -> None:
        self._left = 0
        if options["stdin"]:
            found = self._from_server(options["recipient"])
        elif options["maildir"]:
            found = self._from(Maildir(options["maildir"]))
        else:
            found = self._from_imap(options)
        for result, number in sorted(found.items()):
            self.stdout.write(f"{result}: {number}")
        if self._left:
            raise CommandError(_("Not all mails could be kept; they are still unread."))

    def _from_server(self, recipient: str) -> Counter[str]:
        if not recipient:
            raise CommandError(_("Give the recipient of the envelope."))
        raw = sys.stdin.buffer.read(READ_LIMIT)
        # To its end: a mail server takes a pipe that is closed early for a failure.
        while sys.stdin.buffer.read(_CHUNK):
            pass
        try:
            return Counter([_taken_in(raw, recipient)])
        except Exception as failure:  # noqa: BLE001 # whatever it is, the mail server keeps the mail
            self.stderr.write(f"{type(failure).__name__}: {failure}")
            sys.exit(EX_TEMPFAIL)

    def _from_imap(self, options: dict[str, Any]) -> Counter[str]:
        encrypted = not options["no_tls"]
        mailbox = Imap(
            host=options["imap"],
            port=options["port"] or (993 if encrypted else 143),
            user=options["user"],
            password=os.environ.get("IMAP_PASSWORD", ""),
            folder=options["folder"],
            encrypted=encrypted,
        )
        try:
            with mailbox:
                return self._from(mailbox)
        except Unreachable as failure:
            raise CommandError(str(failure)) from failure

    def _from(self, mailbox: Maildir | Imap) -> Counter[str]:
        found: Counter[str] = Counter()
        try:
            for name, raw in mailbox.unread():
                found.update(self._one(mailbox, name, raw))
        except Unreachable as failure:
            raise CommandError(str(failure)) from failure
        return found

    def _one(self, mailbox: Maildir | Imap, name: str, raw: bytes) -> list[str]:
        try:
            result = _taken_in(raw, recipient_of(raw))
        except Exception as failure:  # noqa: BLE001 # the others must not wait for this one
            self._left += 1
            self.stderr.write(f"{name}: {type(failure).__name__}: {failure}")
            return []
        mailbox.done(name)
        return [result]


def _taken_in(raw: bytes, recipient: str) -> str:
    mail = actions.receive(raw=raw, recipient=recipient, now=dt.datetime.now(dt.UTC))
    return str(mail.result)
