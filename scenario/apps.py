"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScenarioConfig(AppConfig):
    """The room `scenario`."""

    name = "scenario"
    verbose_name = _("scenario")
