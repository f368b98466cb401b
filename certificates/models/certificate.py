"""Recommendations and certificates: what was decided, by whom, on what evidence."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.credentials import SLOTS
from certificates.models.signing import StatusList
from certificates.states import ENDED, CertificateState, RevocationReason, holds_on
from common.periods import Period
from courses.models import Course, Enrolment


class Recommendation(models.Model):
    """That somebody proposes to certify a trainee, with what they saw at that moment."""

    enrolment = models.OneToOneField(
        Enrolment, models.PROTECT, related_name="recommendation", verbose_name=_("enrolment")
    )
    recommended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recommended by")
    )
    recommended_at = models.DateTimeField(_("recommended at"))
    snapshot = models.JSONField(_("evidence"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return str(self.enrolment)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """The words in which the rooms ask for certificates."""

    def valid_on(self, day: dt.date) -> CertificateQuerySet:
        """Return the certificates that may be relied on that day; both end days are in.

        What was suspended or revoked may not, from that very day on. Nor may what was renewed by
        then: its renewal counts in its place. What was corrected never counts: the correction has
        counted in its place from the first day on.
        """
        holds = Q(state=CertificateState.ISSUED) | Q(state_since__gt=day)
        found = self.not_replaced().filter(holds, issued_on__lte=day, valid_until__gte=day)
        renewed = Certificate.objects.renewed_on(day)
        return found.exclude(pk__in=renewed.order_by().values("pk"))

    def renewed_on(self, day: dt.date) -> CertificateQuerySet:
        """Return the certificates whose place a renewal took on or before that day.

        A renewal that was revoked by then takes no place: what it renewed counts again, for its
        own period.
        """
        took_place = ~Q(state=CertificateState.REVOKED) | Q(state_since__gt=day)
        renewals = Certificate.objects.not_replaced().filter(
            took_place, renews__isnull=False, issued_on__lte=day
        )
        return self.filter(pk__in=renewals.order_by().values("renews"))

    def not_replaced(self) -> CertificateQuerySet:
        """Return the certificates that were not corrected by another."""
        return self.exclude(state=CertificateState.REPLACED)

    def not_ended(self) -> CertificateQuerySet:
        """Return the certificates that were neither revoked nor corrected by another."""
        return self.exclude(state__in=ENDED)

    def newest_first(self) -> CertificateQuerySet:
        """Return the certificates, each person's newest first."""
        return self.order_by("person", "-valid_until", "-pk")


class Certificate(models.Model):
    """That somebody is a certified trainer, for a period. Renewing makes a new row."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="certificates",
        verbose_name=_("person"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="certificates", verbose_name=_("course")
    )
    # Empty for a certificate from before this program, which was taken over as it was.
    enrolment = models.ForeignKey(
        Enrolment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("enrolment"),
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    verification_code = models.CharField(_("verification code"), max_length=14, unique=True)
    # As it is printed, whatever the holder is called later; empty once it was erased.
    holder_name = models.CharField(_("name on it"), max_length=250, blank=True)
    # The page that anybody can open then confirms a name, and shows none.
    name_hidden = models.BooleanField(_("name hidden"), default=False)
    issued_on = models.DateField(_("issued on"))
    # The last day on which it is valid, as it is printed; `period` is its half-open form.
    valid_until = models.DateField(_("valid until"))
    state = models.CharField(
        _("state"), max_length=12, choices=CertificateState, default=CertificateState.ISSUED
    )
    state_reason = models.CharField(
        _("reason"), max_length=24, choices=RevocationReason, blank=True
    )
    state_since = models.DateField(_("since"), null=True, blank=True)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1)
    renews = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
        verbose_name=_("renews"),
    )
    # Only here: what anybody can see never leads from an old name to a new one.
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    awarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("awarded by")
    )
    awarded_at = models.DateTimeField(_("awarded at"))
    snapshot = models.JSONField(_("evidence"), default=dict)
    # Its place on the list of what was revoked; none for one from before this program.
    status_list = models.ForeignKey(
        StatusList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("status list"),
    )
    status_index = models.PositiveIntegerField(_("place on the status list"), null=True, blank=True)
    # Set when facts under it changed after it was issued; a person decides what that means.
    flagged_at = models.DateTimeField(_("flagged at"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "cycle"],
                # What was revoked by mistake or corrected is issued anew, under a new number.
                condition=~Q(state__in=ENDED),
                name="one_certificate_per_enrolment_and_cycle",
                violation_error_message=_("This certificate was already issued."),
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=~Q(state__in=ENDED),
                name="certificate_is_renewed_once",
                violation_error_message=_("This certificate was already renewed."),
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"],
                name="place_on_a_status_list_is_of_one_certificate",
                violation_error_message=_("This place on the list is taken."),
            ),
            models.CheckConstraint(
                condition=Q(status_index__isnull=True) | Q(status_index__lt=SLOTS),
                name="place_on_a_status_list_exists",
                violation_error_message=_("There is no such place on the list."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")),
                name="certificate_is_valid_when_it_is_issued",
                violation_error_message=_("A certificate cannot end before it is issued."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(CertificateState.ISSUED, CertificateState.REPLACED))
                | ~Q(state_reason=""),
                name="revoked_or_suspended_has_a_reason",
                violation_error_message=_("Revoking or suspending has a reason."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CertificateState.values),
                name="certificate_state_is_known",
                violation_error_message=_("This is not a state of a certificate."),
            ),
            models.CheckConstraint(
                condition=Q(cycle=1) | Q(renews__isnull=False),
                name="later_cycle_renews_an_earlier_one",
                violation_error_message=_("A later cycle renews an earlier certificate."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def holds_on(self, day: dt.date) -> bool:
        """Return False from the day it was suspended, revoked or replaced; dates aside."""
        return holds_on(self.state, self.state_since, day)

    @property
    def period(self) -> Period:
        """The days on which it is valid, unless it is suspended, revoked or replaced."""
        return Period(self.issued_on, self.valid_until + dt.timedelta(days=1))
