"""When a message that could not leave is tried again, and which one may be sent once more."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from mail.states import MessageState

# Twice as long after every attempt, from FIRST up to LONGEST. All together that is more than four
# days, as RFC 5321 §4.5.4.1 asks before a mail is given up.
FIRST = dt.timedelta(seconds=10)
LONGEST = dt.timedelta(hours=6)
MOST_ATTEMPTS = 30
# A doubling that would go beyond LONGEST, whatever FIRST is; 2 ** attempts knows no end.
_DOUBLINGS = 12


def back_off(attempts: int, dice: float) -> dt.timedelta:
    """Return how long to wait after so many attempts, at least one.

    `dice` is a number from 0 up to 1, and moves the moment by at most a quarter either way: what
    was refused together must not come back together.
    """
    doublings: int = min(attempts - 1, _DOUBLINGS)
    plain = min(FIRST * (1 << doublings), LONGEST)
    return plain * (0.75 + dice / 2)


def has_given_up(attempts: int) -> bool:
    """Answer whether a message that was tried so often is not tried again."""
    return attempts >= MOST_ATTEMPTS


def resend_problems(state: str, *, has_newer: bool) -> list[Problem]:
    """Return why a message cannot be sent once more; `has_newer` is about its thread."""
    problems = []
    if state != MessageState.FAILED:
        sentence = _("Only a message that could not be delivered can be sent once more.")
        problems.append(Problem("message.not_failed", sentence, field="state"))
    if has_newer:
        sentence = _("There is a newer message about the same, which says what holds now.")
        problems.append(Problem("message.has_newer", sentence))
    return problems
