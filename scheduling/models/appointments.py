"""Appointments and who takes part: written once for sessions, meetings and trainings."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common import periods
from people.models import Municipality
from scheduling.states import (
    LEADING,
    OCCUPYING,
    Answer,
    AppointmentState,
    Attendance,
    Delivery,
    ParticipationRole,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


class Venue(models.Model):
    """A place to meet, with what people need to know to get in and take part."""

    name = models.CharField(_("name"), max_length=120)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("municipality"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    # Unknown is a third answer: nobody should travel on a guess.
    is_step_free = models.BooleanField(_("step-free"), null=True, blank=True)
    has_accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    has_hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    has_quiet_room = models.BooleanField(_("quiet room"), null=True, blank=True)
    directions = models.TextField(_("directions"), blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "municipality"],
                name="venue_name_is_unique_in_its_municipality",
                violation_error_message=_("This venue is already known."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """The words in which the rooms ask for appointments."""

    def occupying(self) -> AppointmentQuerySet:
        """Return the appointments that take up time: planned or held."""
        return self.filter(state__in=OCCUPYING)

    def overlapping(self, starts_at: dt.datetime, ends_at: dt.datetime) -> AppointmentQuerySet:
        """Return the appointments that share a moment; touching is not overlapping."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def to_publish(self) -> AppointmentQuerySet:
        """Return the appointments that changed since people were last told, the oldest first."""
        return self.filter(changed_at__isnull=False).order_by("changed_first_at", "pk")

    def mark_changed(self, now: dt.datetime) -> int:
        """Mark all of these so that people are told; `now` is in UTC. Returns how many."""
        return self.update(changed_at=now, changed_first_at=Coalesce("changed_first_at", now))

    def after(self, now: dt.datetime) -> AppointmentQuerySet:
        """Return the appointments that begin later, the first one first."""
        return self.filter(starts_at__gt=now).order_by("starts_at", "pk")


class Appointment(models.Model):
    """A moment at which people meet. Instants are UTC; the zone is where its clock hangs."""

    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts at"), db_index=True)
    ends_at = models.DateTimeField(_("ends at"))
    zone = models.CharField(_("time zone"), max_length=64, default=periods.DEFAULT_ZONE)
    break_minutes = models.PositiveSmallIntegerField(_("minutes of break"), default=0)
    delivery = models.CharField(_("in person or online"), max_length=12, choices=Delivery)
    venue = models.ForeignKey(
        Venue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("venue"),
    )
    join_link = models.URLField(_("link to join"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    cancelled_because = models.CharField(_("cancelled because"), max_length=200, blank=True)
    # What a calendar knows it by, for good: never shown as an address, never given out again.
    uid = models.UUIDField(_("calendar id"), default=uuid.uuid4, unique=True, editable=False)
    # That people have still to be told: when it last changed, and when it first did since then.
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    changed_first_at = models.DateTimeField(_("changed first at"), null=True, blank=True)
    # A line of who changed it, to go along with what is mailed about it next.
    note = models.CharField(_("note with the next mail"), max_length=500, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(
                fields=["changed_first_at", "id"],
                name="appointment_to_publish",
                condition=Q(changed_at__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_first_at=None)
                | Q(changed_first_at__lte=F("changed_at")),
                name="appointment_changed_first_before_it_changed_last",
                violation_error_message=_("A first change is not later than the last one."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="appointment_ends_after_it_starts",
                violation_error_message=_("An appointment ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=AppointmentState.values),
                name="appointment_state_is_known",
                violation_error_message=_("This is not a state of an appointment."),
            ),
            models.CheckConstraint(
                condition=Q(delivery__in=Delivery.values),
                name="appointment_delivery_is_known",
                violation_error_message=_("An appointment is in person or online."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def contact_minutes(self) -> int:
        """The minutes that people spend together, breaks not counted."""
        return periods.contact_minutes(self.starts_at, self.ends_at, self.break_minutes)

    @property
    def local_date(self) -> dt.date:
        """The date on which it begins, by the calendar of its own zone."""
        return periods.local_date(self.starts_at, self.zone)

    def mark_changed(self, now: dt.datetime) -> list[str]:
        """Mark a locked row so that people are told; return the names of the fields to save."""
        self.changed_at, self.changed_first_at = now, self.changed_first_at or now
        return ["changed_at", "changed_first_at"]


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """The words in which the rooms ask who takes part."""

    def leading(self) -> ParticipationQuerySet:
        """Return the parts of those who stand in front of the group."""
        return self.filter(role__in=LEADING)

    def clashing(
        self, people: Iterable[int], starts_at: dt.datetime, ends_at: dt.datetime
    ) -> ParticipationQuerySet:
        """Return the parts that these people have in other things at that time."""
        busy = Appointment.objects.occupying().overlapping(starts_at, ends_at)
        return self.filter(person__in=people, appointment__in=busy).exclude(answer=Answer.DECLINED)


class Participation(models.Model):
    """One person's part in one appointment."""

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="participations", verbose_name=_("appointment")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("person"),
    )
    role = models.CharField(
        _("role"), max_length=12, choices=ParticipationRole, default=ParticipationRole.PARTICIPANT
    )
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.OPEN)
    attendance = models.CharField(_("attendance"), max_length=20, choices=Attendance, blank=True)
    minutes_late = models.PositiveSmallIntegerField(_("minutes late"), default=0)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "person"],
                name="person_takes_part_once",
                violation_error_message=_("This person already takes part."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_late=0) | Q(attendance=Attendance.LATE),
                name="only_who_is_late_has_minutes_late",
                violation_error_message=_("Minutes late go with being late."),
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=Attendance.values),
                name="attendance_is_known",
                violation_error_message=_("This is not a kind of attendance."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=ParticipationRole.values),
                name="participation_role_is_known",
                violation_error_message=_("This is not a role in an appointment."),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values),
                name="participation_answer_is_known",
                violation_error_message=_("This is not an answer to an invitation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.appointment}"


class AttendanceRecord(models.Model):
    """What was recorded of somebody's attendance, by whom and when; corrections add a row."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="records", verbose_name=_("participation")
    )
    attendance = models.CharField(_("attendance"), max_length=20, choices=Attendance, blank=True)
    minutes_late = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("attendance record")
        verbose_name_plural = _("attendance records")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_late=0) | Q(attendance=Attendance.LATE),
                name="record_of_who_is_late_has_minutes_late",
                violation_error_message=_("Minutes late go with being late."),
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=Attendance.values),
                name="recorded_attendance_is_known",
                violation_error_message=_("This is not a kind of attendance."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.attendance} ({self.recorded_at:%Y-%m-%d})"
