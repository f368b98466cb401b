"""What may be planned, who is free, which days are holidays, and what may be recorded."""

from scheduling.rules.appointments import (
    appointment_problems,
    cancelling_problems,
    holding_problems,
    moving_problems,
    time_problems,
)
from scheduling.rules.attendance import Mark, attendance_problems, mapping_problems
from scheduling.rules.conflicts import conflict_problems
from scheduling.rules.days_off import holiday_warnings
from scheduling.rules.participants import (
    Cast,
    adding_problems,
    cast_problems,
    removing_problems,
)
from scheduling.rules.venues import venue_problems

__all__ = [
    "Cast",
    "Mark",
    "adding_problems",
    "appointment_problems",
    "attendance_problems",
    "cancelling_problems",
    "cast_problems",
    "conflict_problems",
    "holding_problems",
    "holiday_warnings",
    "mapping_problems",
    "moving_problems",
    "removing_problems",
    "time_problems",
    "venue_problems",
]
