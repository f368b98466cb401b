"""What is allowed in groups and meetings, what counts, and whose turn it is."""

from intervision.rules.counting import (
    MeetingFacts,
    Statement,
    meeting_counts,
    present_members,
    shortcomings,
    statement_of_hours,
)
from intervision.rules.groups import (
    group_problems,
    guide_problems,
    join_problems,
    largest_size,
    leave_problems,
    sign_problems,
)
from intervision.rules.meetings import (
    MeetingPlan,
    case_problems,
    final_problems,
    meeting_day,
    members_on,
    plan_problems,
    presence_problems,
    report_problems,
    role_problems,
)
from intervision.rules.methods import method_code
from intervision.rules.roles import Turns, propose_roles, proposed_turns
from intervision.rules.series import (
    MOST_MEETINGS,
    MOST_WEEKS,
    Slot,
    dated_problems,
    series_codes,
    series_problems,
    series_slots,
)

__all__ = [
    "MOST_MEETINGS",
    "MOST_WEEKS",
    "MeetingFacts",
    "MeetingPlan",
    "Slot",
    "Statement",
    "Turns",
    "case_problems",
    "dated_problems",
    "final_problems",
    "group_problems",
    "guide_problems",
    "join_problems",
    "largest_size",
    "leave_problems",
    "meeting_counts",
    "meeting_day",
    "members_on",
    "method_code",
    "plan_problems",
    "presence_problems",
    "present_members",
    "propose_roles",
    "proposed_turns",
    "report_problems",
    "role_problems",
    "series_codes",
    "series_problems",
    "series_slots",
    "shortcomings",
    "sign_problems",
    "statement_of_hours",
]
