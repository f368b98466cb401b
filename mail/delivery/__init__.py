"""How a message leaves: through a mail server, or as a file where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from mail.delivery.answers import Answer, Verdict
from mail.delivery.folder import Folder
from mail.delivery.posting import NOTHING, UNREACHABLE, Delivery, deliver_next
from mail.delivery.server import MailServer

if TYPE_CHECKING:
    from mail.delivery.answers import Transport

__all__ = [
    "NOTHING",
    "UNREACHABLE",
    "Answer",
    "Delivery",
    "Verdict",
    "deliver_next",
    "transport",
]


def transport() -> Transport:
    """Return the way by which messages leave this installation, not yet opened."""
    return MailServer() if settings.EMAIL_HOST else Folder(settings.MAIL_FOLDER)
