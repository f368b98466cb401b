"""The tables of appointments, of what people were told of them, and of when people can come."""

from scheduling.models.appointments import (
    Appointment,
    AppointmentQuerySet,
    AttendanceRecord,
    Participation,
    ParticipationQuerySet,
    Venue,
)
from scheduling.models.availability import AvailabilityPeriod, WeeklyAvailability
from scheduling.models.calendars import Feed, FeedQuerySet, PersonalCalendar, RenderedEvent
from scheduling.models.invitations import (
    IncomingMail,
    Invitation,
    InvitationQuerySet,
    Publication,
)

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "AttendanceRecord",
    "AvailabilityPeriod",
    "Feed",
    "FeedQuerySet",
    "IncomingMail",
    "Invitation",
    "InvitationQuerySet",
    "Participation",
    "ParticipationQuerySet",
    "PersonalCalendar",
    "Publication",
    "RenderedEvent",
    "Venue",
    "WeeklyAvailability",
]
