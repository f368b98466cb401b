"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.registry import OneOpen, PersonTable, register


class PoolConfig(AppConfig):
    """The room `pool`."""

    name = "pool"
    verbose_name = _("trainer pool")

    def ready(self) -> None:
        """Tell the registry which tables of this room name a person."""
        register(
            PersonTable(
                model="pool.PoolMembership",
                field="person",
                one_open=OneOpen("joined_on", "left_on"),
                export=("joined_on", "left_on", "leave_reason", "regions__code", "topics__code"),
            ),
            PersonTable(
                model="pool.Endorsement",
                field="person",
                one_open=OneOpen("starts_on", "ends_on", per=("kind",)),
                export=("kind", "starts_on", "ends_on"),
            ),
            # What somebody decided about others: the trail stays, their names are not given out.
            PersonTable(
                model="pool.Endorsement",
                field="given_by",
                is_about_person=False,
                export=("kind", "starts_on"),
            ),
            # A reference names an event, but it was typed by a person and may name one.
            PersonTable(
                model="pool.Activity",
                field="person",
                erase={"reference": ""},
                export=("kind", "happened_on", "reference"),
            ),
            # Derived from other rows, which stay: the next refresh says again what still holds.
            PersonTable(
                model="pool.AttentionItem",
                field="person",
                erase_rows=True,
                export=("code", "since"),
            ),
        )
