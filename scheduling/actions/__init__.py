"""The only writer of appointments, of who takes part and of who was there."""

from scheduling.actions.answering import answer_invitation, answer_part
from scheduling.actions.appointments import cancel, hold, reschedule, schedule
from scheduling.actions.attendance import record_attendance
from scheduling.actions.availability import (
    add_availability,
    remove_availability,
    set_weekly_hours,
)
from scheduling.actions.feeds import choose_channel, open_feed, revoke_feed
from scheduling.actions.locks import lock_calendars
from scheduling.actions.merging import merge_availability, merge_calendars, merge_invitations
from scheduling.actions.participants import (
    add_participant,
    merge_participations,
    remove_participant,
)
from scheduling.actions.publishing import announce, keep_quiet, outstanding, publish, publish_due
from scheduling.actions.reminders import send_reminders
from scheduling.actions.replies import forget_raw, receive
from scheduling.actions.venues import VenueFacts, open_venue

__all__ = [
    "VenueFacts",
    "add_availability",
    "add_participant",
    "announce",
    "answer_invitation",
    "answer_part",
    "cancel",
    "choose_channel",
    "forget_raw",
    "hold",
    "keep_quiet",
    "lock_calendars",
    "merge_availability",
    "merge_calendars",
    "merge_invitations",
    "merge_participations",
    "open_feed",
    "open_venue",
    "outstanding",
    "publish",
    "publish_due",
    "receive",
    "record_attendance",
    "remove_availability",
    "remove_participant",
    "reschedule",
    "revoke_feed",
    "schedule",
    "send_reminders",
    "set_weekly_hours",
]
