"""What people were told of an appointment, and what came back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from scheduling.models.appointments import Appointment
from scheduling.states import AnswerSource, ReplyResult, Told

if TYPE_CHECKING:
    from collections.abc import Iterable


class Publication(models.Model):
    """The state of an appointment as people last heard of it; RFC 5546 calls it a version.

    `sequence` rises with every version that is mailed. `significant_sequence` is that of the last
    version with another time, or called off or on again: an answer to an older one is about
    something else. `published_at` (UTC) is the DTSTAMP of everything mailed for this version.
    """

    appointment = models.OneToOneField(
        Appointment,
        models.CASCADE,
        related_name="publication",
        verbose_name=_("appointment"),
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    significant_sequence = models.PositiveIntegerField(_("sequence of the time"), default=0)
    published_at = models.DateTimeField(_("published at"))
    # What people were told, to compare with and to say what has changed since. No names: ids.
    facts = models.JSONField(_("what people were told"), default=dict)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                condition=Q(significant_sequence__lte=F("sequence")),
                name="publication_time_is_not_newer_than_itself",
                violation_error_message=_("The version of the time is not after the last version."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} v{self.version}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The words in which the rooms ask for invitations."""

    def of_people(self, people: Iterable[int]) -> InvitationQuerySet:
        """Return the invitations of these people."""
        return self.filter(person__in=people)


class Invitation(models.Model):
    """What one person was told of one appointment. It outlives their part in it.

    The answer itself stands in the participation; here is which of several answers was the last,
    by RFC 5546 the one with the greater SEQUENCE, then the later DTSTAMP.
    """

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="invitations", verbose_name=_("appointment")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("person"),
    )
    told = models.CharField(_("told"), max_length=8, choices=Told, blank=True)
    # Where it was told, and the versions of the last mail.
    address = models.EmailField(_("address"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    answered_sequence = models.IntegerField(_("sequence of the answer"), default=-1)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.CharField(
        _("how it was answered"), max_length=8, choices=AnswerSource, blank=True
    )
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    bounced_at = models.DateTimeField(_("could not be delivered since"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "person"],
                name="person_is_invited_once",
                violation_error_message=_("This person has already been invited."),
            ),
            models.CheckConstraint(
                condition=Q(told__in=Told.values),
                name="told_is_known",
                violation_error_message=_("This is not something people are told."),
            ),
            models.CheckConstraint(
                condition=Q(answered_by__in=AnswerSource.values),
                name="answer_source_is_known",
                violation_error_message=_("This is not a way in which answers come."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} → {self.person_id}"

    @property
    def thread(self) -> str:
        """The thread of the outbox in which the mails of this invitation leave in order."""
        return self.thread_of(self.appointment_id, self.person_id)

    @staticmethod
    def thread_of(appointment: int, person: int) -> str:
        """Return the thread of somebody's invitation, by the ids of both."""
        return f"invitation:{appointment}:{person}"


class IncomingMail(models.Model):
    """A mail that came in: kept as it was for 30 days, what became of it for good."""

    KEPT = dt.timedelta(days=30)

    # sha256 of the mail, so that the same mail again is known for what it is.
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    received_at = models.DateTimeField(_("received at"))
    result = models.CharField(_("result"), max_length=16, choices=ReplyResult)
    invitation = models.ForeignKey(
        Invitation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("invitation"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="incoming_mails",
        verbose_name=_("person"),
    )
    # What our own mail server found out about the sender; a failure is no reason to refuse.
    authentication = models.CharField(_("authentication"), max_length=200, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    raw = models.BinaryField(_("mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=ReplyResult.values),
                name="reply_result_is_known",
                violation_error_message=_("This is not a result of an incoming mail."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M} {self.result}"
