"""Asking trainers for a training, one after the other, until somebody says yes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.db import transaction

from common import audit, periods
from common.problems import Refused, refuse_if
from people import rules as people_rules
from pool import matching, notices, rules
from pool.actions import planning
from pool.actions.requests import locked
from pool.models import Ask, Endorsement, TrainingRequest, holding
from pool.states import ASK_MOVES, REQUEST_MOVES, AskAnswer, RequestState
from scheduling.states import Delivery

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person
    from pool.matching import Proposal
    from scheduling.rules import Moment


@transaction.atomic
def ask_trainer(
    *, request: TrainingRequest, by: Person, now: dt.datetime, trainer: Person | None = None
) -> Ask:
    """Ask the first in rank for a training, or this one of those who can give it, by mail.

    Somebody has three days to answer, or until the training begins. On no, and on silence, the
    program asks the next in rank by itself. `now` is in UTC. Returns the question.

    :raises Refused: `state.not_allowed`, so also while somebody else is asked; `request.no_time`,
        `ask.nobody`, `ask.not_proposed`.
    """
    current = locked(request)
    refuse_if(rules.asking_problems(current))
    chosen = _chosen(current, trainer, now)
    if chosen is None:
        raise Refused(rules.nobody_problems(was_chosen=trainer is not None))
    audit.move(current, RequestState.PROPOSED, moves=REQUEST_MOVES, by=by, at=now)
    return _ask(current, chosen, by=by, now=now)


@transaction.atomic
def accept_ask(*, ask: Ask, by: Person, now: dt.datetime) -> Ask:
    """Say yes to a training: plan it at the moment that was proposed, with its invitations.

    Everything is asked once more, under locks: the endorsement and the certificate of that day, and
    whether the trainer is free. Who cannot any more is refused in words, and the question stays
    open. Yes a second time changes nothing.

    :raises Refused: `ask.answered`, `ask.expired`, `ask.not_endorsed`,
        `request.trainer_not_certified`, and the codes of `scheduling.actions.schedule`.
    """
    mine, request = _locked(ask)
    if mine.state == AskAnswer.YES:
        return mine
    is_endorsed = _is_endorsed(mine, request, now)
    refuse_if(
        [
            *rules.answer_problems(mine, now=now),
            *rules.endorsed_problems(is_endorsed=is_endorsed),
        ]
    )
    audit.move(mine, AskAnswer.YES, moves=ASK_MOVES, by=by, at=now, answered_at=now)
    audit.move(request, RequestState.ACCEPTED, moves=REQUEST_MOVES, by=by, at=now)
    planning.plan(
        request,
        trainer=mine.trainer,
        along=[],
        starts_at=mine.starts_at or now,
        ends_at=mine.ends_at or now,
        zone=request.zone,
        delivery=Delivery.IN_PERSON,
        by=by,
        now=now,
        override="",
    )
    return mine


@transaction.atomic
def decline_ask(*, ask: Ask, by: Person, now: dt.datetime) -> Ask:
    """Say no to a training; the next in rank is asked. No a second time changes nothing.

    :raises Refused: `ask.answered`, `ask.expired`.
    """
    mine, request = _locked(ask)
    if mine.state == AskAnswer.NO:
        return mine
    refuse_if(rules.answer_problems(mine, now=now))
    audit.move(mine, AskAnswer.NO, moves=ASK_MOVES, by=by, at=now, answered_at=now)
    _go_on(request, now=now)
    return mine


@transaction.atomic
def withdraw_ask(*, ask: Ask, by: Person, now: dt.datetime) -> Ask:
    """Take a question back that waits for an answer, and tell the trainer; nobody else is asked.

    :raises Refused: `ask.answered` for a question that does not wait any more.
    """
    mine, request = _locked(ask)
    refuse_if(rules.withdrawing_problems(mine))
    audit.move(mine, AskAnswer.WITHDRAWN, moves=ASK_MOVES, by=by, at=now)
    audit.move(request, RequestState.NEW, moves=REQUEST_MOVES, by=by, at=now)
    notices.not_needed(mine, now=now)
    return mine


def expire_asks(*, now: dt.datetime) -> int:
    """Let every question go on to the next in rank whose deadline has passed at `now` (UTC).

    Each in a transaction of its own. Again at the same moment changes nothing. Returns how many.
    """
    late = Ask.objects.filter(state=AskAnswer.WAITING, deadline__lte=now).order_by("deadline", "pk")
    return sum(_expire(ask, now) for ask in late)


@transaction.atomic
def _expire(ask: Ask, now: dt.datetime) -> bool:
    mine, request = _locked(ask)
    if mine.state != AskAnswer.WAITING:
        return False
    audit.move(mine, AskAnswer.EXPIRED, moves=ASK_MOVES, by=None, at=now)
    notices.not_needed(mine, now=now)
    _go_on(request, now=now)
    return True


def _go_on(request: TrainingRequest, *, now: dt.datetime) -> None:
    """Ask the next in rank; with nobody left the request is new again, and the office sees it."""
    chosen = _chosen(request, None, now)
    if chosen is None:
        audit.move(request, RequestState.NEW, moves=REQUEST_MOVES, by=None, at=now)
    else:
        _ask(request, chosen, by=None, now=now)


@dataclasses.dataclass(frozen=True, slots=True)
class _Chosen:
    """Whom to ask, for which moment, and until when they can answer."""

    proposal: Proposal
    moment: Moment
    deadline: dt.datetime


def _chosen(request: TrainingRequest, trainer: Person | None, now: dt.datetime) -> _Chosen | None:
    """Return the first in rank, or the trainer if they are among those who can give it."""
    count = 1 if trainer is None else None
    for one in matching.propose(request, now=now, count=count).found:
        if one.moment and (trainer is None or trainer.pk == one.person):
            return _Chosen(one, one.moment, rules.deadline(one.moment.starts_at, now))
    return None


def _ask(request: TrainingRequest, chosen: _Chosen, *, by: Person | None, now: dt.datetime) -> Ask:
    made = Ask.objects.create(
        request=request,
        trainer_id=chosen.proposal.person,
        asked_at=now,
        asked_by=by,
        deadline=chosen.deadline,
        starts_at=chosen.moment.starts_at,
        ends_at=chosen.moment.ends_at,
        rank=chosen.proposal.rank,
        reasons=[_kept(reason) for reason in chosen.proposal.reasons],
    )
    audit.record("ask.sent", made, by=by, at=now, request=request.pk, trainer=made.trainer_id)
    notices.asked(made, now=now)
    return made


def _kept(reason: rules.Reason) -> dict[str, Any]:
    """Return a reason as it is kept: its code, and what its sentence is filled with."""
    filled = dataclasses.asdict(reason)
    if reason.day is not None:
        filled["day"] = reason.day.isoformat()
    return {name: value for name, value in filled.items() if value is not None}


def _is_endorsed(ask: Ask, request: TrainingRequest, now: dt.datetime) -> bool:
    day = periods.local_date(ask.starts_at or now, request.zone)
    given = Endorsement.objects.filter(holding(day), person=ask.trainer_id, kind=request.kind)
    return given.exists()


def _locked(ask: Ask) -> tuple[Ask, TrainingRequest]:
    """Lock the request and then the question, in the order of everybody who asks."""
    found = people_rules.known(Ask.objects.all(), ask, "ask")
    request = locked(found.request)
    mine = Ask.objects.select_for_update(of=("self",)).select_related("trainer").get(pk=found.pk)
    return mine, request
