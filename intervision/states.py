"""The choices of intervision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MethodShape(models.TextChoices):
    """Whether a method is a sequence of steps or a set of fields to fill in any order."""

    STEPS = "steps", _("steps")
    FIELDS = "fields", _("fields")
