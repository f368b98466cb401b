"""Where mails come from: a Maildir, or a mailbox on an IMAP server."""

from __future__ import annotations

import contextlib
import email
import imaplib
import re
import ssl
from email import policy
from email.utils import parseaddr
from typing import TYPE_CHECKING, Self

from scheduling.calendars.reading import MAX_MAIL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Who the mail server says it was for, the address as it was written first. Never the To line.
_ENVELOPE = ("X-Original-To", "Delivered-To", "Envelope-To")
_OURS = re.compile(r"(invite|bounce)\+[a-z2-7]{26}@", re.IGNORECASE)
_HEADERS_LIMIT = 64 * 1024
_SECONDS = 30
# One byte over is enough to know that it is too large.
READ_LIMIT = MAX_MAIL + 1


class Unreachable(Exception):
    """The mailbox cannot be opened; the text says what its server or the disk answered."""


def recipient_of(raw: bytes) -> str:
    """Return the address of the envelope as the mail server wrote it down, or nothing."""
    head = re.split(rb"\r?\n\r?\n", raw[:_HEADERS_LIMIT], maxsplit=1)[0]
    headers = email.message_from_bytes(head, policy=policy.compat32)
    written = [str(value) for name in _ENVELOPE for value in headers.get_all(name, [])]
    found = [parseaddr(value)[1] or value.strip() for value in written]
    return next((address for address in found if _OURS.match(address)), "".join(found[:1]))


class Maildir:
    """A folder in which a mail server puts each mail in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each new mail, no more of it than can be handled.

        :raises Unreachable: when this is no Maildir.
        """
        try:
            files = sorted(each for each in (self._path / "new").iterdir() if each.is_file())
            (self._path / "cur").mkdir(exist_ok=True)
        except OSError as failure:
            raise Unreachable(str(failure)) from failure
        for file in files:
            # Somebody else may have read it meanwhile.
            with contextlib.suppress(FileNotFoundError), file.open("rb") as opened:
                yield file.name, opened.read(READ_LIMIT)

    def done(self, name: str) -> None:
        """Mark a mail as seen: it moves from `new` to `cur`."""
        with contextlib.suppress(FileNotFoundError):
            (self._path / "new" / name).rename(self._path / "cur" / f"{name}:2,S")


class Imap:
    """A folder on an IMAP server; used as a context, so that it is always left again."""

    def __init__(
        self, *, host: str, port: int, user: str, password: str, folder: str, encrypted: bool
    ) -> None:
        self._host, self._port, self._encrypted = host, port, encrypted
        self._user, self._password, self._folder = user, password, folder

    def __enter__(self) -> Self:
        """Sign in and open the folder.

        :raises Unreachable: when the server cannot be reached or does not let us in.
        """
        try:
            self._server = self._connected()
        except (OSError, imaplib.IMAP4.error) as failure:
            raise Unreachable(str(failure)) from failure
        try:
            self._server.login(self._user, self._password)
            kind, said = self._server.select(f'"{self._folder}"')
        except (OSError, imaplib.IMAP4.error) as failure:
            self.__exit__()
            raise Unreachable(str(failure)) from failure
        if kind != "OK":
            self.__exit__()
            raise Unreachable(repr(said))
        return self

    def __exit__(self, *_failure: object) -> None:
        """Leave, whatever happened."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            self._server.logout()

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Yield the number and the bytes of each unread mail, without marking it."""
        _kind, found = self._server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").decode("ascii").split():
            _kind, answer = self._server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{READ_LIMIT}>)")
            raw = next((each[1] for each in answer if isinstance(each, tuple)), None)
            if raw is not None:
                yield uid, raw

    def done(self, uid: str) -> None:
        """Mark a mail as read."""
        self._server.uid("STORE", uid, "+FLAGS", r"(\Seen)")

    def _connected(self) -> imaplib.IMAP4:
        if not self._encrypted:
            return imaplib.IMAP4(self._host, self._port, timeout=_SECONDS)
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(self._host, self._port, ssl_context=context, timeout=_SECONDS)
