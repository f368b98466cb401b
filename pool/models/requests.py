"""What local groups ask the pool for, and what they say of what they got."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from people.models import Municipality, Organisation
from pool.models.trainers import Topic
from pool.states import PLANNED, EndorsementKind, Language, RequestState
from scheduling.models import Appointment


class TrainingRequest(models.Model):
    """A local group asks for a training; once a trainer is found it has an appointment."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="training_requests",
        verbose_name=_("organisation"),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="training_requests",
        verbose_name=_("municipality"),
    )
    # The words of the group; the subject is what the office makes of them.
    topic = models.CharField(_("topic"), max_length=200)
    subject = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="training_requests",
        verbose_name=_("topic on the list"),
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=EndorsementKind,
        default=EndorsementKind.INSTRUCTION,
    )
    purpose = models.TextField(_("purpose"), blank=True)
    requested_on = models.DateField(_("requested on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    # When the group said that it read what a training can do and what it cannot.
    informed_at = models.DateTimeField(_("informed at"), null=True, blank=True)
    # Half-open, in UTC: the training begins and ends somewhere in between.
    wanted_from = models.DateTimeField(_("wanted from"), null=True, blank=True)
    wanted_until = models.DateTimeField(_("wanted until"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default=periods.DEFAULT_ZONE)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=Language, default=Language.DUTCH
    )
    expected_participants = models.PositiveSmallIntegerField(
        _("expected participants"), null=True, blank=True
    )
    attended = models.PositiveSmallIntegerField(
        _("number of people who came"), null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=RequestState, default=RequestState.NEW
    )
    declined_reason = models.TextField(_("declined because"), blank=True)
    appointment = models.OneToOneField(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="training_request",
        verbose_name=_("appointment"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("training request")
        verbose_name_plural = _("training requests")
        ordering = ["requested_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=PLANNED) | Q(appointment__isnull=False),
                name="scheduled_request_has_an_appointment",
                violation_error_message=_("A scheduled training has an appointment."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values),
                name="request_state_is_known",
                violation_error_message=_("This is not a state of a request."),
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(declined_reason=""),
                name="declined_request_has_a_reason",
                violation_error_message=_("Say why the request is declined."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndorsementKind.values),
                name="request_kind_is_known",
                violation_error_message=_("This is not a kind of training."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values),
                name="request_language_is_known",
                violation_error_message=_("Choose a language."),
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and passes: so ask for both.
                condition=Q(wanted_from=None, wanted_until=None)
                | Q(
                    wanted_from__isnull=False,
                    wanted_until__isnull=False,
                    wanted_until__gt=F("wanted_from"),
                ),
                name="wanted_time_ends_after_it_starts",
                violation_error_message=_("Give a start and an end that lies after it."),
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gt=0),
                name="training_takes_a_minute_at_least",
                violation_error_message=_("A training takes at least one minute."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.topic}"


class TrainingEvaluation(models.Model):
    """What a local group says of the training it got."""

    request = models.OneToOneField(
        TrainingRequest,
        models.PROTECT,
        related_name="evaluation",
        verbose_name=_("training request"),
    )
    grade = models.DecimalField(_("grade"), max_digits=3, decimal_places=1)
    went_well = models.TextField(_("what went well"), blank=True)
    could_be_better = models.TextField(_("what could be better"), blank=True)
    # Empty where the office wrote down what a group told by telephone or on paper.
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("training evaluation")
        verbose_name_plural = _("training evaluations")
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__gte=1, grade__lte=10),
                name="grade_is_from_one_to_ten",
                violation_error_message=_("A grade is a number from 1 to 10."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.grade}"
