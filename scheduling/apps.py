"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.registry import PersonTable, register


class SchedulingConfig(AppConfig):
    """The room `scheduling`."""

    name = "scheduling"
    verbose_name = _("scheduling")

    def ready(self) -> None:
        """Tell the registry which tables of this room name a person."""
        register(
            PersonTable(
                model="scheduling.Participation",
                field="person",
                resolve="scheduling.actions.merge_participations",
                export=(
                    "appointment__title",
                    "appointment__starts_at",
                    "role",
                    "answer",
                    "attendance",
                    "minutes_late",
                ),
            ),
            # What was recorded about somebody; the rows follow the part they hang on.
            PersonTable(
                model="scheduling.AttendanceRecord",
                field="participation__person",
                export=("attendance", "minutes_late", "recorded_at"),
            ),
            # What somebody recorded about others: the trail stays, their names are not given out.
            PersonTable(
                model="scheduling.AttendanceRecord",
                field="recorded_by",
                is_about_person=False,
                export=("recorded_at",),
            ),
        )
