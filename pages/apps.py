"""The app's name and label, and keeping secret addresses out of the logs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pages import masking


class PagesConfig(AppConfig):
    """The door `pages`."""

    name = "pages"
    verbose_name = _("pages")

    def ready(self) -> None:
        """Keep what opens a page out of whatever Django logs of it."""
        masking.install()
