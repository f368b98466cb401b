"""When a municipality counts as reached, and how many the programme wants."""

from __future__ import annotations

from pool.states import Reached

# Programme rule: advisers in at least forty municipalities.
TARGET = 40


def reached(*, groups: int, trainers: int, given: int, requests: int) -> Reached:
    """Return how far a municipality is reached.

    Fully with a local group at work there, and with an active trainer or a training given. Where
    there is only a part of that, or a request, it is a beginning; where there is nothing, it is
    white.
    """
    if groups and (trainers or given):
        return Reached.FULLY
    return Reached.PARTLY if groups or trainers or given or requests else Reached.NOT
