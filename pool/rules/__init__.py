"""What the pool decides: how trainers stand, who may join, what renewing and requests ask."""

from pool.rules.asking import (
    answer_problems,
    asking_problems,
    deadline,
    looked_for_from,
    nobody_problems,
    withdrawing_problems,
)
from pool.rules.clock import Leniency
from pool.rules.endorsing import endorsement_rule_problems, lacking_problems
from pool.rules.evaluating import evaluation_problems
from pool.rules.leniency import (
    end_pair_problems,
    extension_known,
    extension_problems,
    pair_problems,
    pause_problems,
    resume_problems,
    withdraw_extension_problems,
)
from pool.rules.matching import (
    BANDS,
    Candidate,
    Reason,
    Wanted,
    band,
    left_out,
    ranked,
    reasons,
    still_to_train,
)
from pool.rules.membership import (
    conduct_problems,
    endorse_problems,
    join_problems,
    leave_problems,
    not_in_problems,
    wish_problems,
    withdraw_problems,
)
from pool.rules.reach import TARGET, reached
from pool.rules.renewal import activity_problems, pool_rule_problems, renewal_problems
from pool.rules.requests import (
    code_problems,
    detail_problems,
    mentor_problems,
    replacing_problems,
    request_problems,
    trainer_problems,
)
from pool.rules.service import statement_problems
from pool.rules.status import (
    CertificateFacts,
    Event,
    Outcome,
    RuleFacts,
    last_day_of_grace,
    one_ledger,
    shortfall,
    standing,
)
from pool.rules.years import closed_problem, days_of_year, digest, year_problems

__all__ = [
    "BANDS",
    "TARGET",
    "Candidate",
    "CertificateFacts",
    "Event",
    "Leniency",
    "Outcome",
    "Reason",
    "RuleFacts",
    "Wanted",
    "activity_problems",
    "answer_problems",
    "asking_problems",
    "band",
    "closed_problem",
    "code_problems",
    "conduct_problems",
    "days_of_year",
    "deadline",
    "detail_problems",
    "digest",
    "end_pair_problems",
    "endorse_problems",
    "endorsement_rule_problems",
    "evaluation_problems",
    "extension_known",
    "extension_problems",
    "join_problems",
    "lacking_problems",
    "last_day_of_grace",
    "leave_problems",
    "left_out",
    "looked_for_from",
    "mentor_problems",
    "nobody_problems",
    "not_in_problems",
    "one_ledger",
    "pair_problems",
    "pause_problems",
    "pool_rule_problems",
    "ranked",
    "reached",
    "reasons",
    "renewal_problems",
    "replacing_problems",
    "request_problems",
    "resume_problems",
    "shortfall",
    "standing",
    "statement_problems",
    "still_to_train",
    "trainer_problems",
    "wish_problems",
    "withdraw_extension_problems",
    "withdraw_problems",
    "withdrawing_problems",
    "year_problems",
]
