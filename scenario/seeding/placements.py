"""The placements of a seed: who is mentored where, what they wrote down, and how it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.models import CRITERIA, Evaluation, Observation, Placement, PlacementOffer
from courses.states import EvaluationMoment, PlacementState, Result
from scenario.seeding import log, texts
from scenario.seeding.days import DAY, WEEK, at

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.run import Run, Trainee

# A mentor has so many trainees of one run.
_PLACES = 3
_MINUTES = 1_800
_BEGINS_AFTER = 2 * WEEK
_ENDS_BEFORE = 7 * DAY
_SHARE_EVALUATED = 0.7
_HALFWAY = (Result.ON_TRACK, Result.NOT_ON_TRACK)
_FINALS = (Result.SUFFICIENT, Result.SUFFICIENT, Result.FAIR, Result.INSUFFICIENT)


@dataclass(frozen=True, slots=True)
class _Offer:
    row: PlacementOffer
    mentor: int


def do(run: Run) -> None:
    """Let everybody begin a placement who finds one, and let it come as far as it is by now."""
    planned_on = run.plan.starts_on + 3 * DAY
    if not run.association.is_past(planned_on):
        return
    seekers = [
        trainee
        for trainee in run.staying(planned_on)
        if trainee.is_steady or run.association.chance.hit(0.8)
    ]
    for first in range(0, len(seekers), _PLACES):
        offer = _offer(run)
        for trainee in seekers[first : first + _PLACES]:
            _place(run, trainee, offer, planned_on)


def _offer(run: Run) -> _Offer:
    association, plan = run.association, run.plan
    mentor = association.trainers.find(plan.region, plan.starts_on, plan.ends_on).pk
    offer = PlacementOffer(
        mentor_id=mentor,
        region=run.area.region,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        places=_PLACES,
    )
    association.writer.add(offer)
    moment = at(plan.starts_on - 10 * DAY, 20)
    verb = "placement_offer.made"
    association.writer.record(verb, offer, at=moment, by=mentor, places=_PLACES)
    return _Offer(offer, mentor)


def _place(run: Run, trainee: Trainee, offer: _Offer, planned_on: dt.date) -> None:
    association, plan = run.association, run.plan
    trainee.mentors.add(offer.mentor)
    host, _towns = association.chance.one(run.area.groups)
    placement = Placement(
        enrolment_id=trainee.enrolment,
        offer=offer.row,
        host=host,
        mentor_id=offer.mentor,
        starts_on=plan.starts_on + _BEGINS_AFTER,
        ends_on=plan.ends_on - _ENDS_BEFORE,
        planned_minutes=_MINUTES,
        goals="\n".join(association.chance.sample(texts.GOALS, 2)),
    )
    association.writer.add(placement)
    moment, clerk = at(planned_on, 15), association.clerk()
    association.writer.record("placement.planned", placement, at=moment, by=clerk)
    agreed_on = association.chance.after(planned_on, 1, 9)
    if association.is_past(agreed_on):
        _begin(run, trainee, placement, agreed_on)


def _begin(run: Run, trainee: Trainee, placement: Placement, agreed_on: dt.date) -> None:
    writer, mentor = run.association.writer, placement.mentor_id
    placement.trainee_agreed_at, placement.mentor_agreed_at = at(agreed_on, 10), at(agreed_on, 18)
    for side, who, hour in (("trainee", trainee.person, 10), ("mentor", mentor, 18)):
        writer.record("placement.agreed", placement, at=at(agreed_on, hour), by=who, sides=side)
    placement.state = PlacementState.ACTIVE
    writer.moved(
        placement, PlacementState.ACTIVE, PlacementState.PLANNED, at=at(agreed_on, 18), by=mentor
    )
    log.keep(run, trainee, placement)
    _evaluate(run, trainee, placement)
    _observe(run, trainee, placement)
    _end(run, trainee, placement)


def _end(run: Run, trainee: Trainee, placement: Placement) -> None:
    """Complete what is over, and break off what somebody left."""
    if trainee.leaves_on is not None:
        day, to = trainee.leaves_on + DAY, PlacementState.TERMINATED
    else:
        day, to = placement.ends_on + 2 * DAY, PlacementState.COMPLETED
    if run.association.is_past(day):
        placement.state = to
        run.association.writer.moved(
            placement, to, PlacementState.ACTIVE, at=at(day, 11), by=placement.mentor_id
        )


def _evaluate(run: Run, trainee: Trainee, placement: Placement) -> None:
    chance, is_steady = run.association.chance, trainee.is_steady
    results = {
        EvaluationMoment.MID: Result.ON_TRACK if is_steady else chance.one(_HALFWAY),
        EvaluationMoment.FINAL: Result.SUFFICIENT if is_steady else chance.one(_FINALS),
    }
    days = {
        EvaluationMoment.MID: chance.after(placement.halfway_on, -4, 6),
        EvaluationMoment.FINAL: chance.after(placement.ends_on, -5, 0),
    }
    for moment, day in days.items():
        is_held = is_steady or chance.hit(_SHARE_EVALUATED)
        if is_held and run.association.is_past(day) and trainee.is_in(day):
            made = Evaluation(placement=placement, moment=moment, held_on=day)
            made.result = results[moment]
            run.association.writer.add(made)
            run.association.writer.record(
                "evaluation.held", made, at=at(day, 19), by=placement.mentor_id, moment=str(moment)
            )


def _observe(run: Run, trainee: Trainee, placement: Placement) -> None:
    """Have somebody else than the mentor watch, and again when it did not go well enough."""
    chance = run.association.chance
    tries = [trainee.is_steady or chance.hit(0.5)]
    if chance.hit(0.12):
        tries.insert(0, False)
    day = placement.ends_on - 5 * WEEK
    for is_good in tries:
        day = chance.after(day, 1, 12)
        if run.association.is_past(day) and trainee.is_in(day):
            _watch(run, trainee, placement, day, is_good=is_good)


def _watch(
    run: Run, trainee: Trainee, placement: Placement, day: dt.date, *, is_good: bool
) -> None:
    association = run.association
    trainers = association.trainers
    observer = trainers.find(run.plan.region, day, day, without=trainee.mentors).pk
    scores = {name: association.chance.number(3, 4) for name in CRITERIA}
    if not is_good:
        scores[association.chance.one(CRITERIA)] = 2
    seen = Observation(placement=placement, observed_on=day, observer_id=observer, **scores)
    association.writer.add(seen)
    association.writer.record("observation.made", seen, at=at(day, 21), by=observer)
