"""The work placement (in Dutch: *stage*): what mentors offer, and what both sides agree."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common import periods
from courses.models.enrolment import Enrolment
from courses.states import PlacementState
from people.models import Organisation, Region

if TYPE_CHECKING:
    from common.periods import Period
    from people.models import Person


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
            models.CheckConstraint(
                condition=Q(planned_minutes__gte=1),
                name="placement_takes_a_minute_at_least",
                violation_error_message=_("A placement takes at least one minute."),
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
