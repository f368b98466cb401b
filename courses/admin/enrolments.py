"""Enrolments: decided on, offered a place, ended, and everything that hangs from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from courses import access, actions
from courses.admin.filters import RunFilter
from courses.admin.handed_in import FINAL_ASSIGNMENT, MAKE_UP
from courses.models import (
    Curriculum,
    Declaration,
    Enrolment,
    Exemption,
    FinalAssignment,
    MakeUp,
    Placement,
)
from courses.states import ENROLMENT_MOVES, CurriculumState, EnrolmentState
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    bulk,
    by_day,
    by_row,
    offer,
    relate,
    state_leads_to,
)
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

_DECIDES = by_day(access.may_decide_enrolment)
_ENDS = by_row(access.may_end_enrolment)


def _to(*states: EnrolmentState) -> Callable[[Any], bool]:
    return state_leads_to(ENROLMENT_MOVES, *states)


def _is(*states: EnrolmentState) -> Callable[[Any], bool]:
    return lambda enrolment: enrolment.state in states


def _reason() -> Any:
    return asked(Enrolment, "end_reason", required=False)


class ExemptionForm(DeedForm):
    """What need not be done, why, and how that is known."""

    stage = asked(Exemption, "stage")
    part = asked(
        Exemption,
        "part",
        help_text=_("The code of what need not be done; empty is the whole stage."),
    )
    reason = asked(Exemption, "reason")
    proof = asked(Exemption, "proof")

    def prepare(self) -> None:
        """Offer the stages of the person's curriculum."""
        choice: Any = self.fields["stage"]
        choice.queryset = self.row.curriculum.stages.all()


class TransferForm(DeedForm):
    """Another published curriculum of the same course, and why."""

    curriculum = asked(Enrolment, "curriculum")
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        """Offer the other curricula of the course."""
        others = Curriculum.objects.filter(
            course=self.row.run.course_id, state=CurriculumState.PUBLISHED
        )
        choice: Any = self.fields["curriculum"]
        choice.queryset = others.exclude(pk=self.row.curriculum_id).select_related("course")


ENROL = Deed(
    name="enrol",
    title=_("Give a seat"),
    act=actions.enrol,
    on="enrolment",
    may=_DECIDES,
    shown=_to(EnrolmentState.ENROLLED),
)
ASSIGN = Deed(
    name="assign",
    title=_("Seat or waiting list"),
    act=actions.assign,
    on="enrolment",
    may=_DECIDES,
    shown=_is(EnrolmentState.APPLIED),
    help=_("A seat when one is free and nobody is in line, else a place on the waiting list."),
)
OFFER = Deed(
    name="offer",
    title=_("Offer a place"),
    act=actions.offer,
    on="enrolment",
    may=_DECIDES,
    shown=_to(EnrolmentState.OFFERED),
)
COMPLETE = Deed(
    name="complete",
    title=_("Completed the run"),
    act=actions.complete,
    on="enrolment",
    may=_DECIDES,
    shown=_to(EnrolmentState.COMPLETED),
    help=_("This closes the enrolment. It gives no certificate."),
)
NOT_COMPLETE = Deed(
    name="close",
    title=_("Did not complete the run"),
    act=actions.close_without_certificate,
    on="enrolment",
    may=_DECIDES,
    shown=_to(EnrolmentState.NOT_COMPLETED),
    help=_("Who fell short may still finish later."),
)
offer(
    Enrolment,
    ASSIGN,
    ENROL,
    Deed(
        name="waitlist",
        title=_("Put on the waiting list"),
        act=actions.waitlist,
        on="enrolment",
        may=_DECIDES,
        shown=_is(EnrolmentState.APPLIED),
    ),
    OFFER,
    Deed(
        name="accept",
        title=_("Accept the offered place"),
        act=actions.accept_offer,
        on="enrolment",
        may=by_row(access.may_answer_offer),
    ),
    Deed(
        name="decline",
        title=_("Decline the offered place"),
        act=actions.decline_offer,
        on="enrolment",
        form=asks(reason=_reason()),
        may=by_row(access.may_answer_offer),
        is_final=True,
    ),
    Deed(
        name="sign",
        title=_("Record a signature"),
        act=actions.sign_declaration,
        on="enrolment",
        form=asks_of(Declaration, "kind", "signed_on", "text_version"),
        may=by_row(access.may_hand_in),
        shown=_is(EnrolmentState.ENROLLED),
    ),
    MAKE_UP,
    FINAL_ASSIGNMENT,
    Deed(
        name="exempt",
        title=_("Exempt from a stage"),
        act=actions.exempt,
        on="enrolment",
        form=ExemptionForm,
        may=_DECIDES,
        shown=_is(EnrolmentState.ENROLLED),
    ),
    Deed(
        name="transfer",
        title=_("Move to another curriculum"),
        act=actions.move_to_curriculum,
        on="enrolment",
        form=TransferForm,
        may=_DECIDES,
        shown=_is(EnrolmentState.ENROLLED),
    ),
    COMPLETE,
    NOT_COMPLETE,
    Deed(
        name="cancel",
        title=_("Cancel before the start"),
        act=actions.cancel_enrolment,
        on="enrolment",
        form=asks(reason=_reason()),
        may=_ENDS,
        shown=_to(EnrolmentState.CANCELLED),
        is_final=True,
    ),
    Deed(
        name="withdraw",
        title=_("Withdraw after the start"),
        act=actions.withdraw,
        on="enrolment",
        form=asks(reason=_reason()),
        may=_ENDS,
        shown=_to(EnrolmentState.WITHDRAWN),
        is_final=True,
    ),
)
offer(
    Person,
    Deed(
        name="apply",
        title=_("Enrol in a run"),
        act=actions.apply,
        on="person",
        form=asks_of(Enrolment, "run"),
        may=_DECIDES,
        help=_("This is the application. The page that follows gives a seat."),
        opens=True,
    ),
)
relate(
    Enrolment,
    Related(model=Placement, field="enrolment", without=("trainee",)),
    Related(model=Declaration, field="enrolment", without=("enrolment",)),
    Related(model=MakeUp, field="enrolment", without=("enrolment",)),
    Related(model=FinalAssignment, field="enrolment", without=("enrolment",)),
    Related(model=Exemption, field="enrolment", without=("enrolment",)),
)
relate(Person, Related(model=Enrolment, field="person", without=("person",)))


@admin.register(Enrolment)
class EnrolmentAdmin(OfficeAdmin):
    """Who is in which run, or waits for a place."""

    list_display = ("person", "run", "state", "applied_at", "waitlisted_at", "offer_deadline")
    list_select_related = ("person", "run__course")
    list_filter = ("state", ("run", RunFilter), "run__course")
    search_fields = ("person__given_name", "person__infix", "person__family_name", "person__email")
    search_help_text = _("Search by name or e-mail address.")
    date_hierarchy = "applied_at"
    ordering = ("-applied_at", "-pk")
    actions = (bulk(OFFER), bulk(COMPLETE), bulk(NOT_COMPLETE))


@admin.register(Declaration)
class DeclarationAdmin(OfficeAdmin):
    """What trainees signed."""

    list_display = ("kind", "enrolment", "text_version", "signed_on")
    list_select_related = ("enrolment__person", "enrolment__run__course")
    list_filter = ("kind", "text_version")
    search_fields = ("enrolment__person__given_name", "enrolment__person__family_name")
    date_hierarchy = "signed_on"


@admin.register(Exemption)
class ExemptionAdmin(OfficeAdmin):
    """What somebody need not do, by a decision."""

    list_display = ("stage", "part", "enrolment", "decided_by", "decided_at")
    list_select_related = ("stage", "enrolment__person", "enrolment__run__course", "decided_by")
    list_filter = ("stage__kind",)
    search_fields = ("part", "enrolment__person__given_name", "enrolment__person__family_name")
