"""Trainers in the pool: where, for what, what they may give and what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from courses.models import Course
from people.models import Region
from pool.states import ActivityKind, EndorsementKind, LeaveReason

if TYPE_CHECKING:
    import datetime as dt


class Topic(models.Model):
    """A subject that trainers give and groups ask for."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""),
                name="topic_has_a_code_and_a_name",
                violation_error_message=_("A topic has a code and a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PoolRule(models.Model):
    """What staying in the pool asks of who holds a certificate of a course, from a day on."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="pool_rules", verbose_name=_("course")
    )
    applies_from = models.DateField(_("applies from"))
    # Kind of activity → how many times within the validity of the certificate.
    needed = models.JSONField(_("needed to renew"), default=dict)
    window_days = models.PositiveSmallIntegerField(_("days that the renewal window is open"))
    dormant_after_days = models.PositiveSmallIntegerField(_("days without a session given"))
    grace_months = models.PositiveSmallIntegerField(_("months of grace"))

    class Meta:
        verbose_name = _("rule of the pool")
        verbose_name_plural = _("rules of the pool")
        ordering = ["course", "applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "applies_from"],
                name="one_pool_rule_per_course_and_day",
                violation_error_message=_("There is already a rule from this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.course} ({self.applies_from})"


class PoolMembershipQuerySet(models.QuerySet["PoolMembership"]):
    """The words in which the rooms ask for the pool."""

    def on(self, day: dt.date) -> PoolMembershipQuerySet:
        """Return the memberships whose half-open period holds the day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class PoolMembership(models.Model):
    """That a certified person is in the national pool: since when, where and for what."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="pool_memberships",
        verbose_name=_("person"),
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leave_reason = models.CharField(_("reason"), max_length=20, choices=LeaveReason, blank=True)
    regions = models.ManyToManyField(
        Region, blank=True, related_name="pool_memberships", verbose_name=_("regions")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="pool_memberships", verbose_name=_("topics")
    )
    # Codes of `Language` in which this trainer gives trainings.
    languages = models.JSONField(_("languages"), default=list, blank=True)
    most_per_month = models.PositiveSmallIntegerField(
        _("most trainings in a month"), null=True, blank=True
    )
    # The day on which the office saw the certificate of conduct, which itself is never kept.
    conduct_seen_on = models.DateField(_("certificate of conduct seen on"), null=True, blank=True)

    objects = PoolMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of the pool")
        verbose_name_plural = _("memberships of the pool")
        ordering = ["person", "joined_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left_on=None),
                name="one_pool_membership_at_a_time",
                violation_error_message=_("This person is already in the pool."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="trainer_leaves_after_joining",
                violation_error_message=_("A trainer cannot leave the pool before joining it."),
            ),
            models.CheckConstraint(
                condition=Q(leave_reason__in=LeaveReason.values),
                name="leave_reason_is_known",
                violation_error_message=_("Choose one of the reasons on the list."),
            ),
            models.CheckConstraint(
                condition=Q(most_per_month=None) | Q(most_per_month__gt=0),
                name="trainer_gives_one_a_month_at_least",
                violation_error_message=_("Give a number of trainings from one on."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def period(self) -> Period:
        """The days in the pool."""
        return Period(self.joined_on, self.left_on)


class Endorsement(models.Model):
    """What a trainer may give: a single instruction, a whole course, or intervision."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="endorsements",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=EndorsementKind)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ends_on=None),
                name="one_endorsement_of_a_kind_at_a_time",
                violation_error_message=_("This person already has this endorsement."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="endorsement_ends_after_it_starts",
                violation_error_message=_("An endorsement cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndorsementKind.values),
                name="endorsement_kind_is_known",
                violation_error_message=_("This is not a kind of endorsement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def period(self) -> Period:
        """The days on which it holds."""
        return Period(self.starts_on, self.ends_on)


class Activity(models.Model):
    """A line of the ledger that the calendar does not hold: a refresher day, or older history."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="activities",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ActivityKind)
    happened_on = models.DateField(_("date"))
    reference = models.CharField(_("reference"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["person", "happened_on", "pk"]
        indexes = [models.Index(fields=["person", "happened_on"], name="activity_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActivityKind.values),
                name="activity_kind_is_known",
                violation_error_message=_("This is not a kind of activity."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.happened_on}"
