"""Years that are closed: the figures that were reported, as they were."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosedYear(models.Model):
    """A calendar year whose figures were reported and no longer follow later corrections."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("closed by")
    )
    figures = models.JSONField(_("figures"))
    # Of the figures as they were written, in hexadecimal digits: whoever has a report can compare.
    sha256 = models.CharField(_("SHA-256 of the figures"), max_length=64)

    class Meta:
        verbose_name = _("closed year")
        verbose_name_plural = _("closed years")
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sha256=""),
                name="closed_year_has_a_digest",
                violation_error_message=_("The figures of a closed year have a digest."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)
