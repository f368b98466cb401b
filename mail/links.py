"""Links in mails that need no sign-in: each opens one page about one row, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

# The pages, by the first part of their address. Dutch, as everything that people read first.
ANSWER, PLACE, ASK, UNSUBSCRIBE = "antwoord", "plaats", "vraag", "afmelden"
EVALUATION, REQUEST = "evaluatie", "aanvragen"


def link(page: str, row: int, detail: str = "") -> str:
    """Return the address of a page about a row, signed with the key of this installation."""
    value = f"{row}.{detail}" if detail else str(row)
    return f"{settings.SITE_URL}/{page}/{signing.Signer(salt=page).sign(value)}"


def certificate(code: str) -> str:
    """Return the address of the page on which anybody checks the certificate with this code."""
    return f"{settings.SITE_URL}/c/{code}"


def status_list(number: int) -> str:
    """Return the address at which a list of what was revoked is published."""
    return f"{settings.SITE_URL}/status/{number}"


def achievement(code: str, version: str) -> str:
    """Return the address of the page that says what a version of a course asks."""
    return f"{settings.SITE_URL}/opleiding/{code}/{version}"


def opened(page: str, token: str) -> tuple[int, str] | None:
    """Return the row and the detail that a link to this page names, or None for a wrong one."""
    try:
        value = signing.Signer(salt=page).unsign(token)
    except signing.BadSignature:
        return None
    row, _dot, detail = value.partition(".")
    return int(row), detail
