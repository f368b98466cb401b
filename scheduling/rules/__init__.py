"""What may be planned, who is free, which days are holidays, and what may be recorded."""

from scheduling.rules.answering import ANSWERS, answer_problems, answering_problems
from scheduling.rules.appointments import (
    appointment_problems,
    cancelling_problems,
    changing_problems,
    details_problems,
    holding_problems,
    moving_problems,
    note_problems,
    publishing_problems,
    quiet_problems,
    time_problems,
)
from scheduling.rules.attendance import Mark, attendance_problems, mapping_problems, proposed_marks
from scheduling.rules.conflicts import conflict_problems
from scheduling.rules.days_off import holiday_warnings
from scheduling.rules.feeds import MOST_FEEDS, channel_problems, feed_problems
from scheduling.rules.participants import (
    Cast,
    adding_problems,
    cast_problems,
    removing_problems,
)
from scheduling.rules.venues import venue_problems

__all__ = [
    "ANSWERS",
    "MOST_FEEDS",
    "Cast",
    "Mark",
    "adding_problems",
    "answer_problems",
    "answering_problems",
    "appointment_problems",
    "attendance_problems",
    "cancelling_problems",
    "cast_problems",
    "changing_problems",
    "channel_problems",
    "conflict_problems",
    "details_problems",
    "feed_problems",
    "holding_problems",
    "holiday_warnings",
    "mapping_problems",
    "moving_problems",
    "note_problems",
    "proposed_marks",
    "publishing_problems",
    "quiet_problems",
    "removing_problems",
    "time_problems",
    "venue_problems",
]
