"""What can be done with courses: every change of a state, and of more than one row."""

from __future__ import annotations

from courses.actions.attendance import (
    assess_final_assignment,
    assess_make_up,
    mark_session,
    submit_final_assignment,
    submit_make_up,
)
from courses.actions.curricula import (
    change_curriculum,
    create_course,
    draft_curriculum,
    exempt,
    move_to_curriculum,
    new_revision,
    publish_curriculum,
)
from courses.actions.digests import send_digests, send_evaluation_reminders
from courses.actions.enrolment import (
    apply,
    assign,
    cancel_enrolment,
    close_without_certificate,
    complete,
    enrol,
    join_records,
    sign_declaration,
    waitlist,
    withdraw,
)
from courses.actions.judging import hold_evaluation, observe
from courses.actions.log_entries import decide_entry, submit_entry, write_entry
from courses.actions.offers import accept_offer, decline_offer, expire_offers, offer
from courses.actions.placement import (
    agree_to_placement,
    complete_placement,
    offer_placements,
    plan_placement,
    terminate_placement,
)
from courses.actions.runs import change_seats, copy_run, plan_run
from courses.actions.sessions import (
    cancel_session,
    plan_parts,
    reschedule_session,
    schedule_session,
)

__all__ = [
    "accept_offer",
    "agree_to_placement",
    "apply",
    "assess_final_assignment",
    "assess_make_up",
    "assign",
    "cancel_enrolment",
    "cancel_session",
    "change_curriculum",
    "change_seats",
    "close_without_certificate",
    "complete",
    "complete_placement",
    "copy_run",
    "create_course",
    "decide_entry",
    "decline_offer",
    "draft_curriculum",
    "enrol",
    "exempt",
    "expire_offers",
    "hold_evaluation",
    "join_records",
    "mark_session",
    "move_to_curriculum",
    "new_revision",
    "observe",
    "offer",
    "offer_placements",
    "plan_parts",
    "plan_placement",
    "plan_run",
    "publish_curriculum",
    "reschedule_session",
    "schedule_session",
    "send_digests",
    "send_evaluation_reminders",
    "sign_declaration",
    "submit_entry",
    "submit_final_assignment",
    "submit_make_up",
    "terminate_placement",
    "waitlist",
    "withdraw",
    "write_entry",
]
