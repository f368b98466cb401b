"""What people are for the association during a period, and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from people.models.places import Organisation, Region
from people.states import ConsentGiver, RoleKind

if TYPE_CHECKING:
    import datetime as dt


class RoleQuerySet(models.QuerySet["Role"]):
    """The words in which the rooms ask for roles."""

    def on(self, day: dt.date) -> RoleQuerySet:
        """Return the roles whose period holds the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Role(models.Model):
    """What somebody is for the association during a half-open period of days."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=RoleKind)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("region"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("organisation"),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
                violation_error_message=_("A role cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RoleKind.COORDINATOR) | Q(region__isnull=False),
                name="coordinator_has_a_region",
                violation_error_message=_("A regional coordinator has a region."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RoleKind.CONTACT) | Q(organisation__isnull=False),
                name="contact_has_an_organisation",
                violation_error_message=_("A contact has an organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_kind_display()}"

    @property
    def period(self) -> Period:
        """The days on which the role is held."""
        return Period(self.starts_on, self.ends_on)


class Consent(models.Model):
    """That somebody agreed to a text, and when that was taken back."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    text_version = models.CharField(_("version of the text"), max_length=20)
    given_at = models.DateTimeField(_("given at"))
    given_by = models.CharField(
        _("given by"), max_length=20, choices=ConsentGiver, default=ConsentGiver.SELF
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_consent_at_a_time_per_purpose",
                violation_error_message=_("There is already a consent for this."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_withdrawn_after_it_is_given",
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose} {self.text_version}"
