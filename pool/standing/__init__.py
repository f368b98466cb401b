"""How trainers stand at a date: derived from facts, never stored."""

from pool.standing.closing import Missing, missing
from pool.standing.coverage import Coverage, counts
from pool.standing.endorsing import lacking
from pool.standing.ledger import events_of, meetings_attended, sessions_led
from pool.standing.reach import Area, Reach, reach
from pool.standing.trainers import Standing, is_certified, load, renewal, renewal_facts

__all__ = [
    "Area",
    "Coverage",
    "Missing",
    "Reach",
    "Standing",
    "counts",
    "events_of",
    "is_certified",
    "lacking",
    "load",
    "meetings_attended",
    "missing",
    "reach",
    "renewal",
    "renewal_facts",
    "sessions_led",
]
