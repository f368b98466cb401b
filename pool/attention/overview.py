"""The whole list, the most urgent first."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from common import periods
from pool import standing
from pool.attention import trainees, trainers
from pool.states import AttentionCode

if TYPE_CHECKING:
    import datetime as dt

    from pool.models import AttentionItem

# The codes have ranks of their own, so that a new offer moves nothing but the other offers.
_RANKS_OF_A_CODE = 1_000_000


def items(*, now: dt.datetime) -> list[AttentionItem]:
    """Return everything that needs attention at `now` (UTC), the most urgent first; not stored.

    The order is that of `AttentionCode`; within each code the most pressing comes first. The
    number of queries does not depend on how much there is.
    """
    standings = standing.load(on=periods.local_date(now))
    certifiable = trainees.certifiable(now)
    found = chain(
        trainees.offers_that_end(now),
        trainees.runs_that_end(now, certifiable),
        trainers.in_grace(standings),
        trainees.ready(now, certifiable),
        trainers.requests_without_trainer(now),
        trainees.entries_that_wait(now),
        trainees.placements_without_evaluation(now),
        trainees.groups_without_meeting(now),
        trainers.expiring(standings),
        trainers.flagged(now),
    )
    ranks = {
        code: count(place * _RANKS_OF_A_CODE) for place, code in enumerate(AttentionCode.values)
    }
    listed = list(found)
    for item in listed:
        item.rank = next(ranks[item.code])
    return listed
