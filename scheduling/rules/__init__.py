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
from scheduling.rules.attendance import (
    Mark,
    attendance_problems,
    mapping_problems,
    proposed_attendance,
)
from scheduling.rules.availability import (
    MOST_HOURS,
    MOST_PERIODS,
    Hours,
    hours_problems,
    period_problems,
    removal_problems,
)
from scheduling.rules.conflicts import conflict_problems
from scheduling.rules.days_off import holiday_warnings, is_day_off
from scheduling.rules.feeds import MOST_FEEDS, channel_problems, feed_problems
from scheduling.rules.free_time import (
    MOST_MOMENTS,
    MOST_PEOPLE,
    STEPS,
    find_moments,
    load_facts,
    needs_problems,
)
from scheduling.rules.participants import (
    Cast,
    adding_problems,
    cast_problems,
    removing_problems,
)
from scheduling.rules.proposals import Calendar, Facts, Moment, Needs, first_moments
from scheduling.rules.reminders import (
    FURTHEST_REMINDER,
    Reminder,
    due_reminder,
    reminders_of,
)
from scheduling.rules.venues import venue_problems

__all__ = [
    "ANSWERS",
    "FURTHEST_REMINDER",
    "MOST_FEEDS",
    "MOST_HOURS",
    "MOST_MOMENTS",
    "MOST_PEOPLE",
    "MOST_PERIODS",
    "STEPS",
    "Calendar",
    "Cast",
    "Facts",
    "Hours",
    "Mark",
    "Moment",
    "Needs",
    "Reminder",
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
    "due_reminder",
    "feed_problems",
    "find_moments",
    "first_moments",
    "holding_problems",
    "holiday_warnings",
    "hours_problems",
    "is_day_off",
    "load_facts",
    "mapping_problems",
    "moving_problems",
    "needs_problems",
    "note_problems",
    "period_problems",
    "proposed_attendance",
    "publishing_problems",
    "quiet_problems",
    "reminders_of",
    "removal_problems",
    "removing_problems",
    "time_problems",
    "venue_problems",
]
