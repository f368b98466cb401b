"""How trainers stand at a date: derived from facts, never stored."""

from pool.standing.coverage import Coverage, counts
from pool.standing.ledger import events_of
from pool.standing.trainers import Standing, is_certified, load, renewal, renewal_facts

__all__ = [
    "Coverage",
    "Standing",
    "counts",
    "events_of",
    "is_certified",
    "load",
    "renewal",
    "renewal_facts",
]
