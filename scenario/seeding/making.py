"""Makes a whole invented association: the same seed, number and day give the same rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from pool import actions as pool
from scenario.seeding import (
    awards,
    careers,
    corrections,
    enrolling,
    groups,
    opening,
    placements,
    planning,
    requests,
    sessions,
    work,
)
from scenario.seeding.chance import Chance
from scenario.seeding.registry import Registry
from scenario.seeding.writer import refresh_statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenario.seeding.association import Association
    from scenario.seeding.planning import Plan

UNTIL = dt.date(2027, 6, 30)
# At least so many, and one for every so many trainees, were trainers before.
_TRAINERS = 36
_TRAINEES_PER_TRAINER = 10
_TRAINEES_PER_REQUEST = 8
_TRAINEES_PER_CORRECTION = 400


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the last moment that is known, somebody of the office, and how many rows."""

    now: dt.datetime
    office: int
    rows: Mapping[str, int]


@transaction.atomic
def seed(
    *,
    trainees: int,
    seed: int,
    until: dt.date = UNTIL,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Made:
    """Fill a database without people with an association in which so many people applied.

    Everything happened as the actions would have it happen, until noon of the last day. Messages
    are not made: nobody must hear from an association that does not exist. `progress` is told how
    many runs are made, and of how many. All of it is kept, or nothing.
    """
    chance = Chance(seed)
    sizes = planning.sizes(chance, trainees)
    association = opening.open_books(
        chance, until=until, half_years_ago=planning.half_years_needed(len(sizes))
    )
    registry = Registry(association)
    number = max(_TRAINERS, trainees // _TRAINEES_PER_TRAINER)
    careers.take_over(association, registry, number)
    registry.issue_until(association.opened_on)
    plans = planning.plans(chance, sizes, until=until, regions=len(association.areas))
    for done, plan in enumerate(plans, start=1):
        _make(association, registry, plan)
        progress(done, len(plans))
        # A table that doubled in size is planned for anew.
        if done & (done - 1) == 0:
            refresh_statistics()
    requests.ask(association, trainees // _TRAINEES_PER_REQUEST)
    registry.issue_until(until)
    association.writer.finish()
    corrections.make(association, 1 + trainees // _TRAINEES_PER_CORRECTION)
    pool.refresh_attention(by=None, now=association.now)
    return Made(association.now, association.office[0], dict(association.writer.counts))


def _make(association: Association, registry: Registry, plan: Plan) -> None:
    """Make one run, and certify who may be when its day of decision is over."""
    run = enrolling.open_run(association, plan)
    sessions.schedule(run)
    enrolling.fill(run)
    circles = groups.form(run)
    sessions.hold(run)
    work.do(run)
    placements.do(run)
    groups.meet(run, circles)
    enrolling.write(run)
    if association.is_past(plan.decided_on):
        awards.decide(run, registry)
    association.writer.flush_when_full()
