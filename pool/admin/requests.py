"""Requests of local groups, from asking to given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from common import periods
from people.access import is_office
from people.backroom import (
    Deed,
    DeedForm,
    OfficeAdmin,
    Related,
    asked,
    asks,
    asks_of,
    by_day,
    by_row,
    editing,
    offer,
    relate,
    state_leads_to,
    tell,
)
from people.backroom.asking import clock
from people.models import Organisation, Person
from pool import access, actions, edits, matching, rules
from pool.models import AttentionItem, TrainingEvaluation, TrainingRequest
from pool.states import MAY_ASK, REQUEST_MOVES, WITHOUT_TRAINER, RequestState
from scheduling.models import Appointment, Participation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise


def _to(state: RequestState) -> Any:
    return state_leads_to(REQUEST_MOVES, state)


class ScheduleForm(DeedForm):
    """When the training is and who gives it."""

    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    zone = asked(Appointment, "zone")
    delivery = asked(Appointment, "delivery")
    trainer = asked(Participation, "person", label=_("Trainer"))
    trainee = asked(Participation, "person", label=_("Trainee who trains along"), required=False)

    def prepare(self) -> None:
        """Offer as trainer who holds a certificate today."""
        choice: Any = self.fields["trainer"]
        held = Certificate.objects.valid_on(periods.local_date(self.now)).order_by()
        choice.queryset = Person.objects.present().filter(pk__in=held.values("person"))


class TrainingTimeForm(DeedForm):
    """Another start and end, on the clock of the training."""

    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    note = asked(Appointment, "note", required=False)

    def zone(self) -> str:
        """Return the zone of the training."""
        # Before it was planned there is nothing to move, which the rules say.
        return str(getattr(self.row.appointment, "zone", periods.DEFAULT_ZONE))


offer(
    TrainingRequest,
    Deed(
        name="ask",
        title=_("Ask the first in rank"),
        act=actions.ask_trainer,
        on="request",
        may=by_row(access.may_schedule_request),
        shown=_to(RequestState.PROPOSED),
        help=_("By mail, with a button for yes and for no. On no or silence the next is asked."),
    ),
    Deed(
        name="schedule",
        title=_("Plan the training"),
        act=actions.schedule_request,
        on="request",
        form=ScheduleForm,
        may=by_row(access.may_schedule_request),
        shown=_to(RequestState.SCHEDULED),
    ),
    Deed(
        name="reschedule",
        title=_("Move the training"),
        act=actions.reschedule_training,
        on="request",
        form=TrainingTimeForm,
        may=by_row(access.may_schedule_request),
        shown=_to(RequestState.DELIVERED),
    ),
    Deed(
        name="replace",
        title=_("Let somebody else give it"),
        act=actions.replace_trainer,
        on="request",
        form=asks(trainer=asked(Participation, "person", label=_("Trainer"))),
        may=by_row(access.may_schedule_request),
        shown=_to(RequestState.DELIVERED),
        help=_("Who comes now is invited, and who does not come any more is told."),
    ),
    Deed(
        name="deliver",
        title=_("Say that the training was given"),
        act=actions.deliver_request,
        on="request",
        may=by_row(access.may_deliver_request),
        shown=_to(RequestState.DELIVERED),
        help=_("Trainer and trainee are recorded as present."),
    ),
    Deed(
        name="evaluate",
        title=_("Write down what the group says of it"),
        act=actions.evaluate_request,
        on="request",
        form=asks(
            grade=asked(TrainingEvaluation, "grade"),
            went_well=asked(TrainingEvaluation, "went_well"),
            could_be_better=asked(TrainingEvaluation, "could_be_better"),
            attended=asked(TrainingRequest, "attended"),
        ),
        may=by_row(access.may_evaluate),
        shown=_to(RequestState.EVALUATED),
    ),
    Deed(
        name="decline",
        title=_("Decline the request"),
        act=actions.decline_request,
        on="request",
        form=asks(reason=asked(TrainingRequest, "declined_reason", required=True)),
        may=by_row(access.may_schedule_request),
        shown=_to(RequestState.DECLINED),
        is_final=True,
    ),
    Deed(
        name="cancel",
        title=_("Cancel the request"),
        act=actions.cancel_request,
        on="request",
        form=asks(because=asked(Appointment, "cancelled_because", required=False)),
        may=by_row(access.may_cancel_request),
        shown=_to(RequestState.CANCELLED),
        is_final=True,
    ),
)
offer(TrainingRequest, editing(edits.REQUEST))
relate(
    Organisation,
    Related(model=TrainingRequest, field="organisation", without=("organisation",)),
)


def _together(sentences: Sequence[StrOrPromise]) -> StrOrPromise:
    # Each in the language of the reader, known only when the form is shown.
    pattern = " ".join(f"{{{number}}}" for number in range(len(sentences)))
    return format_lazy(pattern, *sentences)


offer(
    Organisation,
    Deed(
        name="invite",
        title=_("Mail the contacts how to ask"),
        act=actions.invite_contacts,
        on="organisation",
        may=by_day(is_office),
        shown=lambda organisation: organisation.kind in MAY_ASK,
        help=_("Whoever speaks for this group gets the address of a page of their own."),
    ),
)


@admin.register(TrainingRequest)
class TrainingRequestAdmin(OfficeAdmin):
    """Local groups that ask for a training."""

    list_display = ("code", "topic", "organisation", "municipality", "requested_on", "state")
    list_select_related = ("organisation", "municipality")
    list_filter = ("state", "organisation__region")
    search_fields = ("code", "topic", "organisation__name", "municipality__name")
    date_hierarchy = "requested_on"
    adding = Deed(
        name="register",
        title=_("Register a request"),
        act=actions.register_request,
        form=asks_of(
            TrainingRequest,
            "organisation",
            "municipality",
            "topic",
            *rules.DETAILS,
            "note",
            code=asked(
                TrainingRequest,
                "code",
                required=False,
                help_text=_("Leave empty for the next number."),
            ),
            requested_on=asked(
                TrainingRequest,
                "requested_on",
                required=False,
                help_text=_("Leave empty for today."),
            ),
            informed=forms.BooleanField(
                label=_("The group knows what a training can do, and what it cannot"),
                required=False,
                help_text=format_lazy(
                    "{can} {cannot}", can=_together(rules.CAN), cannot=_together(rules.CANNOT)
                ),
            ),
        ),
        may=by_day(is_office),
    )


@admin.register(AttentionItem)
class AttentionItemAdmin(OfficeAdmin):
    """What the office should look at first, as it was at the last refresh."""

    list_display = ("sentence", "code", "since", "person")
    list_select_related = ("person",)
    list_filter = ("code",)
    search_fields = ("about",)
    ordering = ("rank", "pk")

    @admin.display(description=_("what is the matter"))
    def sentence(self, item: AttentionItem) -> str:
        """Return what is the matter, in the language of the reader."""
        return str(item.sentence)


def _whom_to_ask(asked_for: TrainingRequest) -> str:
    """Return the proposals with their reasons, as long as there is no trainer."""
    if asked_for.state not in WITHOUT_TRAINER:
        return ""
    found = matching.propose(asked_for, now=clock())
    said = matching.sentences(one.reasons for one in found.found)
    proposals = format_html_join(
        "",
        "<div><strong>{}. {}</strong> {}</div><div>{}</div>",
        (
            (one.rank, one.name, _when(one, asked_for), " ".join(map(str, sentences)))
            for one, sentences in zip(found.found, said, strict=True)
        ),
    )
    others = "; ".join(
        f"{number} {reason.label}" for reason, number in found.left_out.items() if number
    )
    looked_at = _("Trainers who may give it: {number}. Not proposed: {others}.")
    line = looked_at.format(number=found.considered, others=others or "–")
    return proposals + format_html("<p>{}</p>", line)


def _when(one: matching.Proposal, asked_for: TrainingRequest) -> str:
    if one.moment is None:
        return ""
    return str(
        periods.in_words(one.moment.starts_at.astimezone(ZoneInfo(asked_for.zone)), "j F Y, H:i")
    )


tell(TrainingRequest, _("Whom to ask"), _whom_to_ask)
