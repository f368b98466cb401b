"""Applications, places, the waiting list and who left, as the events of a scenario tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses import actions as courses
from courses.states import DeclarationKind, EndReason, EnrolmentState
from scenario import rows
from scenario.replay.world import AS_IT_HAPPENED, Absent, World, get

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Enrolment
    from people.models import Person
    from scenario.replay.timeline import Timeline


def plan(world: World, timeline: Timeline) -> None:
    """Plan what happens to enrolments, and the signing of the code of conduct."""
    people = {row.enrolment_id: row.person_id for row in world.scenario.rows(rows.EnrolmentRow)}
    for event in world.scenario.rows(rows.EnrolmentEventRow):
        person = people[event.enrolment_id]
        timeline.add(
            world.at(event.at_local),
            event,
            _happen,
            world,
            event,
            person,
        )
    for enrolment in world.scenario.rows(rows.EnrolmentRow):
        if enrolment.code_of_conduct_signed_on:
            timeline.add(
                world.on(enrolment.code_of_conduct_signed_on, 20),
                enrolment,
                _sign,
                world,
                enrolment,
            )


def _sign(world: World, row: rows.EnrolmentRow, now: dt.datetime) -> None:
    if row.code_of_conduct_signed_on:
        courses.sign_declaration(
            enrolment=get(world.enrolments, row.person_id),
            kind=DeclarationKind.CODE_OF_CONDUCT,
            signed_on=row.code_of_conduct_signed_on,
            by=get(world.people, row.person_id),
            now=now,
        )


def _happen(world: World, row: rows.EnrolmentEventRow, person: str, now: dt.datetime) -> None:
    if person in world.lost:
        raise Absent(person)
    world.lost.add(person)
    # Offers that nobody accepted run out first, as the nightly job would have seen to.
    courses.expire_offers(run=world.run, now=now)
    actor = get(world.people, row.actor_id)
    if row.event == "applied":
        world.enrolments[person] = courses.apply(
            person=get(world.people, person), run=world.run, by=actor, now=now
        )
    else:
        enrolment = get(world.enrolments, person)
        enrolment.refresh_from_db()
        world.enrolments[person] = _move(world, enrolment, row.event, actor, now)
    world.lost.discard(person)


def _move(
    world: World, enrolment: Enrolment, event: str, actor: Person, now: dt.datetime
) -> Enrolment:
    if event == "cancelled":
        return courses.cancel_enrolment(
            enrolment=enrolment, reason=EndReason.UNKNOWN, by=actor, now=now
        )
    if event == "withdrawn":
        return courses.withdraw(enrolment=enrolment, reason=EndReason.UNKNOWN, by=actor, now=now)
    if enrolment.state == EnrolmentState.OFFERED:
        # A cancellation has already moved the first of the list up: there is nothing to offer.
        if event == "offered":
            return enrolment
        if event == "enrolled":
            return courses.accept_offer(enrolment=enrolment, by=actor, now=now)
    act = {"enrolled": courses.enrol, "waitlisted": courses.waitlist, "offered": courses.offer}
    return act[event](enrolment=enrolment, by=world.office, now=now, override=AS_IT_HAPPENED)
