"""Revocations: proposed by one person of the office, confirmed or withdrawn by another."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificate import Certificate
from certificates.states import RevocationReason, RevocationState
from common import periods

_OBJECTION = dt.timedelta(days=14)


class Revocation(models.Model):
    """That somebody proposes to revoke a certificate, why, and what a second person decided."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="revocations", verbose_name=_("certificate")
    )
    reason = models.CharField(_("reason"), max_length=24, choices=RevocationReason)
    # Of the office alone: it is neither mailed nor shown to who checks.
    note = models.TextField(_("note of the office"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=RevocationState, default=RevocationState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(state=RevocationState.PROPOSED),
                name="one_open_revocation_per_certificate",
                violation_error_message=_("Revoking this certificate was already proposed."),
            ),
            models.CheckConstraint(
                condition=Q(state=RevocationState.PROPOSED, decided_at=None)
                | Q(
                    ~Q(state=RevocationState.PROPOSED),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="decided_revocation_says_by_whom",
                violation_error_message=_("A decision is made by somebody, at a moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state=RevocationState.CONFIRMED) | ~Q(decided_by=F("proposed_by")),
                name="revocation_is_confirmed_by_another",
                violation_error_message=_("Somebody else of the office confirms this."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RevocationState.values),
                name="revocation_state_is_known",
                violation_error_message=_("This is not a state of a revocation."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.certificate)

    @property
    def objection_ends(self) -> dt.date:
        """The first day on which the holder has had their time to object.

        Programme rule: fourteen days, by the calendar of the association.
        """
        return periods.local_date(self.proposed_at) + _OBJECTION
