"""The appointment of a training: who comes, and whom nobody has to ask any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from common import audit, periods
from people import access
from pool import notices, rules, standing
from pool.actions import locks
from pool.models import Ask, TrainerPair, holding
from pool.states import ASK_MOVES, REQUEST_MOVES, AskAnswer, RequestState
from scheduling import actions as scheduling
from scheduling.rules import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from common.problems import Problem
    from people.models import Person
    from pool.models import TrainingRequest


def plan(
    current: TrainingRequest,
    *,
    trainer: Person,
    along: Sequence[Person],
    starts_at: dt.datetime,
    zone: str,
    by: Person,
    now: dt.datetime,
    override: str,
    **fields: Any,
) -> TrainingRequest:
    """Plan the training of a locked request, with the coach who comes along with the trainer.

    Whoever is still being asked for it is told that this is no longer needed.

    :raises Refused: as `schedule_request` says.
    """
    problems = audit.move_problems(current.state, RequestState.SCHEDULED, REQUEST_MOVES)
    problems += trainer_problems(trainer, starts_at, zone)
    day = _day(starts_at, zone)
    coach = coach_of(trainer, day) if day else None
    with locks.together_with(problems):
        appointment = scheduling.schedule(
            title=current.topic,
            starts_at=starts_at,
            zone=zone,
            by=by,
            now=now,
            leads=[trainer],
            participants=[*along, *([coach] if coach and coach not in along else [])],
            override=override,
            **fields,
        )
    passed = access.settle(problems, by=by, override=override, now=now)
    overtake(current, but=trainer, by=by, now=now)
    audit.move(
        current,
        RequestState.SCHEDULED,
        moves=REQUEST_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        appointment=appointment,
    )
    notices.planned(current, trainer, now=now)
    return current


def overtake(
    request: TrainingRequest, *, by: Person | None, now: dt.datetime, but: Person | None = None
) -> None:
    """Let nobody answer any more for a locked request, except that somebody said yes already."""
    for ask in _asks(request, AskAnswer.WAITING):
        audit.move(ask, AskAnswer.OVERTAKEN, moves=ASK_MOVES, by=by, at=now)
        # Who gives it after all is invited, which says enough.
        if but is None or ask.trainer_id != but.pk:
            notices.not_needed(ask, now=now)


def release(request: TrainingRequest, *, by: Person, now: dt.datetime) -> None:
    """Let a yes to a locked request bind nobody any more; the calendar tells them by itself."""
    for ask in _asks(request, AskAnswer.YES):
        audit.move(ask, AskAnswer.OVERTAKEN, moves=ASK_MOVES, by=by, at=now)


def _asks(request: TrainingRequest, state: AskAnswer) -> Iterable[Ask]:
    rows = Ask.objects.select_for_update(of=("self",)).filter(request=request, state=state)
    return rows.select_related("trainer")


def trainer_problems(trainer: Person, starts_at: dt.datetime, zone: str) -> list[Problem]:
    """Ask for the certificate, unless the moment makes no day: scheduling says what is wrong."""
    day = _day(starts_at, zone)
    if day is None:
        return []
    return rules.trainer_problems(is_certified=standing.is_certified(trainer, day))


def _day(starts_at: dt.datetime, zone: str) -> dt.date | None:
    if times.instant_problems(starts_at, "starts_at") or times.zone_problems(zone):
        return None
    return periods.local_date(starts_at, zone)


def coach_of(trainer: Person, on: dt.date) -> Person | None:
    """Return who comes along with a trainer on a day, to each training."""
    pair = TrainerPair.objects.filter(holding(on), trainer=trainer.pk)
    found = pair.order_by("-starts_on").select_related("coach").first()
    return found.coach if found else None
