"""The only writer of appointments, of who takes part and of who was there."""

from scheduling.actions.appointments import cancel, hold, reschedule, schedule
from scheduling.actions.attendance import record_attendance
from scheduling.actions.locks import lock_calendars
from scheduling.actions.participants import (
    add_participant,
    merge_participations,
    remove_participant,
)
from scheduling.actions.venues import VenueFacts, open_venue

__all__ = [
    "VenueFacts",
    "add_participant",
    "cancel",
    "hold",
    "lock_calendars",
    "merge_participations",
    "open_venue",
    "record_attendance",
    "remove_participant",
    "reschedule",
    "schedule",
]
