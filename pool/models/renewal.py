"""What decides whether trainers may give something and how long they have to renew."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from courses.models import Course
from pool.states import EndorsementKind, PauseReason


class EndorsementRule(models.Model):
    """What an endorsement of a kind asks of who followed a course, from a day on."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="endorsement_rules", verbose_name=_("course")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=EndorsementKind)
    applies_from = models.DateField(_("applies from"))
    # What somebody must have (`EndorsementNeed`) → how many of it; all of it is asked.
    needs = models.JSONField(_("needed to be endorsed"), default=dict)

    class Meta:
        verbose_name = _("endorsement rule")
        verbose_name_plural = _("endorsement rules")
        ordering = ["course", "kind", "applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "kind", "applies_from"],
                name="one_endorsement_rule_per_course_kind_and_day",
                violation_error_message=_("There is already a rule from this day."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndorsementKind.values),
                name="endorsement_rule_kind_is_known",
                violation_error_message=_("This is not a kind of endorsement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.get_kind_display()} ({self.applies_from})"


class Extension(models.Model):
    """A decision to be lenient: more days of grace, for everybody or for one person.

    It moves the last day of grace, never the day that is printed on a certificate. It is for
    certificates of the course whose last day lies in the half-open period.
    """

    # Empty for everybody.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions",
        verbose_name=_("person"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="extensions", verbose_name=_("course")
    )
    ends_from = models.DateField(_("certificates that end from"))
    ends_before = models.DateField(_("certificates that end before"))
    # Months or days, not both: which of the two to add first would be a riddle.
    months = models.PositiveSmallIntegerField(_("months of extra grace"), default=0)
    days = models.PositiveSmallIntegerField(_("days of extra grace"))
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["course", "ends_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before__gt=F("ends_from")),
                name="extension_is_for_a_day_at_least",
                violation_error_message=_("This period holds no day."),
            ),
            models.CheckConstraint(
                condition=Q(months=0, days__gt=0) | Q(months__gt=0, days=0),
                name="extension_gives_months_or_days",
                violation_error_message=_("Give a number of months or a number of days."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_has_a_reason",
                violation_error_message=_("An extension has a reason."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("decided_at")),
                name="extension_is_withdrawn_after_it_is_decided",
                violation_error_message=_("An extension cannot be withdrawn before it is given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.ends_from} – {self.ends_before}"

    @property
    def period(self) -> Period:
        """The days on one of which a certificate must end to be meant."""
        return Period(self.ends_from, self.ends_before)


class ClockPause(models.Model):
    """Days on which somebody's clock stands still: as many days of grace are added.

    They do not count as days without a session given either. That the pauses of one person do not
    overlap is a rule; what a pair of rows shows, the database holds.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="clock_pauses",
        verbose_name=_("person"),
    )
    starts_on = models.DateField(_("starts on"))
    # The first day that no longer belongs to it; empty as long as nobody knows.
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=8, choices=PauseReason)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["person", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on=None),
                name="one_open_pause_at_a_time",
                violation_error_message=_("The clock of this person already stands still."),
            ),
            models.UniqueConstraint(
                fields=["person", "starts_on"],
                name="one_pause_starts_on_a_day",
                violation_error_message=_("There is already a pause from this day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="pause_lasts_a_day_at_least",
                violation_error_message=_("A pause lasts at least one day."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=PauseReason.values),
                name="pause_reason_is_known",
                violation_error_message=_("Choose one of the reasons on the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_reason_display()}"

    @property
    def period(self) -> Period:
        """The days on which the clock stands still."""
        return Period(self.starts_on, self.ends_on)
