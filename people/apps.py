"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "people"
    verbose_name = _("people and places")
