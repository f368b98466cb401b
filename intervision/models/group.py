"""Groups of peers in a run, and who is a member from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from courses.models import CourseRun

if TYPE_CHECKING:
    import datetime as dt


class Group(models.Model):
    """A stable group of peers in a run, with a guide who is not a member."""

    run = models.ForeignKey(
        CourseRun, models.PROTECT, related_name="intervision_groups", verbose_name=_("course run")
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    guide = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="guided_groups",
        verbose_name=_("guide"),
    )
    size_min = models.PositiveSmallIntegerField(_("smallest size"), default=4)
    size_max = models.PositiveSmallIntegerField(_("largest size"), default=8)
    agreement_version = models.CharField(_("version of the agreement"), max_length=20)

    class Meta:
        verbose_name = _("intervision group")
        verbose_name_plural = _("intervision groups")
        ordering = ["run", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "code"],
                name="group_code_is_unique_in_its_run",
                violation_error_message=_("This code is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(size_min__gte=1, size_max__gte=F("size_min")),
                name="group_sizes_are_in_order",
                violation_error_message=_("The largest size is at least the smallest."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """The words in which the rooms ask who is a member."""

    def on(self, day: dt.date) -> MembershipQuerySet:
        """Return the memberships whose half-open period holds the day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class Membership(models.Model):
    """Somebody's membership of a group, from joining until the day of leaving."""

    group = models.ForeignKey(
        Group, models.PROTECT, related_name="memberships", verbose_name=_("group")
    )
    # The group's run once more, so that the database can hold one group per person per run.
    run = models.ForeignKey(
        CourseRun, models.PROTECT, related_name="+", verbose_name=_("course run")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="intervision_memberships",
        verbose_name=_("person"),
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    agreement_signed_on = models.DateField(_("agreement signed on"), null=True, blank=True)
    agreement_version = models.CharField(_("version that was signed"), max_length=20, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["group", "joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person"],
                condition=Q(left_on=None),
                name="one_group_per_person_per_run",
                violation_error_message=_("This person is already in a group of this run."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
                violation_error_message=_("A member cannot leave before joining."),
            ),
            models.CheckConstraint(
                condition=Q(agreement_signed_on=None) | ~Q(agreement_version=""),
                name="signed_agreement_has_a_version",
                violation_error_message=_("A signature belongs to a version of the agreement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.group}"

    @property
    def period(self) -> Period:
        """The days of membership; on the day of leaving somebody is no longer a member."""
        return Period(self.joined_on, self.left_on)
