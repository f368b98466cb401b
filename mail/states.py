"""The states of a message that leaves, and which message may be done without."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Where a message stands between being written and being delivered."""

    QUEUED = "queued", _("queued")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


MESSAGE_MOVES: Mapping[str, tuple[MessageState, ...]] = {
    MessageState.QUEUED: (MessageState.SENDING, MessageState.CANCELLED),
    # Back to the queue when the mail server said “not now”, or when the worker was killed.
    MessageState.SENDING: (
        MessageState.SENT,
        MessageState.FAILED,
        MessageState.QUEUED,
        MessageState.CANCELLED,
    ),
    MessageState.SENT: (),
    # Somebody of the office sends it once more.
    MessageState.FAILED: (MessageState.QUEUED,),
    MessageState.CANCELLED: (),
}


class MessageTopic(models.TextChoices):
    """What somebody can ask not to be written about. Everything else is always sent."""

    REMINDERS = "reminders", _("reminders of what is coming")
    DIGESTS = "digests", _("what waits for me")
