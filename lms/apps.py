"""The app's name and label, and the admin site that it puts in the place of Django's."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class LmsConfig(AppConfig):
    """The room `lms`."""

    name = "lms"
    verbose_name = _("project")
    # There are two in this file, and Django asks to say which of them is the app's own.
    default = True


class BackOfficeConfig(admin.AdminConfig):
    """Django's admin, with the front page and the rules of entry of the national office."""

    default_site = "lms.backoffice.BackOffice"
    default = False
