"""The demo leaves the mails of its scenario behind, and every calendar believes them."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING, Any

from mail.models import Message
from mail.states import MessageState
from tests.readers import asking

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenario.demo.conftest import Played


def read(path: Path) -> Any:
    """Return a mail as the standard library reads it."""
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def calendar_of(mail: Any) -> bytes | None:
    """Return the calendar part of a mail, if it has one."""
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content: bytes = part.get_payload(decode=True)
            return content
    return None


def test_demo_leaves_every_mail_and_every_calendar_is_right(played: Played) -> None:
    mails = [read(path) for path in sorted(played.mails.glob("*.eml"))]
    calendars = [found for mail in mails if (found := calendar_of(mail))]

    assert len(mails) == Message.objects.filter(state=MessageState.SENT).count()
    assert not Message.objects.waiting().exists()
    assert len(calendars) > 200
    assert asking.complaints(calendars) == []


def test_each_invitation_is_from_its_organiser_to_its_only_attendee(played: Played) -> None:
    for path in played.mails.glob("*-invitation-*.eml"):
        mail = read(path)
        lines = (calendar_of(mail) or b"").replace(b"\r\n ", b"").decode().split("\r\n")
        organiser = next(line for line in lines if line.startswith("ORGANIZER"))
        attendees = [line for line in lines if line.startswith("ATTENDEE")]

        assert organiser.endswith(f":mailto:{mail['From'].addresses[0].addr_spec}")
        assert [line.rpartition(":mailto:")[2] for line in attendees] == [
            mail["To"].addresses[0].addr_spec
        ]
