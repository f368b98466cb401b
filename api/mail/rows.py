"""What is shown of the outbox: that something was sent, never what it says."""

from __future__ import annotations

from api.kernel.rows import Row
from api.people.rows import PersonName
from mail.models import Message


class MessageRow(Row):
    """A message to one person, and where it stands."""

    recipient = PersonName()

    class Meta:
        model = Message
        fields = (
            "id",
            "recipient",
            "purpose",
            "state",
            "queued_at",
            "send_after",
            "attempts",
            "sent_at",
            "failed_because",
        )
