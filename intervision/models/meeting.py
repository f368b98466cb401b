"""Meetings of a group, and the cases that stay in the group."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intervision.models.group import Group
from intervision.models.method import Method
from scheduling.models import Appointment


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

    @property
    def appointed_ids(self) -> frozenset[int]:
        """The ids of who has a task in it: chair, reporter and guide."""
        appointed = (self.chair_id, self.reporter_id, self.group.guide_id)
        return frozenset(person for person in appointed if person is not None)


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
