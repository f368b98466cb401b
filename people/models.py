"""Persons, their roles and consents, organisations, and the places they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from common.periods import Period
from people.states import (
    Communication,
    ConsentGiver,
    OrganisationKind,
    RoleKind,
    SchoolHolidayRegion,
)

if TYPE_CHECKING:
    import datetime as dt

_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


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


class PersonQuerySet(models.QuerySet["Person"]):
    """The words in which the rooms ask for people."""

    def present(self) -> PersonQuerySet:
        """Return the people who are neither archived, merged into another, nor erased."""
        return self.filter(archived_at=None, merged_into=None, erased_at=None)


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts, as `createsuperuser` asks."""

    def get_queryset(self) -> PersonQuerySet:
        """Return every person, with the words of `PersonQuerySet`."""
        return PersonQuerySet(self.model, using=self._db)

    def present(self) -> PersonQuerySet:
        """Return the people who are neither archived, merged into another, nor erased."""
        return self.get_queryset().present()

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)

    def create_superuser(self, email: str, password: str, **fields: str) -> Person:
        """Make an account that may do everything except read what groups keep to themselves."""
        person = self.model(email=email, is_superuser=True, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody the association knows: no birth date, no citizen number, no diagnosis."""

    # Not everybody has an address of their own; who has none is known but cannot sign in.
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=80)
    infix = models.CharField(_("infix"), max_length=20, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=_LANGUAGES, default="nl")
    communication = models.CharField(
        _("communication"), max_length=20, choices=Communication, blank=True
    )
    local_group = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("local group"),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("municipality"),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    registered_at = models.DateTimeField(_("registered at"), null=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        # Dutch lists are sorted by family name, without the infix.
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_unique_whatever_its_capitals",
                violation_error_message=_("Somebody with this e-mail address is already known."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")),
                name="person_is_not_merged_into_itself",
                violation_error_message=_("A person cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as it is spoken: given name, infix, family name."""
        return " ".join(part for part in (self.given_name, self.infix, self.family_name) if part)

    def get_full_name(self) -> str:
        """Return the name as it is spoken, under the name that Django asks for."""
        return self.full_name


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
