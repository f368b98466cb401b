"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulingConfig(AppConfig):
    """The room `scheduling`."""

    name = "scheduling"
    verbose_name = _("scheduling")
