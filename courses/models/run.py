"""A course as it is given once: its seats, its dates and its sessions."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models.curriculum import Course, Curriculum, LearningObjective, WorkForm
from courses.states import HOLDS_A_SEAT
from scheduling.models import Appointment


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    """The words in which the rooms ask for runs."""

    def open_for_enrolment(self, now: dt.datetime) -> CourseRunQuerySet:
        """Return the runs whose enrolment window holds this moment."""
        return self.filter(enrolment_opens_at__lte=now, enrolment_closes_at__gt=now)


class CourseRun(models.Model):
    """One time that a course is given. It pins the curriculum that it began with."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="runs", verbose_name=_("course")
    )
    curriculum = models.ForeignKey(
        Curriculum, models.PROTECT, related_name="runs", verbose_name=_("curriculum")
    )
    code = models.CharField(_("code"), max_length=20)
    seats = models.PositiveSmallIntegerField(_("seats"))
    # Half-open, in UTC: who applies at the closing moment is too late.
    enrolment_opens_at = models.DateTimeField(_("enrolment opens at"))
    enrolment_closes_at = models.DateTimeField(_("enrolment closes at"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("last day"))
    zone = models.CharField(_("time zone"), max_length=64, default=periods.DEFAULT_ZONE)
    offer_days = models.PositiveSmallIntegerField(_("days to accept an offered place"), default=7)

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("course run")
        verbose_name_plural = _("course runs")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "code"],
                name="run_code_is_unique_in_its_course",
                violation_error_message=_("This code is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(enrolment_closes_at__gt=F("enrolment_opens_at")),
                name="enrolment_closes_after_it_opens",
                violation_error_message=_("Enrolment closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="run_ends_after_it_starts",
                violation_error_message=_("A run cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(offer_days__gte=1),
                name="offer_lasts_a_day_at_least",
                violation_error_message=_("An offered place can be accepted for at least a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.code} {self.code}"

    @property
    def period(self) -> periods.Period:
        """The days of the run, its last day included."""
        return periods.Period(self.starts_on, self.ends_on + dt.timedelta(days=1))

    def is_open_for_enrolment(self, now: dt.datetime) -> bool:
        """Return True while the enrolment window holds the moment."""
        return self.enrolment_opens_at <= now < self.enrolment_closes_at

    def seats_taken(self) -> int:
        """Return how many seats are taken or kept free for an offer; one query."""
        return self.enrolments.filter(state__in=HOLDS_A_SEAT).count()


class CourseSession(models.Model):
    """A dated session of a run; its time, place and people stand in the appointment."""

    run = models.ForeignKey(
        CourseRun, models.PROTECT, related_name="sessions", verbose_name=_("course run")
    )
    code = models.CharField(_("code"), max_length=20)
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, related_name="course_session", verbose_name=_("appointment")
    )
    objectives = models.ManyToManyField(
        LearningObjective,
        blank=True,
        related_name="sessions",
        verbose_name=_("learning objectives"),
    )
    work_forms = models.ManyToManyField(
        WorkForm, blank=True, related_name="sessions", verbose_name=_("work forms")
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["run", "appointment__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "code"],
                name="session_code_is_unique_in_its_run",
                violation_error_message=_("This session code is already in use."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class SessionPart(models.Model):
    """A part of a session with its minutes and work form; together they fit the session."""

    session = models.ForeignKey(
        CourseSession, models.CASCADE, related_name="parts", verbose_name=_("session")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    work_form = models.ForeignKey(
        WorkForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("work form"),
    )
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="session_parts",
        verbose_name=_("led by"),
    )

    class Meta:
        verbose_name = _("part of a session")
        verbose_name_plural = _("parts of a session")
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "position"],
                name="session_part_position_is_unique",
                violation_error_message=_("Two parts cannot stand in the same place."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="session_part_takes_a_minute_at_least",
                violation_error_message=_("A part takes at least one minute."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
