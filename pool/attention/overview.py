"""The whole list, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import periods
from pool import standing
from pool.attention import trainees, trainers

if TYPE_CHECKING:
    import datetime as dt

    from pool.attention.item import AttentionItem


def items(*, now: dt.datetime) -> list[AttentionItem]:
    """Return everything that needs attention at `now` (UTC), the most urgent first.

    First what cannot be had back once its day is over, then people who wait for an answer, then
    what can be planned; within each, the most pressing first. The number of queries does not
    depend on how much there is.
    """
    standings = standing.load(on=periods.local_date(now))
    progress = trainees.progress_of_all(now)
    return [
        *trainees.offers_that_end(now),
        *trainees.runs_that_end(now, progress),
        *trainers.in_grace(now, standings),
        *trainees.ready(now, progress),
        *trainers.requests_without_trainer(now),
        *trainees.entries_that_wait(now),
        *trainees.placements_without_evaluation(now),
        *trainees.groups_without_meeting(now),
        *trainers.expiring(now, standings),
        *trainers.flagged(now),
    ]
