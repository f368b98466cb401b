"""The outbox as the people who are written to see it: mails, read by programs that are not ours."""

from __future__ import annotations

import dataclasses
import email
import email.policy
from typing import TYPE_CHECKING, Any

import icalendar

from mail.models import Message
from mail.states import MessageState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from people.models import Person


@dataclasses.dataclass(frozen=True)
class Letter:
    """One mail about an appointment."""

    message: Message
    mail: EmailMessage
    calendar: icalendar.Calendar

    @property
    def event(self) -> Any:
        """The only event in it."""
        (event,) = self.calendar.walk("VEVENT")
        return event

    @property
    def method(self) -> str:
        """What the calendar asks."""
        return str(self.calendar["METHOD"])

    @property
    def sequence(self) -> int:
        """The version of the event."""
        return int(self.event["SEQUENCE"])

    @property
    def text(self) -> str:
        """What a person reads."""
        body = self.mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


def letters(person: Person | None = None, *, also_superseded: bool = False) -> list[Letter]:
    """Return the mails with a calendar that somebody gets, the oldest first."""
    rows = Message.objects.filter(body__isnull=False).order_by("pk")
    if not also_superseded:
        rows = rows.exclude(state=MessageState.CANCELLED)
    if person is not None:
        rows = rows.filter(recipient=person)
    return list(_read(rows))


def _read(rows: Any) -> Iterator[Letter]:
    for row in rows:
        mail: Any = email.message_from_bytes(bytes(row.body), policy=email.policy.default)
        part = mail.get_body(("calendar",)) or _calendar_part(mail)
        yield Letter(row, mail, icalendar.Calendar.from_ical(part.get_payload(decode=True)))


def _calendar_part(mail: Any) -> Any:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return part


def received(*letters: Letter) -> None:
    """Let these mails have left."""
    rows = Message.objects.filter(pk__in=[letter.message.pk for letter in letters])
    rows.update(state=MessageState.SENT, attempts=1)
