"""When somebody can be asked: weekly habits, and the periods that differ from them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods


class WeeklyAvailability(models.Model):
    """Hours of a day of the week at which somebody can usually come, by the clock of a zone."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="weekly_availability",
        verbose_name=_("person"),
    )
    # Monday is 0, as Python counts.
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), validators=[MaxValueValidator(6)]
    )
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    zone = models.CharField(_("time zone"), max_length=64, default=periods.DEFAULT_ZONE)

    class Meta:
        verbose_name = _("weekly availability")
        verbose_name_plural = _("weekly availability")
        ordering = ["person", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="weekly_availability_ends_after_it_starts",
                violation_error_message=_("The hours end after they begin, on one day."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="weekly_availability_is_on_a_weekday",
                violation_error_message=_("A day of the week is a number from 0, Monday, to 6."),
            ),
            models.UniqueConstraint(
                fields=["person", "weekday", "starts"],
                name="weekly_availability_starts_once",
                violation_error_message=_("This person already has hours that begin then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.weekday} {self.starts:%H:%M}–{self.ends:%H:%M}"


class AvailabilityPeriod(models.Model):
    """A half-open period (UTC) in which somebody can come after all, or cannot come at all."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="availability_periods",
        verbose_name=_("person"),
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    is_available = models.BooleanField(_("can come"), default=False)

    class Meta:
        verbose_name = _("period of availability")
        verbose_name_plural = _("periods of availability")
        ordering = ["person", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="availability_period_ends_after_it_starts",
                violation_error_message=_("A period ends after it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.starts_at:%Y-%m-%d %H:%M}"
