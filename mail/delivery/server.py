"""Messages through a mail server, over one connection that is kept open."""

from __future__ import annotations

import smtplib
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils.encoding import punycode

from mail.delivery.answers import Answer, Verdict

if TYPE_CHECKING:
    from mail.models import Message

# A connection that was quiet for longer is asked whether it still stands.
_QUIET = 5.0
_GOOD = range(200, 300)
_FOR_GOOD = range(500, 600)


class MailServer:
    """The mail server that the settings name (`EMAIL_HOST` and what goes with it)."""

    def __init__(self) -> None:
        # Django's own knows how to connect: TLS, certificates, time limits, signing in.
        self._backend = EmailBackend()
        self._used_at = 0.0

    def open(self) -> bool:
        """Connect where there is no connection that stands; False when that fails."""
        if self._stands():
            return True
        self.close()
        try:
            self._backend.open()
        except OSError:  # also what the server says no with, such as a wrong password
            self.close()
            return False
        self._used_at = time.monotonic()
        return True

    def send(self, message: Message) -> Answer:
        """Send a message; after trouble with the connection, the next `open` makes a new one."""
        sender = message.return_path or f"noreply@{settings.MAIL_DOMAIN}"
        try:
            self._server.sendmail(
                _address(sender), [_address(message.address)], bytes(message.body or b"")
            )
        except smtplib.SMTPRecipientsRefused as refusal:
            return self._refused(next(code for code, _text in refusal.recipients.values()))
        except smtplib.SMTPResponseException as refusal:
            return self._refused(refusal.smtp_code)
        except OSError:
            self.close()
            return Answer(Verdict.NOT_NOW, "disconnected")
        except ValueError:  # letters or line ends that no address can have
            return Answer(Verdict.NEVER, "address")
        self._used_at = time.monotonic()
        return Answer(Verdict.TAKEN)

    def close(self) -> None:
        """Say goodbye, as far as somebody still listens."""
        with suppress(OSError):
            self._backend.close()
        self._backend.connection = None

    @property
    def _server(self) -> smtplib.SMTP:
        if self._backend.connection is None:
            message = "the connection to the mail server was lost"
            raise smtplib.SMTPServerDisconnected(message)
        return self._backend.connection

    def _stands(self) -> bool:
        if self._backend.connection is None:
            return False
        if time.monotonic() - self._used_at < _QUIET:
            return True
        with suppress(OSError):
            code, _text = self._backend.connection.noop()
            return code in _GOOD
        return False

    def _refused(self, code: int) -> Answer:
        if code == _CLOSING:
            self.close()
        verdict = Verdict.NEVER if code in _FOR_GOOD else Verdict.NOT_NOW
        return Answer(verdict, f"smtp_{code}")


# RFC 5321 §3.8: the server says goodbye, whatever it was asked.
_CLOSING = 421


def _address(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"
