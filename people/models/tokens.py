"""Tokens with which a program acts for a person: kept as a digest, never as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    import datetime as dt


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """The words in which the doors ask for tokens."""

    def usable(self, now: dt.datetime) -> AccessTokenQuerySet:
        """Return the tokens that open the door at this moment (UTC)."""
        return self.filter(revoked_at=None, expires_at__gt=now, person__is_active=True)


class AccessToken(models.Model):
    """That a program may act for a person until a moment."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=80)
    # The token has 256 bits of its own, so an unsalted digest cannot be guessed back.
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="token_expires_after_it_is_made",
                violation_error_message=_("A token cannot expire before it is made."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")),
                name="token_is_revoked_after_it_is_made",
                violation_error_message=_("A token cannot be revoked before it is made."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
