"""Work that is handed in and judged: make-ups and final assignments."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.filters import RunFilter
from courses.models import CourseSession, FinalAssignment, MakeUp
from courses.states import JUDGEMENTS, EnrolmentState
from people.backroom import Deed, DeedForm, OfficeAdmin, asked, asks, asks_of, by_row, chosen, offer

_HANDS_IN = by_row(access.may_hand_in)
_ASSESSES = by_row(access.may_assess, "enrolment")


def _takes_part(enrolment: Any) -> bool:
    return bool(enrolment.state == EnrolmentState.ENROLLED)


def _waits(work: Any) -> bool:
    return not work.result


class MakeUpForm(DeedForm):
    """Which session it makes up for."""

    session = asked(MakeUp, "session")

    def prepare(self) -> None:
        """Offer the sessions of the run."""
        choice: Any = self.fields["session"]
        choice.queryset = CourseSession.objects.filter(run=self.row.run_id)


def _judgement() -> Any:
    return chosen([(each.value, each.label) for each in JUDGEMENTS], _("result"))


MAKE_UP = Deed(
    name="make-up",
    title=_("Hand in a make-up"),
    act=actions.submit_make_up,
    on="enrolment",
    form=MakeUpForm,
    may=_HANDS_IN,
    shown=_takes_part,
)
FINAL_ASSIGNMENT = Deed(
    name="final-assignment",
    title=_("Hand in the final assignment"),
    act=actions.submit_final_assignment,
    on="enrolment",
    form=asks_of(FinalAssignment, "title"),
    may=_HANDS_IN,
    shown=_takes_part,
)
offer(
    MakeUp,
    Deed(
        name="assess",
        title=_("Judge"),
        act=actions.assess_make_up,
        on="make_up",
        form=asks(result=_judgement()),
        may=_ASSESSES,
        shown=_waits,
        help=_("This is done once. Only approved counts."),
    ),
)
offer(
    FinalAssignment,
    Deed(
        name="assess",
        title=_("Judge"),
        act=actions.assess_final_assignment,
        on="assignment",
        form=asks(result=_judgement()),
        may=_ASSESSES,
        shown=_waits,
        help=_("This is done once."),
    ),
)


class _WorkAdmin(OfficeAdmin):
    list_filter = ("result", ("enrolment__run", RunFilter))
    date_hierarchy = "submitted_on"


@admin.register(MakeUp)
class MakeUpAdmin(_WorkAdmin):
    """Work that makes up for a missed session."""

    list_display = ("session", "enrolment", "submitted_on", "result", "assessed_on", "assessed_by")
    list_select_related = (
        "session",
        "enrolment__person",
        "enrolment__run__course",
        "assessed_by",
    )
    search_fields = ("enrolment__person__given_name", "enrolment__person__family_name")


@admin.register(FinalAssignment)
class FinalAssignmentAdmin(_WorkAdmin):
    """The scripts that close the course."""

    list_display = ("title", "enrolment", "submitted_on", "result", "assessed_on", "assessed_by")
    list_select_related = ("enrolment__person", "enrolment__run__course", "assessed_by")
    search_fields = (
        "title",
        "enrolment__person__given_name",
        "enrolment__person__family_name",
    )
