"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail.registry import Notice
from mail.registry import register as register_notices
from people.registry import OneOpen, PersonTable, register

_MEETING = ("group__code", "code", "appointment__starts_at")

_AGREEMENT_TO_SIGN = Notice(
    purpose="intervision.agreement_to_sign",
    label=_("the agreement of a group is to be signed"),
    template="mail/intervision.agreement_to_sign.txt",
    facts="intervision.notices.agreement_to_sign_facts",
    sample="intervision.notices.agreement_to_sign_sample",
)


class IntervisionConfig(AppConfig):
    """The room `intervision`."""

    name = "intervision"
    verbose_name = _("intervision")

    def ready(self) -> None:
        """Tell the registries which tables name a person, and what this room writes to people."""
        register_notices(_AGREEMENT_TO_SIGN)
        register(
            PersonTable(
                model="intervision.Group",
                field="guide",
                is_about_person=False,
                export=("run__code", "code"),
            ),
            PersonTable(
                model="intervision.Membership",
                field="person",
                one_open=OneOpen(starts="joined_on", ends="left_on", per=("run",)),
                export=(
                    "run__code",
                    "group__code",
                    "joined_on",
                    "left_on",
                    "agreement_signed_on",
                    "agreement_version",
                ),
            ),
            PersonTable(
                model="intervision.Meeting", field="chair", is_about_person=False, export=_MEETING
            ),
            PersonTable(
                model="intervision.Meeting",
                field="case_bringer",
                is_about_person=False,
                export=_MEETING,
            ),
            PersonTable(
                model="intervision.Meeting",
                field="reporter",
                is_about_person=False,
                export=_MEETING,
            ),
            # Nothing of a case goes out with the chair or reporter of its meeting: see `_MEETING`.
            # The words go with the person; the number of cases stays.
            PersonTable(
                model="intervision.Case",
                field="bringer",
                erase={"title": "", "text": ""},
                # Not the words: whoever makes an export would read them. The bringer has them in
                # the group.
                export=("meeting__code", "number", "method__code"),
            ),
        )
