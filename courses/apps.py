"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """The room `courses`."""

    name = "courses"
    verbose_name = _("courses")
