"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """The room `common`."""

    name = "common"
    verbose_name = _("common")
