"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoolConfig(AppConfig):
    """The room `pool`."""

    name = "pool"
    verbose_name = _("trainer pool")
