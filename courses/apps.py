"""The app's name and label, and what merging, erasing and exporting do with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mail import registry as mail
from mail.states import MessageTopic
from people.registry import PersonTable, register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What remains of a text that a constraint wants to be there.
_ERASED = "–"


class CoursesConfig(AppConfig):
    """The room `courses`."""

    name = "courses"
    verbose_name = _("courses")

    def ready(self) -> None:
        """Tell the registries which tables name a person, and what this room writes to people."""
        register(*_ABOUT_TRAINEES, *_DONE_FOR_OTHERS)
        mail.register(*_NOTICES)


# Rows stay when a person is erased, as they are counted; what was written by or about them goes.
_ABOUT_TRAINEES = (
    PersonTable(
        model="courses.Enrolment",
        field="person",
        resolve="courses.actions.join_records",
        export=("run__course__code", "run__code", "state", "applied_at", "ended_at", "end_reason"),
    ),
    PersonTable(
        model="courses.Declaration",
        field="enrolment__person",
        export=("kind", "text_version", "signed_on"),
    ),
    PersonTable(
        model="courses.MakeUp",
        field="enrolment__person",
        export=("session__code", "submitted_on", "assessed_on", "result"),
    ),
    PersonTable(
        model="courses.FinalAssignment",
        field="enrolment__person",
        erase={"title": ""},
        export=("title", "submitted_on", "assessed_on", "result"),
    ),
    PersonTable(
        model="courses.Exemption",
        field="enrolment__person",
        erase={"reason": _ERASED, "proof": _ERASED},
        export=("stage__kind", "part", "reason", "proof", "decided_at"),
    ),
    PersonTable(
        model="courses.Placement",
        field="enrolment__person",
        erase={"goals": ""},
        export=("host__name", "starts_on", "ends_on", "planned_minutes", "goals", "state"),
    ),
    PersonTable(
        model="courses.LogEntry",
        field="placement__enrolment__person",
        erase={"reflection": "", "decision_note": ""},
        export=("starts_at", "minutes", "activity", "reflection", "state", "decision_note"),
    ),
    PersonTable(
        model="courses.Evaluation",
        field="placement__enrolment__person",
        erase={"mentor_remarks": "", "trainee_remarks": ""},
        export=("moment", "held_on", "result", "mentor_remarks", "trainee_remarks"),
    ),
    PersonTable(
        model="courses.Observation",
        field="placement__enrolment__person",
        erase={"remarks": ""},
        export=(
            "observed_on",
            "goals_and_structure",
            "legal_content",
            "work_forms",
            "group_guidance",
            "plain_language",
            "reflection",
            "remarks",
        ),
    ),
)

# What somebody did for a trainee: the row is the trainee's, only the name on it is this person's.
_DONE_FOR_OTHERS = (
    PersonTable(
        model="courses.PlacementOffer",
        field="mentor",
        export=("region__code", "starts_on", "ends_on", "places"),
    ),
    PersonTable(
        model="courses.Placement",
        field="mentor",
        is_about_person=False,
        export=("starts_on", "ends_on"),
    ),
    PersonTable(
        model="courses.LogEntry",
        field="decided_by",
        is_about_person=False,
        export=("decided_at",),
    ),
    PersonTable(
        model="courses.Observation",
        field="observer",
        is_about_person=False,
        export=("observed_on",),
    ),
    PersonTable(
        model="courses.MakeUp",
        field="assessed_by",
        is_about_person=False,
        export=("assessed_on",),
    ),
    PersonTable(
        model="courses.FinalAssignment",
        field="assessed_by",
        is_about_person=False,
        export=("assessed_on",),
    ),
    PersonTable(
        model="courses.Exemption",
        field="decided_by",
        is_about_person=False,
        export=("decided_at",),
    ),
    PersonTable(
        model="courses.SessionPart",
        field="led_by",
        is_about_person=False,
        export=("session__code", "title"),
    ),
)


def _notice(purpose: str, label: StrOrPromise, name: str, topic: str = "") -> mail.Notice:
    return mail.Notice(
        purpose=purpose,
        label=label,
        template=f"mail/{purpose}.txt",
        facts=f"courses.notices.{name}_facts",
        sample=f"courses.notices.{name}_sample",
        topic=topic,
    )


_NOTICES = (
    _notice("enrolment.place_given", _("a place is given"), "place_given"),
    _notice("enrolment.on_waiting_list", _("on the waiting list"), "on_waiting_list"),
    _notice("enrolment.place_offered", _("a place is offered"), "place_offered"),
    _notice("enrolment.offer_expired", _("an offered place went to another"), "offer_expired"),
    _notice("enrolment.place_lost", _("somebody else ended the enrolment"), "ended"),
    _notice("enrolment.withdrawal_confirmed", _("stopping is confirmed"), "ended"),
    _notice("log_entry.decided", _("a log entry is decided on"), "entry_decided"),
    _notice("log_entry.waiting", _("log entries wait"), "entries_wait", topic=MessageTopic.DIGESTS),
    _notice(
        "placement.evaluation_due",
        _("an evaluation comes near"),
        "evaluation_due",
        topic=MessageTopic.REMINDERS,
    ),
)
