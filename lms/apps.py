"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LmsConfig(AppConfig):
    """The room `lms`."""

    name = "lms"
    verbose_name = _("project")
