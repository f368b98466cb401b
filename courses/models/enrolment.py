"""Somebody's enrolment in a run, and what they did for it outside the placement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models.curriculum import Curriculum, Stage
from courses.models.run import CourseRun, CourseSession
from courses.states import (
    HOLDS_A_SEAT,
    OPEN_STATES,
    TOOK_PART,
    DeclarationKind,
    EndReason,
    EnrolmentState,
    Result,
)

if TYPE_CHECKING:
    import datetime as dt

_ENDED = (EnrolmentState.CANCELLED, EnrolmentState.WITHDRAWN)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """The words in which the rooms ask for enrolments."""

    def holding_a_seat(self) -> EnrolmentQuerySet:
        """Return those who have a seat or are offered one."""
        return self.filter(state__in=HOLDS_A_SEAT)

    def taking_part(self) -> EnrolmentQuerySet:
        """Return those who take or took part."""
        return self.filter(state__in=TOOK_PART)

    def waiting(self) -> EnrolmentQuerySet:
        """Return the waiting list in its order: who waits longest comes first."""
        return self.filter(state=EnrolmentState.WAITLISTED).order_by("waitlisted_at", "pk")

    def in_line(self) -> EnrolmentQuerySet:
        """Return whom the program offers a place next, in order.

        Without those who let an offer pass, who are offered one by a person only, and without
        people who are archived, merged into another or erased.
        """
        return self.waiting().filter(
            offer_missed_at=None,
            person__archived_at=None,
            person__merged_into=None,
            person__erased_at=None,
        )

    def with_expired_offer(self, now: dt.datetime) -> EnrolmentQuerySet:
        """Return those who let the deadline of their offer pass."""
        return self.filter(state=EnrolmentState.OFFERED, offer_deadline__lte=now)


class Enrolment(models.Model):
    """A person in a run. The curriculum is the run's, unless somebody was moved to another."""

    run = models.ForeignKey(
        CourseRun, models.PROTECT, related_name="enrolments", verbose_name=_("course run")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="enrolments",
        verbose_name=_("person"),
    )
    curriculum = models.ForeignKey(
        Curriculum, models.PROTECT, related_name="enrolments", verbose_name=_("curriculum")
    )
    state = models.CharField(
        _("state"), max_length=16, choices=EnrolmentState, default=EnrolmentState.APPLIED
    )
    applied_at = models.DateTimeField(_("applied at"))
    waitlisted_at = models.DateTimeField(_("on the waiting list since"), null=True, blank=True)
    offer_deadline = models.DateTimeField(_("accept before"), null=True, blank=True)
    # Who let an offer pass is not offered a place by the program again, only by a person.
    offer_missed_at = models.DateTimeField(_("let an offer pass at"), null=True, blank=True)
    enrolled_at = models.DateTimeField(_("enrolled at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=20, choices=EndReason, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["run", "applied_at", "pk"]
        indexes = [models.Index(fields=["run", "state"], name="enrolment_run_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person"],
                condition=Q(state__in=OPEN_STATES),
                name="person_has_one_open_enrolment_per_run",
                violation_error_message=_("This person already applied for this run."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=EnrolmentState.values),
                name="enrolment_state_is_known",
                violation_error_message=_("This is not a state of an enrolment."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.OFFERED) | Q(offer_deadline__isnull=False),
                name="offer_has_a_deadline",
                violation_error_message=_("An offered place has a deadline."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.WAITLISTED) | Q(waitlisted_at__isnull=False),
                name="waiting_list_keeps_its_moment",
                violation_error_message=_("A place on the waiting list has a moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOOK_PART) | Q(enrolled_at__isnull=False),
                name="who_takes_part_was_enrolled",
                violation_error_message=_("Who takes part was enrolled at some moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ENDED) | Q(ended_at__isnull=False),
                name="ended_enrolment_has_a_moment",
                violation_error_message=_("An enrolment that ended has a moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.run}"

    def took_part_on(self, day: dt.date) -> bool:
        """Return True when the person took part on that day, by the calendar of the run.

        Half-open: from the day of enrolling, and no longer on the day of ending.
        """
        if self.enrolled_at is None:
            return False
        start = periods.local_date(self.enrolled_at, self.run.zone)
        end = periods.local_date(self.ended_at, self.run.zone) if self.ended_at else None
        return day in periods.Period(start, end)


class Declaration(models.Model):
    """That somebody signed a text, such as the code of conduct."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="declarations", verbose_name=_("enrolment")
    )
    kind = models.CharField(_("kind"), max_length=40, choices=DeclarationKind)
    text_version = models.CharField(_("version of the text"), max_length=20, blank=True)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"],
                name="declaration_is_signed_once",
                violation_error_message=_("This was already signed."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.get_kind_display()}"


class MakeUp(models.Model):
    """Work that makes up for a missed session, and how it was judged."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="make_ups", verbose_name=_("enrolment")
    )
    session = models.ForeignKey(
        CourseSession, models.PROTECT, related_name="make_ups", verbose_name=_("session")
    )
    submitted_on = models.DateField(_("submitted on"))
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assessed by"),
    )
    result = models.CharField(_("result"), max_length=20, choices=Result, blank=True)

    class Meta:
        verbose_name = _("make-up")
        verbose_name_plural = _("make-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "session"],
                condition=~Q(result__in=[Result.INSUFFICIENT, Result.REJECTED]),
                name="one_open_or_approved_make_up_per_session",
                violation_error_message=_("There is already a make-up for this session."),
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(assessed_on__isnull=False, assessed_by__isnull=False),
                name="make_up_result_has_an_assessor",
                violation_error_message=_("A result has an assessor and a date."),
            ),
            models.CheckConstraint(
                condition=Q(assessed_on=None) | Q(assessed_on__gte=F("submitted_on")),
                name="make_up_is_assessed_after_it_is_submitted",
                violation_error_message=_("A make-up cannot be assessed before it is submitted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.session}"


class FinalAssignment(models.Model):
    """The script for a training that closes the course, and how it was judged."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="final_assignments", verbose_name=_("enrolment")
    )
    title = models.CharField(_("title"), max_length=200)
    submitted_on = models.DateField(_("submitted on"))
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assessed by"),
    )
    result = models.CharField(_("result"), max_length=20, choices=Result, blank=True)

    class Meta:
        verbose_name = _("final assignment")
        verbose_name_plural = _("final assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(result=""),
                name="one_final_assignment_waits_at_a_time",
                violation_error_message=_("A final assignment is already waiting to be assessed."),
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(assessed_on__isnull=False, assessed_by__isnull=False),
                name="final_assignment_result_has_an_assessor",
                violation_error_message=_("A result has an assessor and a date."),
            ),
            models.CheckConstraint(
                condition=Q(assessed_on=None) | Q(assessed_on__gte=F("submitted_on")),
                name="final_assignment_is_assessed_after_it_is_submitted",
                violation_error_message=_(
                    "An assignment cannot be assessed before it is submitted."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Exemption(models.Model):
    """A decision that somebody need not do a stage, or one part of it."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="exemptions", verbose_name=_("enrolment")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("stage"))
    # The code of what is missing, such as `placement.entries:observe`; empty is the whole stage.
    part = models.CharField(_("part"), max_length=80, blank=True)
    reason = models.TextField(_("reason"))
    proof = models.CharField(_("proof"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "stage", "part"],
                name="exemption_is_given_once",
                violation_error_message=_("This exemption was already given."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(proof=""),
                name="exemption_has_a_reason_and_proof",
                violation_error_message=_("An exemption has a reason and proof."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.part or self.stage}"
