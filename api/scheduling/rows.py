"""What is shown of appointments and who takes part."""

from __future__ import annotations

from api.courses.run_rows import ContactMinutes
from api.kernel.rows import Row
from api.people.rows import MunicipalityName, PersonName
from scheduling.models import Appointment, AttendanceRecord, Participation, Venue


class VenueRow(Row):
    """A place to meet, with what people need to know to get in."""

    municipality = MunicipalityName()

    class Meta:
        model = Venue
        fields = (
            "id",
            "name",
            "municipality",
            "address",
            "phone",
            "is_step_free",
            "has_accessible_toilet",
            "has_hearing_loop",
            "has_quiet_room",
            "directions",
        )


class VenueName(Row):
    """A venue, where another row points at it."""

    class Meta:
        model = Venue
        fields = ("id", "name")


class AppointmentRow(Row):
    """A moment at which people meet, with how to get in."""

    venue = VenueName()
    contact_minutes = ContactMinutes()

    class Meta:
        model = Appointment
        fields = (
            "id",
            "title",
            "starts_at",
            "ends_at",
            "zone",
            "break_minutes",
            "contact_minutes",
            "delivery",
            "venue",
            "join_link",
            "state",
            "cancelled_because",
        )


class AttendanceRow(Row):
    """What was recorded of somebody's attendance, by whom and when."""

    recorded_by = PersonName()

    class Meta:
        model = AttendanceRecord
        fields = ("id", "attendance", "minutes_late", "recorded_by", "recorded_at")


class AppointmentName(Row):
    """An appointment, where another row points at it."""

    class Meta:
        model = Appointment
        fields = ("id", "title", "starts_at")


class ParticipationRow(Row):
    """Somebody's part in an appointment, with what was recorded of it, the oldest first."""

    appointment = AppointmentName()
    person = PersonName()
    records = AttendanceRow(many=True)

    class Meta:
        model = Participation
        fields = (
            "id",
            "appointment",
            "person",
            "role",
            "answer",
            "attendance",
            "minutes_late",
            "records",
        )
