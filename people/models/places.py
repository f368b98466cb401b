"""Provinces, municipalities and regions, and the organisations that work there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.states import OrganisationKind, SchoolHolidayRegion


class Province(models.Model):
    """One of the twelve provinces, by the code of Statistics Netherlands."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 342 municipalities, by the code of Statistics Netherlands."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="municipalities", verbose_name=_("province")
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A part of the country in which the association works; its borders are its own."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    is_pilot = models.BooleanField(_("pilot region"), default=False)
    school_holiday_region = models.CharField(
        _("school holiday region"), max_length=6, choices=SchoolHolidayRegion
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school_holiday_region__in=SchoolHolidayRegion.values),
                name="region_school_holidays_are_known",
                violation_error_message=_(
                    "The school holiday region must be noord, midden or zuid."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A local group, an advisory council, a partner. Its name may change, its code does not."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("region"),
    )
    municipalities = models.ManyToManyField(
        Municipality,
        blank=True,
        related_name="organisations",
        verbose_name=_("municipalities"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.LOCAL_GROUP) | Q(region__isnull=False),
                name="local_group_has_a_region",
                violation_error_message=_("A local group belongs to a region."),
            )
        ]

    def __str__(self) -> str:
        return self.name
