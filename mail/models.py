"""The outbox: every message that leaves is a row first, written with the change it tells of."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mail.states import MessageState, MessageTopic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


def new_message_id() -> str:
    """Return a Message-ID (RFC 5322, without its brackets) that no other mail has."""
    return f"{uuid.uuid4().hex}@{settings.MAIL_DOMAIN}"


class MessageQuerySet(models.QuerySet["Message"]):
    """The words in which the outbox is asked."""

    def waiting(self) -> MessageQuerySet:
        """Return what has still to leave: queued, or being sent."""
        return self.filter(state__in=(MessageState.QUEUED, MessageState.SENDING))

    def received_threads(self, threads: Iterable[str]) -> set[str]:
        """Return which of these threads have a message that may have been received."""
        tried = Q(state__in=(MessageState.SENDING, MessageState.SENT)) | Q(attempts__gt=0)
        found = self.filter(tried, thread__in={thread for thread in threads if thread})
        return set(found.values_list("thread", flat=True).distinct())

    def due(self, now: dt.datetime) -> MessageQuerySet:
        """Return what may leave at this moment (UTC), the longest waiting first.

        Queued, not before its time, and nothing of its thread is older and still waiting.
        """
        before = Message.objects.waiting().filter(
            thread=models.OuterRef("thread"), pk__lt=models.OuterRef("pk")
        )
        in_turn = Q(thread="") | ~models.Exists(before)
        ready = self.filter(in_turn, state=MessageState.QUEUED, send_after__lte=now)
        return ready.order_by("send_after", "pk")

    def lapsed(self, now: dt.datetime) -> MessageQuerySet:
        """Return what is being sent by somebody whose lease has run out: a killed worker."""
        return self.filter(state=MessageState.SENDING, lease_until__lte=now)


class Message(models.Model):
    """A message to one person.

    A notice names what to say, and its words are made when it is first sent; an invitation comes
    with its words. From then on every attempt sends the same bytes under the same Message-ID, so
    that a mail that arrives twice is one mail to whoever reads it.
    """

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
    # Messages of one thread leave one at a time, in the order in which they were written.
    thread = models.CharField(_("thread"), max_length=120, blank=True)
    message_id = models.CharField(
        _("Message-ID"), max_length=200, unique=True, default=new_message_id
    )
    state = models.CharField(
        _("state"), max_length=12, choices=MessageState, default=MessageState.QUEUED
    )
    queued_at = models.DateTimeField(_("queued at"))
    send_after = models.DateTimeField(_("send after"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    # A code of the mail server or of ours, never its sentence: that can name people.
    failed_because = models.CharField(_("failed because"), max_length=60, blank=True)
    # The envelope, and the message as it leaves: taken away again when it is no longer needed.
    address = models.EmailField(_("address"), blank=True)
    return_path = models.EmailField(_("return path"), blank=True)
    body = models.BinaryField(_("body"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["state", "send_after", "id"], name="message_due"),
            models.Index(fields=["thread", "id"], name="message_thread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values),
                name="message_state_is_known",
                violation_error_message=_("This is not a state of a message."),
            ),
            models.CheckConstraint(
                condition=Q(send_after__gte=F("queued_at")),
                name="message_is_not_sent_before_it_is_queued",
                violation_error_message=_("A message cannot be sent before it is written."),
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENDING, lease_until__isnull=False)
                | (~Q(state=MessageState.SENDING) & Q(lease_until=None)),
                name="message_being_sent_has_a_lease",
                violation_error_message=_("What is being sent has a lease, and nothing else has."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} → {self.recipient_id}"


class OptOut(models.Model):
    """That somebody does not want to be written about something that is not essential."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="opt_outs", verbose_name=_("person")
    )
    topic = models.CharField(_("topic"), max_length=20, choices=MessageTopic)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("opt-out")
        verbose_name_plural = _("opt-outs")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                name="person_opts_out_once_per_topic",
                violation_error_message=_("This person already opted out of this."),
            ),
            models.CheckConstraint(
                condition=Q(topic__in=MessageTopic.values),
                name="opt_out_topic_is_known",
                violation_error_message=_("This is not a topic of messages."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.topic}"


class Slot(models.Model):
    """That a piece of periodic work was begun for a slot of time, by one worker and no other."""

    job = models.CharField(_("job"), max_length=60)
    starts_at = models.DateTimeField(_("starts at"))
    begun_at = models.DateTimeField(_("begun at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    failed_because = models.CharField(_("failed because"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["-starts_at", "job"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "starts_at"],
                name="job_is_done_once_per_slot",
                violation_error_message=_("This was already begun for this slot."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.starts_at:%Y-%m-%d %H:%M}"
