"""Requests of local groups, from asking to given."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
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
    offer,
    relate,
    state_leads_to,
)
from people.models import Organisation, Person
from pool import access, actions
from pool.models import AttentionItem, TrainingRequest
from pool.states import REQUEST_MOVES, RequestState
from scheduling.models import Appointment, Participation


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
        name="deliver",
        title=_("Say that the training was given"),
        act=actions.deliver_request,
        on="request",
        may=by_row(access.may_deliver_request),
        shown=_to(RequestState.DELIVERED),
        help=_("Trainer and trainee are recorded as present."),
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
relate(
    Organisation,
    Related(model=TrainingRequest, field="organisation", without=("organisation",)),
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
            "code",
            "organisation",
            "municipality",
            "topic",
            "requested_on",
            "expected_participants",
            "note",
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
