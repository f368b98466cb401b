"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """The room `mail`."""

    name = "mail"
    verbose_name = _("mail")
