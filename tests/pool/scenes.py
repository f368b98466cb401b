"""Scenes from the pool: what several tests need, each with what its caller leaves out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol

from certificates.models import Certificate
from courses.models import Course
from people.models import Person
from pool.models import Activity, Endorsement, PoolMembership, PoolRule, TrainingRequest
from pool.states import ActivityKind
from scheduling.states import AppointmentState, Attendance, ParticipationRole
from tests import factories

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from intervision.models import Group
    from scheduling.models import Appointment


class CountQueries(Protocol):
    """The fixture that counts queries, of which pytest-django publishes no type."""

    def __call__(self, num: int) -> AbstractContextManager[Any]:
        """Expect exactly so many queries."""


def pool_rule(course: Course, **fields: Any) -> PoolRule:
    """Make a rule since 2020: a window of 90 days, asleep after 365, three months of grace."""
    values: dict[str, Any] = {
        "applies_from": dt.date(2020, 1, 1),
        "window_days": 90,
        "dormant_after_days": 365,
        "grace_months": 3,
    } | fields
    return PoolRule.objects.create(course=course, **values)


def trainer(holder: Person, needed: dict[str, int] | None = None, **fields: Any) -> Certificate:
    """Give somebody a certificate of a course that has a rule."""
    made = factories.certificate(holder, **fields)
    pool_rule(made.course, needed=needed or {})
    return made


def endorsement(holder: Person, kind: str, **fields: Any) -> Endorsement:
    """Endorse somebody since June 2025."""
    values: dict[str, Any] = {"starts_on": dt.date(2025, 6, 21), "given_by": holder} | fields
    return Endorsement.objects.create(person=holder, kind=kind, **values)


def gave(holder: Person, day: dt.date, reference: str = "") -> Activity:
    """Write a session given in the ledger by hand."""
    return Activity.objects.create(
        person=holder, kind=ActivityKind.SESSION_GIVEN, happened_on=day, reference=reference
    )


def request(**fields: Any) -> TrainingRequest:
    """Make a new request of a local group since the first of February."""
    number = TrainingRequest.objects.count() + 1
    values: dict[str, Any] = {
        "code": f"R{number}",
        "topic": "Media",
        "requested_on": dt.date(2027, 2, 1),
    } | fields
    if "organisation" not in values:
        values["organisation"] = factories.local_group()
    if "municipality" not in values:
        values["municipality"] = factories.municipality()
    return TrainingRequest.objects.create(**values)


def held_session(lead: Person, **fields: Any) -> Appointment:
    """Make a course session of today that this person led and was seen at."""
    made = factories.session(factories.run(), state=AppointmentState.HELD, **fields).appointment
    factories.participation(made, lead, role=ParticipationRole.LEAD, attendance=Attendance.PRESENT)
    return made


def held_meeting(group: Group, *members: Person, **fields: Any) -> Appointment:
    """Make a meeting of today at which these people were present."""
    made = factories.meeting(group, state=AppointmentState.HELD, **fields).appointment
    for somebody in members:
        factories.participation(made, somebody, attendance=Attendance.PRESENT)
    return made


def big_pool(number: int) -> list[int]:
    """Make so many trainers in the pool, with a session, and return their ids."""
    course = Course.objects.create(code="BIG", name="Big")
    pool_rule(course, needed={"session_given": 6})
    region = factories.region()
    people = Person.objects.bulk_create(
        Person(given_name="Given", family_name=f"Family{n:05}") for n in range(number)
    )
    Certificate.objects.bulk_create(
        Certificate(
            person=person,
            course=course,
            number=f"BIG-{n}",
            verification_code=f"CODE-{n:09}",
            issued_on=dt.date(2025, 6, 21),
            valid_until=dt.date(2028, 6, 21),
            awarded_by=people[0],
            awarded_at=factories.NOW,
        )
        for n, person in enumerate(people)
    )
    joined = dt.date(2025, 6, 21)
    members = PoolMembership.objects.bulk_create(
        PoolMembership(person=person, joined_on=joined) for person in people
    )
    region.pool_memberships.set(members)
    day = dt.date(2027, 2, 1)
    kind = ActivityKind.SESSION_GIVEN
    Activity.objects.bulk_create(
        Activity(person=person, kind=kind, happened_on=day) for person in people
    )
    return [person.pk for person in people]
