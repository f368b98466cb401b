"""The outbox: every message that leaves is a row first, written with the change it tells of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mail.states import MessageState


class Message(models.Model):
    """A message to one person. It names what to say; the words are made when it is sent."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="messages",
        verbose_name=_("recipient"),
    )
    purpose = models.CharField(_("purpose"), max_length=60)
    # Ids and codes of what the message is about; never text, so that erasing a person is enough.
    context = models.JSONField(_("context"), default=dict)
    # The same purpose, subject and recipient are told once, however often an action is repeated.
    key = models.CharField(_("key"), max_length=200, unique=True)
    state = models.CharField(
        _("state"), max_length=12, choices=MessageState, default=MessageState.QUEUED
    )
    queued_at = models.DateTimeField(_("queued at"))
    send_after = models.DateTimeField(_("send after"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "send_after"], name="message_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values),
                name="message_state_is_known",
                violation_error_message=_("This is not a state of a message."),
            ),
            models.CheckConstraint(
                condition=models.Q(send_after__gte=models.F("queued_at")),
                name="message_is_not_sent_before_it_is_queued",
                violation_error_message=_("A message cannot be sent before it is written."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} → {self.recipient_id}"
