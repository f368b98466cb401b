"""The only writer of groups, memberships, meetings and cases."""

from intervision.actions.groups import (
    change_guide,
    form_group,
    join_group,
    leave_group,
    sign_agreement,
)
from intervision.actions.meetings import (
    bring_case,
    cancel_meeting,
    confirm_presence,
    finalise_report,
    hold_meeting,
)
from intervision.actions.planning import assign_roles, plan_meeting, reschedule_meeting
from intervision.actions.series import plan_series

__all__ = [
    "assign_roles",
    "bring_case",
    "cancel_meeting",
    "change_guide",
    "confirm_presence",
    "finalise_report",
    "form_group",
    "hold_meeting",
    "join_group",
    "leave_group",
    "plan_meeting",
    "plan_series",
    "reschedule_meeting",
    "sign_agreement",
]
