"""What local groups ask the pool for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Municipality, Organisation
from pool.states import RequestState
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
    topic = models.CharField(_("topic"), max_length=200)
    requested_on = models.DateField(_("requested on"))
    expected_participants = models.PositiveSmallIntegerField(
        _("expected participants"), null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=RequestState, default=RequestState.NEW
    )
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
                condition=~Q(state__in=[RequestState.SCHEDULED, RequestState.DELIVERED])
                | Q(appointment__isnull=False),
                name="scheduled_request_has_an_appointment",
                violation_error_message=_("A scheduled training has an appointment."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RequestState.values),
                name="request_state_is_known",
                violation_error_message=_("This is not a state of a request."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.topic}"
