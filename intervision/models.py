"""Groups of peers, the methods they use, their meetings, and cases that stay in the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from courses.models import CourseRun
from intervision.states import MethodShape
from scheduling.models import Appointment

if TYPE_CHECKING:
    import datetime as dt


class Method(models.Model):
    """A fixed way to work on a case together, in both languages."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    shape = models.CharField(
        _("shape"), max_length=8, choices=MethodShape, default=MethodShape.STEPS
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    purpose_nl = models.TextField(_("when to use it, in Dutch"))
    purpose_en = models.TextField(_("when to use it, in English"))
    group_min = models.PositiveSmallIntegerField(_("smallest group"))
    group_max = models.PositiveSmallIntegerField(_("largest group"))

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group_max__gte=F("group_min"), group_min__gte=1),
                name="method_group_sizes_are_in_order",
                violation_error_message=_("The largest group is at least the smallest."),
            )
        ]

    def __str__(self) -> str:
        return self.name_nl


class MethodStep(models.Model):
    """One step of a method, or one field of a method without an order."""

    method = models.ForeignKey(
        Method, models.CASCADE, related_name="steps", verbose_name=_("method")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    # Empty for a field, which takes as long as it takes.
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    text_nl = models.TextField(_("what to do, in Dutch"))
    text_en = models.TextField(_("what to do, in English"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["method", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "position"],
                name="method_step_position_is_unique",
                violation_error_message=_("Two steps cannot stand in the same place."),
            )
        ]

    def __str__(self) -> str:
        return self.title_nl


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


class Meeting(models.Model):
    """A meeting of a group: when stands in the appointment, who does what stands here."""

    group = models.ForeignKey(
        Group, models.PROTECT, related_name="meetings", verbose_name=_("group")
    )
    code = models.CharField(_("code"), max_length=20)
    appointment = models.OneToOneField(
        Appointment,
        models.PROTECT,
        related_name="intervision_meeting",
        verbose_name=_("appointment"),
    )
    method = models.ForeignKey(
        Method,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("method"),
    )
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chaired_meetings",
        verbose_name=_("chair"),
    )
    case_bringer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("planned case bringer"),
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reporter"),
    )
    report_finalised_on = models.DateField(_("report final on"), null=True, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["appointment__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "code"],
                name="meeting_code_is_unique_in_its_group",
                violation_error_message=_("This code is already in use."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.code}"


class Case(models.Model):
    """What a member brought to the group. Its words are for the group only, whoever asks."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="cases", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    bringer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="cases_brought",
        verbose_name=_("case bringer"),
    )
    method = models.ForeignKey(
        Method, models.PROTECT, related_name="cases", verbose_name=_("method")
    )
    title = models.CharField(_("title without names"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="case_number_is_unique_in_its_meeting",
                violation_error_message=_("This case number is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="case_numbers_start_at_one",
                violation_error_message=_("Cases are numbered from one."),
            ),
        ]

    def __str__(self) -> str:
        # Never the title: a log line or an error page would carry it out of the group.
        return f"{self.meeting} / {self.number}"
