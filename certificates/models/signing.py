"""The public halves of the keys that sign credentials, and the lists of what was revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.states import KeyState
from common import periods

if TYPE_CHECKING:
    import datetime as dt


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    """The words in which the rooms ask for keys."""

    def published_on(self, day: dt.date) -> SigningKeyQuerySet:
        """Return the keys whose signatures still count that day, the newest first.

        One that retired does while it signed a certificate that somebody may still check, or a
        list that was not signed anew; one that is not to be trusted does not.
        """
        since = periods.add_months(day, -settings.CERTIFICATE_KEPT_MONTHS)
        counts = (
            Q(state__in=(KeyState.NEXT, KeyState.ACTIVE))
            | Q(documents__certificate__valid_until__gte=since)
            | Q(status_lists__isnull=False)
        )
        return self.exclude(state=KeyState.COMPROMISED).filter(counts).distinct()


class SigningKey(models.Model):
    """The public half of a key; the private half is a file that only the worker reads."""

    public = models.CharField(_("public key"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=KeyState, default=KeyState.NEXT)
    published_at = models.DateTimeField(_("published at"))
    activated_at = models.DateTimeField(_("in use since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("in use until"), null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=KeyState.ACTIVE),
                name="one_key_signs_at_a_time",
                violation_error_message=_("Another key is in use."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=KeyState.values),
                name="key_state_is_known",
                violation_error_message=_("This is not a state of a key."),
            ),
        ]

    def __str__(self) -> str:
        return self.public


class StatusList(models.Model):
    """A published list of what was revoked: the signed bytes, and what they say."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    # The places that are set in what was signed last: equal means that nothing has to be signed.
    revoked = models.JSONField(_("revoked places"), default=list)
    signed = models.BinaryField(_("signed list"), null=True)
    key = models.ForeignKey(
        SigningKey,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="status_lists",
        verbose_name=_("key"),
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)
