"""The office's pages about appointments, who takes part, and venues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

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
    moment,
    offer,
    relate,
    some_of,
    state_leads_to,
)
from people.models import Person
from scheduling import access, actions, edits
from scheduling.models import Appointment, AttendanceRecord, Feed, Participation, Venue
from scheduling.states import APPOINTMENT_MOVES, Answer, AppointmentState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

# The answers in the order in which they are counted out.
_SHOWN_ANSWERS = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED, Answer.OPEN)
_PLANS = by_day(access.may_schedule)
_CHANGES = by_row(access.may_change_directly)
_CAN_BE_HELD = state_leads_to(APPOINTMENT_MOVES, AppointmentState.HELD)
_CAN_BE_CANCELLED = state_leads_to(APPOINTMENT_MOVES, AppointmentState.CANCELLED)


def _is_to_publish(appointment: Appointment) -> bool:
    return appointment.changed_at is not None


class AppointmentForm(DeedForm):
    """What stands by itself: a refresher day, a talk; no session, meeting or training."""

    title = asked(Appointment, "title")
    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    zone = asked(Appointment, "zone")
    break_minutes = asked(Appointment, "break_minutes")
    delivery = asked(Appointment, "delivery")
    venue = asked(Appointment, "venue")
    join_link = asked(Appointment, "join_link")
    leads = some_of(Participation, "person", label=_("Lead"))
    participants = some_of(Participation, "person", label=_("Participants"))
    note = asked(Appointment, "note", required=False)


class NewTimeForm(DeedForm):
    """Another time, on the clock of the appointment."""

    starts_at = asked(Appointment, "starts_at")
    ends_at = asked(Appointment, "ends_at")
    note = asked(Appointment, "note", required=False)

    def zone(self) -> str:
        """Return the zone of the appointment."""
        return str(self.row.zone)


class PublishForm(DeedForm):
    """Who would be mailed, and a line that goes along."""

    note = asked(Appointment, "note", required=False)

    def prepare(self) -> None:
        """Begin with the line that was kept for this mail."""
        self.fields["note"].initial = self.row.note

    def beforehand(self) -> list[tuple[str, StrOrPromise]]:
        """Return everybody who would be mailed, and what they would be told."""
        found = actions.outstanding(appointment=self.row, now=self.now)
        return [(person.full_name, told.label) for person, told in found]


offer(
    Appointment,
    Deed(
        name="reschedule",
        title=_("Move the appointment"),
        act=actions.reschedule,
        on="appointment",
        form=NewTimeForm,
        may=_CHANGES,
        shown=_CAN_BE_CANCELLED,
    ),
    Deed(
        name="invite",
        title=_("Let somebody take part"),
        act=actions.add_participant,
        on="appointment",
        form=asks_of(Participation, "person", "role"),
        may=_CHANGES,
    ),
    Deed(
        name="remove",
        title=_("Take somebody off"),
        act=actions.remove_participant,
        on="appointment",
        form=asks_of(Participation, "person"),
        may=_CHANGES,
    ),
    Deed(
        name="hold",
        title=_("Say that it was held"),
        act=actions.hold,
        on="appointment",
        may=_CHANGES,
        shown=_CAN_BE_HELD,
        is_final=True,
    ),
    Deed(
        name="cancel",
        title=_("Call off the appointment"),
        act=actions.cancel,
        on="appointment",
        form=asks(because=asked(Appointment, "cancelled_because", required=False)),
        may=_CHANGES,
        shown=_CAN_BE_CANCELLED,
        is_final=True,
    ),
)
offer(
    Appointment,
    editing(edits.APPOINTMENT),
    Deed(
        name="publish",
        title=_("Mail everybody concerned now"),
        act=actions.publish,
        on="appointment",
        form=PublishForm,
        may=by_row(access.may_change),
        shown=_is_to_publish,
    ),
    Deed(
        name="keep-quiet",
        title=_("Mail nobody about this correction"),
        act=actions.keep_quiet,
        on="appointment",
        may=by_row(access.may_change),
        shown=_is_to_publish,
    ),
)
offer(Venue, editing(edits.VENUE))
offer(
    Feed,
    Deed(
        name="revoke",
        title=_("Take the calendar back"),
        act=actions.revoke_feed,
        on="feed",
        may=by_row(access.may_revoke_feed),
        shown=lambda feed: feed.revoked_at is None,
        help=_("Whoever has the address can read nothing there any more."),
        is_final=True,
    ),
)
relate(
    Appointment, Related(model=Participation, field="appointment", without=("appointment", "when"))
)
relate(Participation, Related(model=AttendanceRecord, field="participation"))
relate(Person, Related(model=Participation, field="person", without=("person",)))
relate(Person, Related(model=Feed, field="person", without=("person",)))
relate(Venue, Related(model=Appointment, field="venue", without=("venue",)))


@admin.register(Appointment)
class AppointmentAdmin(OfficeAdmin):
    """Every moment at which people meet."""

    list_display = ("title", "when", "venue", "delivery", "state", "answers", "changed_at")
    readonly_fields = ("answers",)
    list_select_related = ("venue",)
    list_filter = ("state", "delivery")
    search_fields = ("title", "venue__name")
    date_hierarchy = "starts_at"
    adding = Deed(
        name="schedule",
        title=_("Plan an appointment"),
        act=actions.schedule,
        form=AppointmentForm,
        may=_PLANS,
        help=_("For what is no session, meeting or training: those are planned on their own page."),
    )

    @admin.display(description=_("starts at"), ordering="starts_at")
    def when(self, appointment: Appointment) -> str:
        """Return the start on the clock of the appointment."""
        return moment(appointment.starts_at, appointment.zone)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the appointments with how many people answered what."""
        appointments: QuerySet[Any] = super().get_queryset(request)
        counts = {f"said_{each.value}": _said(each) for each in _SHOWN_ANSWERS}
        found: QuerySet[Any] = appointments.annotate(**counts)
        return found

    @admin.display(description=_("answers"))
    def answers(self, appointment: Any) -> str:
        """Return how many people answered what, in words."""
        said = ((getattr(appointment, f"said_{each.value}"), each) for each in _SHOWN_ANSWERS)
        return ", ".join(f"{number} {each.label}" for number, each in said if number) or "–"


def _said(answer: Answer) -> Count:
    return Count("participations", Q(participations__answer=answer))


@admin.register(Participation)
class ParticipationAdmin(OfficeAdmin):
    """Who takes part in what, and who was there."""

    list_display = ("person", "appointment", "when", "role", "answer", "attendance")
    list_select_related = ("person", "appointment")
    list_filter = ("role", "answer", "attendance")
    search_fields = ("person__given_name", "person__family_name", "appointment__title")

    @admin.display(description=_("starts at"), ordering="appointment__starts_at")
    def when(self, part: Participation) -> str:
        """Return the start on the clock of the appointment."""
        return moment(part.appointment.starts_at, part.appointment.zone)


@admin.register(AttendanceRecord)
class AttendanceRecordAdmin(OfficeAdmin):
    """What was recorded of attendance, corrections included."""

    list_display = ("recorded_at", "attendance", "minutes_late", "recorded_by")
    list_select_related = ("recorded_by",)
    list_filter = ("attendance",)
    search_fields = ("participation__person__family_name",)


@admin.register(Venue)
class VenueAdmin(OfficeAdmin):
    """Places to meet, with what people need to know to get in."""

    list_display = ("name", "municipality", "is_step_free", "has_accessible_toilet", "phone")
    list_select_related = ("municipality",)
    list_filter = ("is_step_free", "has_accessible_toilet", "has_hearing_loop", "has_quiet_room")
    search_fields = ("name", "address", "municipality__name")
    adding = Deed(
        name="open",
        title=_("Add a venue"),
        act=actions.open_venue,
        form=asks_of(Venue, "municipality", *edits.VENUE.fields),
        may=_PLANS,
        help=_("Unknown is an answer too: nobody should travel on a guess."),
    )


@admin.register(Feed)
class FeedAdmin(OfficeAdmin):
    """Who subscribes to their appointments; the addresses are kept nowhere."""

    list_display = ("person", "name", "without_invited", "made_at", "revoked_at")
    list_select_related = ("person",)
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("person__given_name", "person__family_name", "name")
    fields = list_display
