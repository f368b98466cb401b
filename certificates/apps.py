"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """The room `certificates`."""

    name = "certificates"
    verbose_name = _("certificates")
