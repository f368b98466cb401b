"""The calendar of a person: the address they are invited from, and the feeds they subscribe to."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from scheduling.models.appointments import Appointment
from scheduling.states import Channel

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def new_token() -> str:
    """Return 130 random bits in 26 signs that mail systems may write in capitals."""
    return "".join(secrets.choice(_BASE32) for _sign in range(26))


class PersonalCalendar(models.Model):
    """How somebody gets their appointments, and the token of the address they are invited from.

    The token never changes: calendars refuse an update from another organiser (see
    docs/calendar.md). It opens nothing by itself; an answer needs the id of the appointment too.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar",
        verbose_name=_("person"),
    )
    token = models.CharField(_("token"), max_length=26, unique=True, default=new_token)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, default=Channel.MAIL)

    class Meta:
        verbose_name = _("personal calendar")
        verbose_name_plural = _("personal calendars")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="channel_is_known",
                violation_error_message=_("This is not a way to get appointments."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.channel}"


class FeedQuerySet(models.QuerySet["Feed"]):
    """The words in which the doors ask for feeds."""

    def usable(self) -> FeedQuerySet:
        """Return the feeds that can be read: not revoked, of an account that is open."""
        return self.filter(revoked_at=None, person__is_active=True)


class Feed(models.Model):
    """A secret address under which a calendar program reads the appointments of a person."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=80)
    # Leave out what the person is invited to by mail, or it stands in their calendar twice.
    without_invited = models.BooleanField(_("without what I am invited to by mail"), default=False)
    # The address holds 256 bits of its own, so an unsalted digest cannot be guessed back.
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.name}"


class RenderedEvent(models.Model):
    """The VEVENT of an appointment in a feed, kept so that a feed is written without rendering.

    It is no more than a copy: whoever finds that `digest` is not that of the facts makes it anew.
    """

    appointment = models.OneToOneField(
        Appointment,
        models.CASCADE,
        related_name="rendered",
        verbose_name=_("appointment"),
    )
    digest = models.CharField(_("digest"), max_length=64)
    body = models.BinaryField(_("body"))

    class Meta:
        verbose_name = _("rendered event")
        verbose_name_plural = _("rendered events")

    def __str__(self) -> str:
        return str(self.appointment_id)
