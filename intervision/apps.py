"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntervisionConfig(AppConfig):
    """The room `intervision`."""

    name = "intervision"
    verbose_name = _("intervision")
