"""The app's name and label, and what it tells the rooms below."""

import functools

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.registry import PersonTable, register

_TABLES = (
    # Erasing keeps the number and the dates: they identify nobody once the name is gone.
    PersonTable(
        model="certificates.Certificate",
        field="person",
        export=(
            "number",
            "verification_code",
            "course__name",
            "issued_on",
            "valid_until",
            "state",
            "state_reason",
            "state_since",
        ),
    ),
    PersonTable(model="certificates.Certificate", field="awarded_by", is_about_person=False),
    PersonTable(model="certificates.Recommendation", field="recommended_by", is_about_person=False),
    # The snapshot is left out: it holds codes and numbers that the progress page tells in words.
    PersonTable(
        model="certificates.Recommendation",
        field="enrolment__person",
        export=("recommended_at",),
    ),
)


class CertificatesConfig(AppConfig):
    """The room `certificates`."""

    name = "certificates"
    verbose_name = _("certificates")

    def ready(self) -> None:
        """Tell courses which kinds of stage there are, and people which tables name a person."""
        # Rules know their models, which Django loads after the names of the apps.
        from certificates import requirements  # noqa: PLC0415 -- app ready
        from certificates.rules import stage_problems  # noqa: PLC0415 -- app ready
        from courses.rules import register_stage_kind  # noqa: PLC0415 -- app ready

        for kind in requirements.registry():
            register_stage_kind(kind, functools.partial(stage_problems, kind))
        register(*_TABLES)
