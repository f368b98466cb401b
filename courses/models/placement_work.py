"""What happens in a placement: the log, the evaluations and the observations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models.placement import Placement
from courses.states import (
    Activity,
    EvaluationMoment,
    LogEntryState,
    PlacementState,
    Result,
)
from scheduling.models import Appointment

if TYPE_CHECKING:
    from people.models import Person

CRITERIA = (
    "goals_and_structure",
    "legal_content",
    "work_forms",
    "group_guidance",
    "plain_language",
    "reflection",
)


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """The words in which the rooms ask for log entries."""

    def waiting_since(self, moment: dt.datetime) -> LogEntryQuerySet:
        """Return the entries that were submitted before the moment and still wait."""
        return self.filter(state=LogEntryState.SUBMITTED, submitted_at__lt=moment)

    def waiting_for(self, mentor: Person) -> LogEntryQuerySet:
        """Return the entries on which this mentor can decide now."""
        active = Placement.objects.filter(mentor=mentor, state=PlacementState.ACTIVE)
        return self.filter(state=LogEntryState.SUBMITTED, placement__in=active.values("pk"))


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
                condition=Q(state__in=LogEntryState.values),
                name="log_entry_state_is_known",
                violation_error_message=_("This is not a state of an entry."),
            ),
            models.CheckConstraint(
                condition=Q(activity__in=Activity.values),
                name="log_entry_activity_is_known",
                violation_error_message=_("This is not a kind of work in a placement."),
            ),
            models.CheckConstraint(
                condition=Q(state=LogEntryState.DRAFT) | Q(submitted_at__isnull=False),
                name="log_entry_was_submitted",
                violation_error_message=_("An entry that left the draft has a moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_activity_display()} {self.starts_at:%Y-%m-%d} ({self.minutes} min)"

    @property
    def ends_at(self) -> dt.datetime:
        """The instant at which the work is done."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def local_date(self) -> dt.date:
        """The date on which it begins, by the calendar of its own zone."""
        return periods.local_date(self.starts_at, self.zone)


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
            ),
            models.CheckConstraint(
                condition=Q(moment__in=EvaluationMoment.values, result__in=Result.values),
                name="evaluation_moment_and_result_are_known",
                violation_error_message=_("This is not a moment or a result of an evaluation."),
            ),
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
