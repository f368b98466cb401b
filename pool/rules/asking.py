"""What asking a trainer for a training takes, and what answering does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common import audit
from common.problems import Problem
from pool.states import REQUEST_MOVES, AskAnswer, RequestState

if TYPE_CHECKING:
    from pool.models import Ask, TrainingRequest

# Long enough for a weekend, short enough that a group is not kept waiting.
_TIME_TO_ANSWER = dt.timedelta(days=3)
# Nobody is asked for what begins before they can have read it.
_LEAST = dt.timedelta(hours=1)


def asking_problems(request: TrainingRequest) -> list[Problem]:
    """Return what stands in the way of asking somebody for a training.

    `state.not_allowed` unless the request is new, and `request.no_time` while the group did not
    say when it wants it.
    """
    problems = audit.move_problems(request.state, RequestState.PROPOSED, REQUEST_MOVES)
    if request.wanted_from is None:
        message = _("Write down first when the training is wanted.")
        problems.append(Problem("request.no_time", message, field="wanted_from"))
    return problems


def nobody_problems(*, was_chosen: bool) -> list[Problem]:
    """Return `ask.not_proposed` for a trainer who was chosen, and `ask.nobody` for no trainer."""
    if was_chosen:
        message = _("This trainer is not among those who can give the training.")
        return [Problem("ask.not_proposed", message, field="trainer")]
    return [Problem("ask.nobody", _("There is no trainer who can give this training."))]


def looked_for_from(wanted_from: dt.datetime, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return from when (UTC) a moment is looked for: at best, and at worst.

    At best a trainer has the whole time to answer; at worst an hour. What begins sooner is for the
    telephone.
    """
    return max(wanted_from, now + _TIME_TO_ANSWER), max(wanted_from, now + _LEAST)


def deadline(starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return until when (UTC) a trainer can answer: three days, or until the training begins."""
    return min(now + _TIME_TO_ANSWER, starts_at)


def answer_problems(ask: Ask, *, now: dt.datetime) -> list[Problem]:
    """Return `ask.answered` for a question that is over, `ask.expired` from the deadline on."""
    if ask.state != AskAnswer.WAITING:
        return [_answered()]
    if now >= ask.deadline:
        return [Problem("ask.expired", _("The time to answer is over."))]
    return []


def endorsed_problems(*, is_endorsed: bool) -> list[Problem]:
    """Return `ask.not_endorsed` for who may not give this kind of training any more that day."""
    if is_endorsed:
        return []
    message = _("You may not give this kind of training any more. Ask the national office.")
    return [Problem("ask.not_endorsed", message)]


def withdrawing_problems(ask: Ask) -> list[Problem]:
    """Return `ask.answered` for a question that does not wait for an answer any more."""
    return [] if ask.state == AskAnswer.WAITING else [_answered()]


def _answered() -> Problem:
    return Problem("ask.answered", _("This question is not open any more."))
