"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail.registry import Notice
from mail.registry import register as register_notices
from mail.states import MessageTopic
from people.registry import OneOpen, PersonTable, register

_EXPIRING = Notice(
    purpose="certificate.expiring",
    label=_("a certificate can be renewed"),
    template="mail/certificate.expiring.txt",
    facts="pool.notices.expiring_facts",
    sample="pool.notices.expiring_sample",
    topic=MessageTopic.REMINDERS,
)


class PoolConfig(AppConfig):
    """The room `pool`."""

    name = "pool"
    verbose_name = _("trainer pool")

    def ready(self) -> None:
        """Tell the registries which tables name a person, and what this room writes to people."""
        register_notices(_EXPIRING)
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
