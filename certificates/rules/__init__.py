"""What is decided about certificates: progress, awards, renewals, codes. Pure, all at once."""

from __future__ import annotations

from certificates.rules.awarding import (
    award_problems,
    correction_problems,
    earlier_problems,
    move_problems,
    number_taken,
    own_problems,
    recommendation_problems,
    renewal_end,
    renewal_problems,
    take_over_problems,
)
from certificates.rules.codes import (
    ALPHABET,
    RANDOM_SIGNS,
    check_sign_problems,
    next_number,
    normalise_code,
    verification_code,
)
from certificates.rules.house import house_problems
from certificates.rules.keys import (
    activation_problems,
    compromise_problems,
    public_problems,
)
from certificates.rules.printing import download_problems, printing_problems
from certificates.rules.progress import (
    Progress,
    StageOutcome,
    evaluate,
    facts_changed,
    snapshot,
    stage_problems,
    stage_title,
)
from certificates.rules.revoking import (
    confirmation_problems,
    proposal_problems,
    withdrawal_problems,
)
from certificates.rules.verification import Verdict, is_name_on, verdict, wish_problems

__all__ = [
    "ALPHABET",
    "RANDOM_SIGNS",
    "Progress",
    "StageOutcome",
    "Verdict",
    "activation_problems",
    "award_problems",
    "check_sign_problems",
    "compromise_problems",
    "confirmation_problems",
    "correction_problems",
    "download_problems",
    "earlier_problems",
    "evaluate",
    "facts_changed",
    "house_problems",
    "is_name_on",
    "move_problems",
    "next_number",
    "normalise_code",
    "number_taken",
    "own_problems",
    "printing_problems",
    "proposal_problems",
    "public_problems",
    "recommendation_problems",
    "renewal_end",
    "renewal_problems",
    "snapshot",
    "stage_problems",
    "stage_title",
    "take_over_problems",
    "verdict",
    "verification_code",
    "wish_problems",
    "withdrawal_problems",
]
