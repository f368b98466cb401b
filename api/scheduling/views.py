"""The resources of scheduling: appointments, who takes part, and venues."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import filters

from api.courses.inputs import Because, Marks
from api.kernel.asking import about, office
from api.kernel.commands import command, creation, edition
from api.kernel.filters import CamelFilters, Id, Instant
from api.kernel.resources import Resource
from api.scheduling import inputs, rows
from scheduling import access, actions, edits
from scheduling.models import Appointment, Participation
from scheduling.states import Answer, AppointmentState, Attendance, ParticipationRole

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
    mark = command(
        _("Record who was there"),
        actions.record_attendance,
        on="appointment",
        may=about(access.may_mark_directly),
        asks=Marks,
    )


class Participations(Resource):
    """Who takes part in what, and who was there."""

    row = rows.ParticipationRow
    sees = access.visible_participations
    filterset_class = ParticipationFilters


ROUTES = (
    ("venues", Venues),
    ("appointments", Appointments),
    ("participations", Participations),
)
