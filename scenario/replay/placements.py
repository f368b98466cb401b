"""The placements: agreed, worked and written up, decided, evaluated, observed and ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from common import periods
from courses import actions as courses
from courses.models import CRITERIA
from courses.states import Activity, EvaluationMoment, PlacementState, Result
from pool import actions as pool
from scenario import rows
from scenario.replay.world import AS_IT_HAPPENED, World, get

if TYPE_CHECKING:
    from courses.models import LogEntry
    from scenario.replay.timeline import Timeline

_ENDED = ("completed", "terminated")
_NO_NOTE = "Geen toelichting."


def plan(world: World, timeline: Timeline) -> None:
    """Plan the placements with everything that happened in them."""
    placements = {row.placement_id: row for row in world.scenario.rows(rows.PlacementRow)}
    ends = {code: world.on(row.end_date, 23, 30) for code, row in placements.items()}
    entries: dict[str, LogEntry] = {}
    for placement in placements.values():
        _plan_placement(world, timeline, placement)
    for entry in world.scenario.rows(rows.LogEntryRow):
        of = placements[entry.placement_id]
        # Not before the placement exists, so that work from before it is refused by its own rule.
        begun_at = world.on(of.start_date, 7)
        ends_at = max(begun_at, world.at(entry.start_local) + dt.timedelta(minutes=entry.minutes))
        timeline.add(ends_at, entry, _write, world, entries, of, entry)
        if entry.status != "submitted":
            decided_at = max(ends_at, world.on(entry.decided_on or ends_at.date(), 23))
            ends[entry.placement_id] = max(ends[entry.placement_id], decided_at)
            timeline.add(decided_at, entry, _decide, world, entries, of, entry)
    for observation in world.scenario.rows(rows.ObservationRow):
        begun_at = world.on(placements[observation.placement_id].start_date, 7)
        watched_at = max(begun_at, world.on(observation.observed_on, 21))
        timeline.add(watched_at, observation, _observe, world, observation)
    # A placement ends when its last decision was taken: with it ends the mentor's say.
    for code, placement in placements.items():
        if placement.status in _ENDED:
            timeline.add(ends[code], placement, _end, world, placement)


def _plan_placement(world: World, timeline: Timeline, row: rows.PlacementRow) -> None:
    timeline.add(world.on(row.start_date, 6), row, _begin, world, row)
    if row.mid_evaluation_on:
        held_at = max(world.on(row.start_date, 7), world.on(row.mid_evaluation_on, 22))
        timeline.add(held_at, row, _evaluate, world, row, EvaluationMoment.MID)
    # Without a judgement a final evaluation is an appointment, not an evaluation.
    if row.final_evaluation_on and row.final_evaluation_result:
        held_at = max(world.on(row.start_date, 7), world.on(row.final_evaluation_on, 22))
        timeline.add(held_at, row, _evaluate, world, row, EvaluationMoment.FINAL)


def _begin(world: World, row: rows.PlacementRow, now: dt.datetime) -> None:
    trainee = get(world.people, row.person_id)
    mentor = get(world.people, row.mentor_id)
    placement = pool.plan_placement(
        enrolment=get(world.enrolments, row.person_id),
        host=get(world.organisations, row.host_local_group_code),
        mentor=mentor,
        starts_on=row.start_date,
        ends_on=row.end_date,
        planned_minutes=row.planned_hours * 60,
        goals=row.goals,
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )
    if row.status != "planned":
        for party in (trainee, mentor):
            placement = courses.agree_to_placement(placement=placement, by=party, now=now)
    world.placements[row.placement_id] = placement


def _write(
    world: World,
    entries: dict[str, LogEntry],
    of: rows.PlacementRow,
    row: rows.LogEntryRow,
    now: dt.datetime,
) -> None:
    placement = get(world.placements, row.placement_id)
    trainee = get(world.people, of.person_id)
    training = world.requests.get(row.training_request_id or "")
    entry = courses.write_entry(
        placement=placement,
        starts_at=world.at(row.start_local),
        zone=world.zone,
        minutes=row.minutes,
        activity=Activity(row.activity),
        reflection=row.description,
        appointment=training.appointment if training else None,
        by=trainee,
        now=now,
    )
    entries[row.entry_id] = courses.submit_entry(entry=entry, by=trainee, now=now)


def _decide(
    world: World,
    entries: dict[str, LogEntry],
    of: rows.PlacementRow,
    row: rows.LogEntryRow,
    now: dt.datetime,
) -> None:
    approved = row.status == "approved"
    courses.decide_entry(
        entry=get(entries, row.entry_id),
        approved=approved,
        note=row.decision_note if approved else row.decision_note or _NO_NOTE,
        by=get(world.people, row.decided_by or of.mentor_id),
        now=now,
    )


def _evaluate(
    world: World, row: rows.PlacementRow, moment: EvaluationMoment, now: dt.datetime
) -> None:
    is_mid = moment == EvaluationMoment.MID
    result = row.mid_evaluation_result if is_mid else row.final_evaluation_result
    placement = get(world.placements, row.placement_id)
    # A mid evaluation may be put in any words: they are kept, and only that it was held counts.
    known = result in Result.values
    courses.hold_evaluation(
        placement=placement,
        moment=moment,
        held_on=periods.local_date(now, world.zone),
        result=Result(result) if known else Result.PENDING,
        mentor_remarks="" if known else result,
        by=get(world.people, row.mentor_id),
        now=now,
    )


def _observe(world: World, row: rows.ObservationRow, now: dt.datetime) -> None:
    observer = get(world.people, row.observer_id)
    courses.observe(
        placement=get(world.placements, row.placement_id),
        observed_on=row.observed_on,
        observer=observer,
        scores={name: getattr(row, name) for name in CRITERIA},
        by=observer,
        now=now,
    )


def _end(world: World, row: rows.PlacementRow, now: dt.datetime) -> None:
    placement = get(world.placements, row.placement_id)
    placement.refresh_from_db()
    # What was never agreed to cannot end.
    if placement.state != PlacementState.ACTIVE:
        return
    end = courses.complete_placement if row.status == "completed" else courses.terminate_placement
    end(placement=placement, by=get(world.people, row.mentor_id), now=now)
