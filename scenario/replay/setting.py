"""The setting of a scenario: places, people, the course and its run, before anything happens."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import TYPE_CHECKING

from common import periods
from courses import actions as courses
from courses.rules import StageDraft
from people import actions as people
from people.states import OrganisationKind, RoleKind
from pool import actions as pool
from pool.states import EndorsementKind, EndorsementNeed
from scenario import rows
from scenario.replay.world import World, get

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from courses.models import Course, CourseRun, Curriculum
    from people.models import Person
    from scenario.reading import Scenario
    from scenario.replay.timeline import Timeline

# What each endorsement asks since this programme; who came before it was endorsed as it was then.
_ENDORSEMENTS: Mapping[EndorsementKind, Mapping[str, int]] = {
    EndorsementKind.INSTRUCTION: {
        EndorsementNeed.MANDATORY_SESSIONS: 1,
        EndorsementNeed.OBSERVATION_PASSED: 1,
    },
    EndorsementKind.COURSE: {EndorsementNeed.CERTIFICATE: 1},
    EndorsementKind.INTERVISION: {EndorsementNeed.CHAIRED_MEETINGS: 2},
}


def days(scenario: Scenario) -> Iterator[dt.date]:
    """Yield every day that the scenario names, so that a clock can be set before the first."""
    programme = scenario.programme
    yield from (programme.enrolment_opens, programme.enrolment_closes)
    for row in chain.from_iterable(scenario.tables.values()):
        for _name, value in row:
            if isinstance(value, dt.datetime):
                yield value.date()
            elif isinstance(value, dt.date):
                yield value


def build(scenario: Scenario) -> World:
    """Open the association's books: somebody at the office, the course and its run.

    :raises Refused: when the rules of the programme are no rules, or its dates no dates.
    """
    zone = scenario.programme.timezone
    first = min(days(scenario))
    now = periods.day_start(first - dt.timedelta(days=1), zone)
    office = _office(first, now)
    course = courses.create_course(
        code=scenario.programme.code, name=scenario.programme.name, by=office, now=now
    )
    pool.set_pool_rule(
        course=course,
        applies_from=first,
        needed=scenario.programme.renewal.in_validity_period,
        window_days=scenario.programme.renewal.window_days_before_expiry,
        dormant_after_days=scenario.programme.renewal.dormant_after_days_without_session,
        grace_months=scenario.programme.renewal.grace_months_after_expiry,
        by=office,
        now=now,
    )
    for kind, needs in _ENDORSEMENTS.items():
        pool.set_endorsement_rule(
            course=course,
            kind=kind,
            applies_from=scenario.programme.enrolment_opens,
            needs=needs,
            by=office,
            now=now,
        )
    curriculum = _curriculum(scenario, course, office, now)
    run = _run(scenario, course, curriculum, office, now)
    return World(scenario, office, course, curriculum, run)


def _office(first: dt.date, now: dt.datetime) -> Person:
    # It acts where the scenario names nobody, and it approves what is taken over as it happened.
    office = people.register_person(
        given_name="Landelijk",
        infix="",
        family_name="bureau",
        email=None,
        communication="",
        local_group=None,
        by=None,
        now=now,
    )
    starts_on = first - dt.timedelta(days=2)
    people.give_role(person=office, kind=RoleKind.OFFICE, starts_on=starts_on, by=office, now=now)
    return office


def _curriculum(scenario: Scenario, course: Course, by: Person, now: dt.datetime) -> Curriculum:
    stages = [
        StageDraft(kind=kind, title="", parameters=parameters)
        for kind, parameters in scenario.programme.requirements.stages()
    ]
    objectives = dict.fromkeys(
        chain.from_iterable(row.learning_objectives for row in scenario.rows(rows.CourseSessionRow))
    )
    draft = courses.draft_curriculum(
        course=course,
        valid_months=scenario.programme.certificate.valid_months,
        stages=stages,
        objectives=list(objectives),
        by=by,
        now=now,
    )
    return courses.publish_curriculum(curriculum=draft, by=by, now=now)


def _run(
    scenario: Scenario, course: Course, curriculum: Curriculum, by: Person, now: dt.datetime
) -> CourseRun:
    programme = scenario.programme
    starts_on, ends_on = _span(scenario)
    return courses.plan_run(
        course=course,
        curriculum=curriculum,
        code=programme.cohort,
        seats=programme.capacity,
        enrolment_opens_at=periods.day_start(programme.enrolment_opens, programme.timezone),
        # The last day of enrolling is a whole day.
        enrolment_closes_at=periods.day_start(
            programme.enrolment_closes + dt.timedelta(days=1), programme.timezone
        ),
        starts_on=starts_on,
        ends_on=ends_on,
        zone=programme.timezone,
        offer_days=_offer_days(scenario),
        by=by,
        now=now,
    )


def _span(scenario: Scenario) -> tuple[dt.date, dt.date]:
    sessions = [row.start_local.date() for row in scenario.rows(rows.CourseSessionRow)]
    ends = [
        *(row.end_local.date() for row in scenario.rows(rows.CourseSessionRow)),
        *(row.end_date for row in scenario.rows(rows.PlacementRow)),
        *(row.end_local.date() for row in scenario.rows(rows.IntervisionMeetingRow)),
    ]
    starts_on = min(sessions, default=scenario.programme.enrolment_closes)
    return starts_on, max([starts_on, *ends])


def _offer_days(scenario: Scenario) -> int | None:
    """Return how long an offer must last for every acceptance in the scenario to be in time."""
    offered: dict[str, dt.datetime] = {}
    longest = 0
    for row in scenario.rows(rows.EnrolmentEventRow):
        if row.event == "offered":
            offered[row.enrolment_id] = row.at_local
        elif row.event == "enrolled" and row.enrolment_id in offered:
            longest = max(longest, (row.at_local - offered[row.enrolment_id]).days + 1)
    return longest or None


def plan(world: World, timeline: Timeline) -> None:
    """Plan the places and people of the scenario, before everything else."""
    start = periods.day_start(min(days(world.scenario)) - dt.timedelta(days=1), world.zone)
    for region in world.scenario.rows(rows.RegionRow):
        timeline.add(start, region, _open_region, world, region)
    for group in world.scenario.rows(rows.LocalGroupRow):
        timeline.add(start, group, _found_group, world, group)
    for person in world.scenario.rows(rows.PersonRow):
        timeline.add(start, person, _register, world, person)


def _open_region(world: World, row: rows.RegionRow, now: dt.datetime) -> None:
    world.regions[row.code] = people.open_region(
        code=row.code,
        name=row.name,
        is_pilot=row.pilot_region,
        school_holiday_region=row.school_holiday_region,
        by=world.office,
        now=now,
    )


def _found_group(world: World, row: rows.LocalGroupRow, now: dt.datetime) -> None:
    municipalities = [
        served.municipality_code
        for served in world.scenario.rows(rows.LocalGroupMunicipalityRow)
        if served.local_group_code == row.code
    ]
    world.organisations[row.code] = people.found_organisation(
        kind=OrganisationKind.LOCAL_GROUP,
        code=row.code,
        name=row.name,
        region=get(world.regions, row.region_code),
        email=row.email,
        municipality_codes=municipalities,
        by=world.office,
        now=now,
    )


def _register(world: World, row: rows.PersonRow, now: dt.datetime) -> None:
    group = row.local_group_code
    person = people.register_person(
        given_name=row.first_name,
        infix=row.infix,
        family_name=row.last_name,
        email=row.email,
        communication=row.communication_preference,
        local_group=get(world.organisations, group) if group else None,
        by=world.office,
        now=now,
    )
    world.people[row.person_id] = person
    if "office" in row.roles:
        day = periods.local_date(now, world.zone)
        people.give_role(
            person=person, kind=RoleKind.OFFICE, starts_on=day, by=world.office, now=now
        )
