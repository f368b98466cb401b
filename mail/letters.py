"""A message as people read it: from a text template to the bytes of a mail.

A template is plain text. Its first line is the subject; paragraphs stand apart by an empty line.
A paragraph that begins with `→ ` is a link: `→ Yes, I come: https://…` becomes a button in HTML. A
paragraph whose lines all begin with `- ` is a list.
"""

from __future__ import annotations

import base64
import dataclasses
from email.charset import QP, Charset
from email.utils import formataddr
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_LINK, _ITEM = "→ ", "- "


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a letter: a text, a list, or a link that is shown as a button."""

    text: str = ""
    items: tuple[str, ...] = ()
    label: str = ""
    url: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: its subject, and its text in paragraphs."""

    subject: str
    text: str
    language: str

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The text, taken apart."""
        return [_paragraph(block) for block in self.text.split("\n\n") if block.strip()]

    @property
    def html(self) -> str:
        """The text with its links as buttons."""
        context = {"words": self, "paragraphs": self.paragraphs}
        return render_to_string("mail/letter.html", context, using="django")


@dataclasses.dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar part of a mail: its bytes arrive as they are, whatever carries them."""

    method: str
    body: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Everything around the words: who, to whom, when, and what answers to it."""

    address: str
    name: str
    message_id: str
    date: dt.datetime
    sender_name: str = ""
    sender: str = ""
    reply_to: str = ""
    unsubscribe: str = ""
    references: str = ""


def day_in_words(day: dt.date) -> StrOrPromise:
    """Return a date as a letter says it: Monday 8 March 2027."""
    return periods.in_words(day, "l j F Y")


def moment_in_words(instant: dt.datetime, zone: str = periods.DEFAULT_ZONE) -> StrOrPromise:
    """Return an aware instant as a clock in the zone shows it: Monday 8 March 2027 at 13:00.

    A zone that is not ours is named, as nobody would guess it.
    """
    local = instant.astimezone(ZoneInfo(zone))
    parts = {"day": day_in_words(local.date()), "time": f"{local:%H:%M}", "zone": zone}
    is_ours = zone == periods.DEFAULT_ZONE
    return format_lazy(_("{day} at {time}") if is_ours else _("{day} at {time} ({zone})"), **parts)


def words(template: str, context: Mapping[str, Any], language: str) -> Words:
    """Return what a template says in a language (`nl`, `en`) with these facts."""
    with translation.override(language):
        facts = {"site": settings.SITE_URL, **context}
        filled = render_to_string(template, facts, using="letters")
    subject, _end, text = filled.strip().partition("\n")
    # One line, whatever a title brings along: a subject with a line end is no header.
    return Words(" ".join(subject.split()), _tidied(text), language)


def compose(said: Words, envelope: Envelope, calendar: Calendar | None = None) -> bytes:
    """Return the mail: text, HTML and calendar as alternatives, in the order clients expect.

    7-bit, with CR LF, so that no relay changes it. Sources: RFC 5322, RFC 6047 (the calendar part
    comes last, has no name and no disposition, and its method is that of its content), RFC 3834
    (`Auto-Submitted`), RFC 8058 (one-click `List-Unsubscribe`).
    """
    sender = envelope.sender or f"noreply@{settings.MAIL_DOMAIN}"
    mail = _Mail(
        subject=said.subject,
        body=said.text,
        from_email=formataddr((envelope.sender_name or str(settings.MAIL_SENDER), sender)),
        to=[formataddr((envelope.name, envelope.address))],
        reply_to=[envelope.reply_to] if envelope.reply_to else None,
        headers=_headers(said, envelope),
    )
    mail.attach_alternative(said.html, "text/html")
    mail.calendar = calendar
    made: bytes = mail.message().as_bytes(linesep="\r\n")
    return made


# Quoted-printable keeps a text readable in its source, and is 7-bit.
_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


class _Mail(EmailMultiAlternatives):
    encoding = _UTF8
    calendar: Calendar | None = None

    def message(self) -> Any:
        calendar = self.calendar
        if calendar is None:
            return super().message()
        kind = f"text/calendar; method={calendar.method}"
        self.attach_alternative("replaced below", kind)
        mail = super().message()
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                # Base64, as a folded line may end in a space that a relay takes away.
                del part["Content-Transfer-Encoding"]
                part["Content-Transfer-Encoding"] = "base64"
                part.set_payload(base64.encodebytes(calendar.body).decode("ascii"))
        return mail


def _headers(said: Words, envelope: Envelope) -> dict[str, str]:
    headers = {
        "Message-ID": f"<{envelope.message_id}>",
        "Date": envelope.date.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Auto-Submitted": "auto-generated",
        "Content-Language": said.language,
    }
    if envelope.unsubscribe:
        headers["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if envelope.references:
        headers["References"] = f"<{envelope.references}>"
    return headers


def _paragraph(block: str) -> Paragraph:
    lines = block.strip().split("\n")
    if all(line.startswith(_ITEM) for line in lines):
        return Paragraph(items=tuple(line.removeprefix(_ITEM) for line in lines))
    label, colon, url = block.strip().removeprefix(_LINK).rpartition(": ")
    if block.strip().startswith(_LINK) and colon and url.startswith(("https://", "http://")):
        return Paragraph(label=label, url=url)
    return Paragraph(text=block.strip())


def _tidied(text: str) -> str:
    """Return the text without what template tags leave behind: blanks and runs of empty lines."""
    blocks = "\n".join(line.rstrip() for line in text.split("\n")).split("\n\n")
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"
