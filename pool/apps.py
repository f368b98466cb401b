"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail.registry import Notice
from mail.registry import register as register_notices
from mail.states import MessageTopic
from people.registry import OneOpen, PersonTable, register

# What remains of a text that a constraint wants to be there.
_ERASED = "–"
_EXPIRING = Notice(
    purpose="certificate.expiring",
    label=_("a certificate can be renewed"),
    template="mail/certificate.expiring.txt",
    facts="pool.notices.expiring_facts",
    sample="pool.notices.expiring_sample",
    topic=MessageTopic.REMINDERS,
)
_ASKING = tuple(
    Notice(
        purpose=f"training.{kind}",
        label=label,
        template=f"mail/training.{kind}.txt",
        facts=f"pool.notices.{kind}_facts",
        sample="pool.notices.asked_sample",
    )
    for kind, label in (
        ("asked", _("a trainer is asked for a training")),
        ("not_needed", _("a question to a trainer needs no answer any more")),
        ("planned", _("there is a trainer for a training")),
        ("may_ask", _("who speaks for a group can ask for trainings")),
        ("delivered", _("a group is asked what it thinks of a training")),
    )
)


# Rows stay when a trainer is erased, as they are counted; what was written about them goes.
_ABOUT_TRAINERS = (
    PersonTable(
        model="pool.PoolMembership",
        field="person",
        one_open=OneOpen("joined_on", "left_on"),
        # Languages tell where somebody comes from, and the day of a check that there was one.
        erase={"languages": [], "conduct_seen_on": None},
        export=(
            "joined_on",
            "left_on",
            "leave_reason",
            "regions__code",
            "topics__code",
            "languages",
            "most_per_month",
            "conduct_seen_on",
        ),
    ),
    PersonTable(
        model="pool.Endorsement",
        field="person",
        one_open=OneOpen("starts_on", "ends_on", per=("kind",)),
        export=("kind", "starts_on", "ends_on"),
    ),
    # A reference names an event, but it was typed by a person and may name one.
    PersonTable(
        model="pool.Activity",
        field="person",
        erase={"reference": ""},
        export=("kind", "happened_on", "reference"),
    ),
    PersonTable(
        model="pool.Extension",
        field="person",
        erase={"reason": _ERASED},
        export=(
            "course__name",
            "ends_from",
            "ends_before",
            "months",
            "days",
            "reason",
            "decided_at",
            "withdrawn_at",
        ),
    ),
    # Why and how long somebody could not be asked counts for nothing but their own renewal.
    PersonTable(
        model="pool.ClockPause",
        field="person",
        resolve="pool.actions.merge_pauses",
        erase_rows=True,
        export=("starts_on", "ends_on", "reason"),
    ),
    PersonTable(
        model="pool.TrainerPair",
        field="trainer",
        resolve="pool.actions.merge_pairs",
        one_open=OneOpen("starts_on", "ends_on"),
        export=("starts_on", "ends_on"),
    ),
    PersonTable(
        model="pool.TrainerPair",
        field="coach",
        resolve="pool.actions.merge_pairs",
        export=("starts_on", "ends_on"),
    ),
    # That somebody was asked is counted; why they came before others tells of them.
    PersonTable(
        model="pool.Ask",
        field="trainer",
        resolve="pool.actions.merge_asks",
        erase={"reasons": []},
        export=("request__code", "rank", "reasons", "asked_at", "deadline", "state", "answered_at"),
    ),
    # The grade is counted; the words are those of who gave them.
    PersonTable(
        model="pool.TrainingEvaluation",
        field="given_by",
        erase={"went_well": "", "could_be_better": ""},
        export=("request__code", "grade", "went_well", "could_be_better", "given_at"),
    ),
    # Derived from other rows, which stay: the next refresh says again what still holds.
    PersonTable(
        model="pool.AttentionItem",
        field="person",
        erase_rows=True,
        export=("code", "since"),
    ),
)

# What somebody did for others: the trail stays, their names are not given out.
_DONE_FOR_OTHERS = (
    PersonTable(
        model="pool.Endorsement",
        field="given_by",
        is_about_person=False,
        export=("kind", "starts_on"),
    ),
    PersonTable(
        model="pool.Extension",
        field="decided_by",
        is_about_person=False,
        export=("decided_at",),
    ),
    PersonTable(
        model="pool.ClockPause",
        field="decided_by",
        is_about_person=False,
        export=("starts_on",),
    ),
    # A request is the organisation's, whoever sent it.
    PersonTable(
        model="pool.TrainingRequest",
        field="asked_by",
        is_about_person=False,
        export=("code", "requested_on"),
    ),
    PersonTable(
        model="pool.Ask",
        field="asked_by",
        is_about_person=False,
        export=("request__code", "asked_at"),
    ),
    PersonTable(
        model="pool.ClosedYear",
        field="closed_by",
        is_about_person=False,
        export=("year", "closed_at"),
    ),
)


class PoolConfig(AppConfig):
    """The room `pool`."""

    name = "pool"
    verbose_name = _("trainer pool")

    def ready(self) -> None:
        """Tell the registries which tables name a person, and what this room writes to people."""
        register_notices(_EXPIRING, *_ASKING)
        register(*_ABOUT_TRAINERS, *_DONE_FOR_OTHERS)
