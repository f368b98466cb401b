"""What is shown of appointments and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, Subquery
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.courses.run_rows import ContactMinutes
from api.kernel.addresses import AddressedRow
from api.kernel.inputs import Clock
from api.kernel.rows import CamelNames, Derived, Row
from api.people.rows import MunicipalityName, PersonName
from people.models import Person
from scheduling.models import (
    Appointment,
    AttendanceRecord,
    AvailabilityPeriod,
    Feed,
    IncomingMail,
    Invitation,
    Participation,
    Venue,
    WeeklyAvailability,
)
from scheduling.rules import proposed_attendance
from scheduling.states import Answer, AnswerSource, Attendance, Channel, Told

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def _answers(answer: Answer) -> Count:
    return Count("participations", Q(participations__answer=answer))


class AppointmentRow(Row):
    """A moment at which people meet, with how to get in and how many people answered what."""

    venue = VenueName()
    contact_minutes = ContactMinutes()
    accepted = serializers.IntegerField(read_only=True)
    tentative = serializers.IntegerField(read_only=True)
    declined = serializers.IntegerField(read_only=True)
    unanswered = serializers.IntegerField(read_only=True)
    annotations = {
        "accepted": _answers(Answer.ACCEPTED),
        "tentative": _answers(Answer.TENTATIVE),
        "declined": _answers(Answer.DECLINED),
        "unanswered": _answers(Answer.OPEN),
    }

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
            "note",
            "changed_at",
            "accepted",
            "tentative",
            "declined",
            "unanswered",
        )


class OutstandingMailRow(serializers.Serializer[Any]):
    """Who would be mailed about an appointment now, and what they would be told."""

    person = PersonName()
    told = serializers.ChoiceField(Told.choices)


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


def _of_invitation(column: str) -> Subquery:
    """Return a column of what somebody was told of the appointment, null when they were not."""
    invitations = Invitation.objects.filter(
        appointment=OuterRef("appointment"), person=OuterRef("person")
    )
    return Subquery(invitations.values(column)[:1])


@extend_schema_field(serializers.ChoiceField(Attendance.choices))
class ProposedAttendance(Derived):
    """What a form to mark attendance begins with; whoever records it decides."""

    paths = ("answer", "attendance")

    def make(self, values: Sequence[Any]) -> str:
        """Return what was recorded, or else absent with notice for who said no."""
        return proposed_attendance(*values)


class ParticipationRow(Row):
    """Somebody's part in an appointment: their answer, and what was recorded, the oldest first."""

    appointment = AppointmentName()
    person = PersonName()
    records = AttendanceRow(many=True)
    proposed_attendance = ProposedAttendance()
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    answered_by = serializers.ChoiceField(AnswerSource.choices, read_only=True, allow_null=True)
    comment = serializers.CharField(read_only=True, allow_null=True)
    bounced_at = serializers.DateTimeField(read_only=True, allow_null=True)
    annotations = {
        name: _of_invitation(name)
        for name in ("answered_at", "answered_by", "comment", "bounced_at")
    }

    class Meta:
        model = Participation
        fields = (
            "id",
            "appointment",
            "person",
            "role",
            "answer",
            "answered_at",
            "answered_by",
            "comment",
            "bounced_at",
            "attendance",
            "proposed_attendance",
            "minutes_late",
            "records",
        )


class FeedRow(Row):
    """That somebody can subscribe to their appointments. The address itself is kept nowhere."""

    person = PersonName()

    class Meta:
        model = Feed
        fields = ("id", "person", "name", "without_invited", "made_at", "revoked_at")


class NewFeedRow(FeedRow, AddressedRow):
    """A feed that was made just now: the only time that its addresses are shown."""

    class Meta:
        model = Feed
        fields = (*FeedRow.Meta.fields, "url", "webcal", "google")


class ChannelRow(CamelNames):
    """How appointments reach somebody's own calendar."""

    channel = serializers.ChoiceField(Channel.choices, read_only=True)


class WeeklyHoursRow(Row):
    """Hours of a day of the week at which somebody can usually come; Monday is 0."""

    starts = Clock(read_only=True)
    ends = Clock(read_only=True)

    class Meta:
        model = WeeklyAvailability
        fields = ("weekday", "starts", "ends", "zone")


class AvailabilityPeriodRow(Row):
    """A period in which somebody can come after all, or cannot come at all."""

    class Meta:
        model = AvailabilityPeriod
        fields = ("id", "starts_at", "ends_at", "is_available")


class AvailabilityRow(PersonName):
    """When somebody can be asked; without hours any hour will do."""

    hours = WeeklyHoursRow(many=True, source="weekly_availability")
    periods = AvailabilityPeriodRow(many=True, source="availability_periods")

    class Meta:
        model = Person
        fields = ("id", "name", "hours", "periods")


class MomentRow(CamelNames):
    """A time at which everybody is free."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class MomentsRow(CamelNames):
    """The first times at which everybody is free, by the clock of a zone."""

    zone = serializers.CharField()
    moments = MomentRow(many=True)


class InvitationRow(Row):
    """What somebody was told of an appointment, and how and when they answered."""

    appointment = AppointmentName()

    class Meta:
        model = Invitation
        fields = (
            "id",
            "appointment",
            "told",
            "answered_at",
            "answered_by",
            "comment",
            "bounced_at",
        )


class IncomingMailRow(Row):
    """A mail that came in and what became of it, without the mail itself."""

    person = PersonName()
    invitation = InvitationRow()

    class Meta:
        model = IncomingMail
        fields = (
            "id",
            "received_at",
            "result",
            "person",
            "invitation",
            "authentication",
            "remark",
        )
