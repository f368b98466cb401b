"""Persons: accounts, names, and how somebody likes to be written to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.models.places import Municipality, Organisation
from people.states import Communication

_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


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
        indexes = [models.Index(fields=["family_name", "given_name", "id"], name="person_by_name")]
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

    def get_short_name(self) -> str:
        """Return the given name, under the name that Django asks for."""
        return self.given_name
