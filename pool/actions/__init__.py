"""The only writer of the pool: trainers, their ledger, and the requests of local groups."""

from pool.actions.asking import (
    accept_ask,
    ask_trainer,
    decline_ask,
    expire_asks,
    withdraw_ask,
)
from pool.actions.attention import refresh_attention
from pool.actions.certified import award_and_admit, plan_placement, renew
from pool.actions.evaluating import evaluate_request
from pool.actions.importing import Imported, import_history, import_trainers
from pool.actions.ledger import (
    endorse,
    record_activity,
    set_endorsement_rule,
    set_pool_rule,
    withdraw_endorsement,
)
from pool.actions.leniency import (
    end_pair,
    grant_extension,
    pair_trainers,
    pause_clock,
    resume_clock,
    withdraw_extension,
)
from pool.actions.membership import (
    change_regions,
    change_topics,
    join_pool,
    leave_pool,
    open_topic,
    see_conduct,
)
from pool.actions.merging import merge_asks, merge_pairs, merge_pauses
from pool.actions.registering import RequestDetails, invite_contacts, register_request
from pool.actions.reminding import send_renewal_reminders
from pool.actions.replacing import replace_trainer
from pool.actions.requests import (
    cancel_request,
    decline_request,
    deliver_request,
    reschedule_training,
    schedule_request,
)
from pool.actions.years import close_year

__all__ = [
    "Imported",
    "RequestDetails",
    "accept_ask",
    "ask_trainer",
    "award_and_admit",
    "cancel_request",
    "change_regions",
    "change_topics",
    "close_year",
    "decline_ask",
    "decline_request",
    "deliver_request",
    "end_pair",
    "endorse",
    "evaluate_request",
    "expire_asks",
    "grant_extension",
    "import_history",
    "import_trainers",
    "invite_contacts",
    "join_pool",
    "leave_pool",
    "merge_asks",
    "merge_pairs",
    "merge_pauses",
    "open_topic",
    "pair_trainers",
    "pause_clock",
    "plan_placement",
    "record_activity",
    "refresh_attention",
    "register_request",
    "renew",
    "replace_trainer",
    "reschedule_training",
    "resume_clock",
    "schedule_request",
    "see_conduct",
    "send_renewal_reminders",
    "set_endorsement_rule",
    "set_pool_rule",
    "withdraw_ask",
    "withdraw_endorsement",
    "withdraw_extension",
]
