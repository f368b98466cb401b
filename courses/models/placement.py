"""The work placement (in Dutch: *stage*): the offer, the agreement, the log and the judgements."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models.enrolment import Enrolment
from courses.states import (
    Activity,
    EvaluationMoment,
    LogEntryState,
    PlacementState,
    Result,
)
from people.models import Organisation, Region
from scheduling.models import Appointment

if TYPE_CHECKING:
    from common.periods import Period
    from people.models import Person

CRITERIA = (
    "goals_and_structure",
    "legal_content",
    "work_forms",
    "group_guidance",
    "plain_language",
    "reflection",
)


class PlacementOffer(models.Model):
    """What a mentor offers: where, when, and to how many trainees."""

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="placement_offers",
        verbose_name=_("mentor"),
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="placement_offers", verbose_name=_("region")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("last day"))
    places = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name = _("placement offer")
        verbose_name_plural = _("placement offers")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="placement_offer_ends_after_it_starts",
                violation_error_message=_("An offer cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="placement_offer_has_a_place",
                violation_error_message=_("An offer has at least one place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor}: {self.region} ({self.places})"


class PlacementQuerySet(models.QuerySet["Placement"]):
    """The words in which the rooms ask for placements."""

    def mentored_by(self, person: Person, on: dt.date) -> PlacementQuerySet:
        """Return the placements this person mentors on the day; a mentor's sight ends with it."""
        active = self.filter(state=PlacementState.ACTIVE)
        return active.filter(mentor=person, starts_on__lte=on, ends_on__gte=on)


class Placement(models.Model):
    """A trainee at work with a local group, with a mentor. Both sides agree before it begins."""

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="placements", verbose_name=_("enrolment")
    )
    offer = models.ForeignKey(
        PlacementOffer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("placement offer"),
    )
    host = models.ForeignKey(
        Organisation, models.PROTECT, related_name="placements", verbose_name=_("host")
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentored", verbose_name=_("mentor")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("last day"))
    planned_minutes = models.PositiveIntegerField(_("planned minutes"))
    goals = models.TextField(_("goals"), blank=True, help_text=_("One goal on each line."))
    state = models.CharField(
        _("state"), max_length=12, choices=PlacementState, default=PlacementState.PLANNED
    )
    trainee_agreed_at = models.DateTimeField(_("trainee agreed at"), null=True, blank=True)
    mentor_agreed_at = models.DateTimeField(_("mentor agreed at"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
                violation_error_message=_("A placement cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlacementState.ACTIVE, PlacementState.COMPLETED])
                | Q(trainee_agreed_at__isnull=False, mentor_agreed_at__isnull=False),
                name="placement_begins_when_both_agreed",
                violation_error_message=_("A placement begins when trainee and mentor agreed."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlacementState.values),
                name="placement_state_is_known",
                violation_error_message=_("This is not a state of a placement."),
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state=PlacementState.ACTIVE),
                name="one_active_placement_at_a_time",
                violation_error_message=_("This trainee already has an active placement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.person} – {self.host}"

    @property
    def period(self) -> Period:
        """The days of the placement, its last day included."""
        return periods.Period(self.starts_on, self.ends_on + dt.timedelta(days=1))

    @property
    def halfway_on(self) -> dt.date:
        """The day in the middle, by which the mid evaluation is due."""
        return self.starts_on + (self.ends_on - self.starts_on) // 2


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """The words in which the rooms ask for log entries."""

    def waiting_since(self, moment: dt.datetime) -> LogEntryQuerySet:
        """Return the entries that were submitted before the moment and still wait."""
        return self.filter(state=LogEntryState.SUBMITTED, submitted_at__lt=moment)


class LogEntry(models.Model):
    """A piece of work in a placement: when, how long, what, and what the mentor decided."""

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="entries", verbose_name=_("placement")
    )
    starts_at = models.DateTimeField(_("starts at"))
    zone = models.CharField(_("time zone"), max_length=64, default=periods.DEFAULT_ZONE)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    activity = models.CharField(_("activity"), max_length=12, choices=Activity)
    reflection = models.TextField(_("reflection"), blank=True)
    # The training that was watched or given, when it stands in the calendar.
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="log_entries",
        verbose_name=_("training"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=LogEntryState, default=LogEntryState.DRAFT
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_note = models.TextField(_("note"), blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["placement", "starts_at", "pk"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="log_entry_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=24 * 60),
                name="log_entry_takes_a_minute_to_a_day",
                violation_error_message=_("An entry takes from one minute to one day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[LogEntryState.APPROVED, LogEntryState.REJECTED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="log_entry_decision_has_a_decider",
                violation_error_message=_("A decision has somebody who took it."),
            ),
            models.CheckConstraint(
                condition=Q(state=LogEntryState.DRAFT) | Q(submitted_at__isnull=False),
                name="log_entry_was_submitted",
                violation_error_message=_("An entry that left the draft has a moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d} {self.activity} {self.minutes}"


class Evaluation(models.Model):
    """What trainee and mentor concluded halfway or at the end of a placement."""

    placement = models.ForeignKey(
        Placement, models.CASCADE, related_name="evaluations", verbose_name=_("placement")
    )
    moment = models.CharField(_("moment"), max_length=8, choices=EvaluationMoment)
    held_on = models.DateField(_("held on"))
    result = models.CharField(_("result"), max_length=20, choices=Result, blank=True)
    mentor_remarks = models.TextField(_("remarks of the mentor"), blank=True)
    trainee_remarks = models.TextField(_("remarks of the trainee"), blank=True)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "moment"],
                name="evaluation_is_held_once",
                violation_error_message=_("This evaluation was already held."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement}: {self.get_moment_display()}"


class Observation(models.Model):
    """A trainee watched at work, scored 1 to 4 on six criteria.

    Kept as it happened, also when it does not count: by the own mentor, or by somebody without a
    valid certificate on that day.
    """

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="observations", verbose_name=_("placement")
    )
    observed_on = models.DateField(_("observed on"))
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="observations_made",
        verbose_name=_("observer"),
    )
    goals_and_structure = models.PositiveSmallIntegerField(_("goals and structure"))
    legal_content = models.PositiveSmallIntegerField(_("legal content right and current"))
    work_forms = models.PositiveSmallIntegerField(_("fitting work forms"))
    group_guidance = models.PositiveSmallIntegerField(_("guidance of the group"))
    plain_language = models.PositiveSmallIntegerField(_("plain language and accessibility"))
    reflection = models.PositiveSmallIntegerField(_("reflection on own behaviour"))
    remarks = models.TextField(_("remarks"), blank=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["observed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 1 for name in CRITERIA})
                & Q(**{f"{name}__lte": 4 for name in CRITERIA}),
                name="observation_scores_are_one_to_four",
                violation_error_message=_("Every score is 1, 2, 3 or 4."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement} ({self.observed_on})"

    @property
    def scores(self) -> tuple[int, ...]:
        """The six scores, in the order of `CRITERIA`."""
        return tuple(getattr(self, name) for name in CRITERIA)
