"""Whom the office asks for a training, and who is booked together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from pool.models.requests import TrainingRequest
from pool.states import ANSWERED, AskAnswer


class TrainerPair(models.Model):
    """A trainer and the coach who comes along to each training: they are booked together."""

    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="coached_in",
        verbose_name=_("trainer"),
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="coaches_in",
        verbose_name=_("coach"),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("trainer pair")
        verbose_name_plural = _("trainer pairs")
        ordering = ["trainer", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainer"],
                condition=Q(ends_on=None),
                name="one_coach_at_a_time",
                violation_error_message=_("This trainer already has a coach."),
            ),
            models.CheckConstraint(
                condition=~Q(trainer=F("coach")),
                name="nobody_is_the_own_coach",
                violation_error_message=_("Nobody is their own coach."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="pair_ends_after_it_starts",
                violation_error_message=_("A pair cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainer} – {self.coach}"

    @property
    def period(self) -> Period:
        """The days on which they are booked together."""
        return Period(self.starts_on, self.ends_on)


class Ask(models.Model):
    """That a trainer was asked to give a training, and what they said."""

    request = models.ForeignKey(
        TrainingRequest, models.PROTECT, related_name="asks", verbose_name=_("training request")
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asks", verbose_name=_("trainer")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=AskAnswer, default=AskAnswer.WAITING
    )
    asked_at = models.DateTimeField(_("asked at"))
    # Empty where the program went on to the next in rank by itself.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    deadline = models.DateTimeField(_("answer before"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    # The moment that was proposed, half-open, in UTC: it is to this that somebody says yes.
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"))
    # Why this rank: a list of stable codes, each with what its sentence is filled with.
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("question to a trainer")
        verbose_name_plural = _("questions to trainers")
        ordering = ["request", "asked_at", "pk"]
        indexes = [models.Index(fields=["state", "deadline"], name="ask_by_deadline")]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state=AskAnswer.WAITING),
                name="one_trainer_is_asked_at_a_time",
                violation_error_message=_("Another trainer is being asked for this training."),
            ),
            models.UniqueConstraint(
                fields=["request", "trainer"],
                name="trainer_is_asked_once",
                violation_error_message=_("This trainer was already asked for this training."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | Q(answered_at__isnull=False),
                name="answer_of_a_trainer_has_a_moment",
                violation_error_message=_("An answer has a moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AskAnswer.WAITING) | Q(answered_at=None),
                name="who_is_waited_for_has_not_answered",
                violation_error_message=_("Who has answered is not waited for."),
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=F("asked_at")),
                name="trainer_has_time_to_answer",
                violation_error_message=_("A deadline lies after the moment of asking."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                    ends_at__gt=F("starts_at"),
                ),
                name="proposed_moment_ends_after_it_starts",
                violation_error_message=_("Give a start and an end that lies after it."),
            ),
            models.CheckConstraint(
                condition=Q(rank__gt=0),
                name="ranking_of_trainers_begins_at_one",
                violation_error_message=_("The first in rank is number one."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=AskAnswer.values),
                name="answer_of_a_trainer_is_known",
                violation_error_message=_("This is not an answer of a trainer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.trainer}"
