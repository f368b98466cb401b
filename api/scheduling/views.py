"""The resources of scheduling: appointments, who takes part, and venues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django_filters import filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from api.courses.inputs import Because, Marks
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.filters import CamelFilters, Id, Instant
from api.kernel.resources import Resource
from api.scheduling import inputs, rows
from api.scheduling.availability_views import AVAILABILITY_ROUTES, AVAILABILITY_SINGLES
from api.scheduling.feed_views import FEED_ROUTES, FEED_SINGLES
from scheduling import access, actions, edits
from scheduling.models import Appointment, IncomingMail, Participation
from scheduling.states import Answer, AppointmentState, Attendance, ParticipationRole, ReplyResult

if TYPE_CHECKING:
    from rest_framework.request import Request

_CHANGES = about(access.may_change_directly)


class AppointmentFilters(CamelFilters):
    """By state, venue, person and period."""

    state = filters.MultipleChoiceFilter(choices=AppointmentState.choices)
    venue = Id()
    person = Id("participations__person")
    starts_from = Instant("starts_at", "gte")
    starts_before = Instant("starts_at", "lt")

    class Meta:
        model = Appointment
        fields = ()


class ParticipationFilters(CamelFilters):
    """By appointment, person, role, answer and attendance."""

    appointment = Id()
    session = Id("appointment__course_session")
    person = Id()
    role = filters.MultipleChoiceFilter(choices=ParticipationRole.choices)
    answer = filters.MultipleChoiceFilter(choices=Answer.choices)
    attendance = filters.MultipleChoiceFilter(choices=Attendance.choices)

    class Meta:
        model = Participation
        fields = ()


class Venues(Resource):
    """Places to meet."""

    row = rows.VenueRow
    sees = access.visible_venues
    search_fields = ("name", "address")
    ordering = ("name", "pk")
    create = creation(
        _("Add a venue"),
        actions.open_venue,
        may=office(access.may_open_venue),
        asks=inputs.NewVenue,
    )
    partial_update = edition(
        edits.VENUE, may=office(access.may_open_venue), asks=inputs.VenueDetails
    )


class Appointments(Resource):
    """Moments at which people meet."""

    row = rows.AppointmentRow
    sees = access.visible_appointments
    filterset_class = AppointmentFilters
    ordering_fields = ("starts_at",)
    create = creation(
        _("Plan an appointment"),
        actions.schedule,
        may=office(access.may_schedule),
        asks=inputs.NewAppointment,
    )
    partial_update = edition(
        edits.APPOINTMENT, may=about(access.may_change), asks=inputs.AppointmentDetails
    )
    reschedule = command(
        _("Move the appointment"),
        actions.reschedule,
        on="appointment",
        may=_CHANGES,
        asks=inputs.NewAppointmentTime,
    )
    cancel = command(
        _("Call off the appointment"), actions.cancel, on="appointment", may=_CHANGES, asks=Because
    )
    hold = command(_("Say that it was held"), actions.hold, on="appointment", may=_CHANGES)
    invite = command(
        _("Let somebody take part"),
        actions.add_participant,
        on="appointment",
        may=_CHANGES,
        asks=inputs.NewPart,
        answers=rows.ParticipationRow,
        path="participations",
    )
    remove = command(
        _("Take somebody off"),
        actions.remove_participant,
        on="appointment",
        may=_CHANGES,
        asks=inputs.LeavingPart,
    )
    publish = command(
        _("Mail everybody concerned now"),
        actions.publish,
        on="appointment",
        may=about(access.may_change),
        asks=inputs.LineAlong,
    )
    announce = command(
        _("Send a line along with the next mail"),
        actions.announce,
        on="appointment",
        may=about(access.may_change),
        asks=inputs.Note,
    )
    keep_quiet = command(
        _("Mail nobody about this correction"),
        actions.keep_quiet,
        on="appointment",
        may=about(access.may_change),
    )
    mark = command(
        _("Record who was there"),
        actions.record_attendance,
        on="appointment",
        may=about(access.may_mark_directly),
        asks=Marks,
    )

    @extend_schema(
        responses=rows.OutstandingMailRow(many=True), summary=_("Who would be mailed now")
    )
    @action(detail=True, url_path="outstanding-mails", pagination_class=None, filter_backends=[])
    def outstanding_mails(self, _request: Request, pk: str) -> Response:
        """Answer who would be mailed now and told what, to who may change the appointment."""
        appointment = self.find(pk)
        if not access.may_change(self.asker.person, appointment, self.asker.day):
            raise PermissionDenied
        found = actions.outstanding(appointment=appointment, now=self.asker.now)
        told = [
            {"person": {"id": person.pk, "name": person.full_name}, "told": what}
            for person, what in found
        ]
        return Response(rows.OutstandingMailRow(told, many=True).data)


class Participations(Resource):
    """Who takes part in what, and who was there."""

    row = rows.ParticipationRow
    sees = access.visible_participations
    filterset_class = ParticipationFilters
    answer = command(
        _("Answer whether somebody comes"),
        actions.answer_part,
        on="participation",
        may=about(access.may_answer),
        asks=inputs.GivenAnswer,
    )


class IncomingMailFilters(CamelFilters):
    """By result, appointment, person and period."""

    result = filters.MultipleChoiceFilter(choices=ReplyResult.choices)
    appointment = Id("invitation__appointment")
    person = Id()
    received_from = Instant("received_at", "gte")
    received_before = Instant("received_at", "lt")

    class Meta:
        model = IncomingMail
        fields = ()


class IncomingMails(Resource):
    """Mails that came in: answers, letters, and what could not be delivered."""

    row = rows.IncomingMailRow
    sees = access.visible_incoming_mails
    filterset_class = IncomingMailFilters


ROUTES = (
    *FEED_ROUTES,
    *AVAILABILITY_ROUTES,
    ("venues", Venues),
    ("appointments", Appointments),
    ("participations", Participations),
    ("incoming-mails", IncomingMails),
)
SINGLES = (*FEED_SINGLES, *AVAILABILITY_SINGLES)
