"""The kinds and choices of people and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    """What somebody may be for the association; trainer, mentor and trainee follow from facts."""

    OFFICE = "office", _("national office")
    OFFICE_READER = "office_reader", _("reader at the national office")
    COORDINATOR = "coordinator", _("regional coordinator")
    CONTACT = "contact", _("contact of an organisation")


class OrganisationKind(models.TextChoices):
    """What kind of body an organisation is."""

    LOCAL_GROUP = "local_group", _("local group")
    FAMILY_ASSOCIATION = "family_association", _("family association")
    COUNCIL = "council", _("advisory council")
    PARTNER = "partner", _("partner")
    FUNDER = "funder", _("funder")


class SchoolHolidayRegion(models.TextChoices):
    """The three parts of the country whose schools have their holidays together."""

    NORTH = "noord", _("north")
    MIDDLE = "midden", _("middle")
    SOUTH = "zuid", _("south")


class Communication(models.TextChoices):
    """How somebody likes to be written to."""

    STANDARD = "", _("standard")
    PLAIN_LANGUAGE = "plain_language", _("plain language")


class ConsentGiver(models.TextChoices):
    """Who gave a consent."""

    SELF = "self", _("the person")
    REPRESENTATIVE = "representative", _("a representative")
