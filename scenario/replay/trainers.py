"""Trainers from before the scenario, what they did, and the trainings that groups asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certificates import actions as certificates
from people.models import Municipality
from pool import actions as pool
from pool.states import ActivityKind, EndorsementKind
from scenario import rows
from scenario.replay import sessions
from scenario.replay.world import AS_IT_HAPPENED, World, get
from scheduling.states import Delivery

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container

    from scenario.replay.timeline import Timeline


def plan(world: World, timeline: Timeline) -> None:
    """Plan the certificates that are taken over, the ledger and the requests."""
    for trainer in world.scenario.rows(rows.TrainerRow):
        timeline.add(
            world.on(trainer.issued_on, 3),
            trainer,
            _take_over,
            world,
            trainer,
        )
    trainings = _trainings(world)
    taken = sessions.given(world).keys() | trainings.keys()
    for line in world.scenario.rows(rows.TrainerActivityRow):
        if line not in taken:
            timeline.add(world.on(line.date, 23, 45), line, _record, world, line)
    given = set(trainings.values())
    for request in world.scenario.rows(rows.TrainingRequestRow):
        _plan_request(world, timeline, request, given)


def _take_over(world: World, row: rows.TrainerRow, now: dt.datetime) -> None:
    person = get(world.people, row.person_id)
    certificates.take_over_certificate(
        person=person,
        course=world.course,
        number=row.certificate_number,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        by=world.office,
        now=now,
    )
    # The certificates of these years were for single trainings.
    pool.endorse(
        person=person,
        kind=EndorsementKind.INSTRUCTION,
        starts_on=row.issued_on,
        by=world.office,
        now=now,
        override=AS_IT_HAPPENED,
    )
    pool.join_pool(
        person=person,
        joined_on=row.issued_on,
        regions=[get(world.regions, code) for code in row.region_codes],
        topics=[
            pool.open_topic(code=word, name=word, by=world.office, now=now) for word in row.topics
        ],
        by=world.office,
        now=now,
    )


def _record(world: World, row: rows.TrainerActivityRow, now: dt.datetime) -> None:
    pool.record_activity(
        person=get(world.people, row.person_id),
        kind=ActivityKind(row.kind),
        happened_on=row.date,
        reference=row.reference,
        by=world.office,
        now=now,
    )


def _trainings(world: World) -> dict[rows.TrainerActivityRow, str]:
    """Return the lines of the ledger that are a delivered training, with its request."""
    delivered = {
        row.request_id: row
        for row in world.scenario.rows(rows.TrainingRequestRow)
        if row.status == "delivered" and row.start_local
    }
    return {
        line: line.reference
        for line in world.scenario.rows(rows.TrainerActivityRow)
        if line.kind == "session_given"
        and (request := delivered.get(line.reference))
        and line.person_id == request.trainer_id
        and request.start_local
        and line.date == request.start_local.date()
    }


def _plan_request(
    world: World, timeline: Timeline, row: rows.TrainingRequestRow, given: Container[str]
) -> None:
    asked = row.requested_on
    timeline.add(world.on(asked, 12), row, _register, world, row)
    if row.start_local and row.end_local and row.trainer_id:
        ends_at = world.at(row.end_local)
        timeline.add(world.on(asked, 12, 1), row, _schedule, world, row)
        if row.status == "delivered":
            # A training that is not in the ledger was held, but nobody confirmed who gave it.
            trainer = row.trainer_id if row.request_id in given else None
            there = [code for code in (trainer, row.trainee_id) if code]
            timeline.add(ends_at, row, _deliver, world, row, there)
    if row.status == "cancelled":
        timeline.add(world.on(asked, 12, 2), row, _cancel, world, row)


def _register(world: World, row: rows.TrainingRequestRow, now: dt.datetime) -> None:
    world.requests[row.request_id] = pool.register_request(
        code=row.request_id,
        organisation=get(world.organisations, row.local_group_code),
        municipality=_municipality(row),
        topic=row.topic,
        requested_on=row.requested_on,
        expected_participants=row.expected_participants,
        note=row.note,
        by=world.office,
        now=now,
    )


def _municipality(row: rows.TrainingRequestRow) -> Municipality:
    return Municipality.objects.get(code=row.municipality_code)


def _schedule(world: World, row: rows.TrainingRequestRow, now: dt.datetime) -> None:
    if row.start_local and row.end_local and row.trainer_id:
        world.requests[row.request_id] = pool.schedule_request(
            request=get(world.requests, row.request_id),
            starts_at=world.at(row.start_local),
            ends_at=world.at(row.end_local),
            zone=world.zone,
            delivery=Delivery.IN_PERSON,
            trainer=get(world.people, row.trainer_id),
            trainee=get(world.people, row.trainee_id) if row.trainee_id else None,
            by=world.office,
            now=now,
            override=AS_IT_HAPPENED,
        )


def _deliver(
    world: World, row: rows.TrainingRequestRow, there: list[str], now: dt.datetime
) -> None:
    world.requests[row.request_id] = pool.deliver_request(
        request=get(world.requests, row.request_id),
        present=[get(world.people, code) for code in there],
        by=world.office,
        now=now,
    )


def _cancel(world: World, row: rows.TrainingRequestRow, now: dt.datetime) -> None:
    world.requests[row.request_id] = pool.cancel_request(
        request=get(world.requests, row.request_id), by=world.office, now=now
    )
