"""Scenes from the pool: what several tests need, each with what its caller leaves out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Protocol

from certificates.models import Certificate
from courses.models import Course
from people.models import Person
from pool.models import (
    Activity,
    Ask,
    ClockPause,
    Endorsement,
    EndorsementRule,
    Extension,
    PoolMembership,
    PoolRule,
    TrainerPair,
    TrainingEvaluation,
    TrainingRequest,
)
from pool.states import ActivityKind, PauseReason
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


def endorsement_rule(course: Course, kind: str, **needs: int) -> EndorsementRule:
    """Make a rule since 2020 that asks for so many of each."""
    since = dt.date(2020, 1, 1)
    return EndorsementRule.objects.create(course=course, kind=kind, applies_from=since, needs=needs)


def extension(course: Course, **fields: Any) -> Extension:
    """Give everybody whose certificate ends in 2027 three more months."""
    values: dict[str, Any] = {
        "ends_from": dt.date(2027, 1, 1),
        "ends_before": dt.date(2028, 1, 1),
        "months": 3,
        "days": 0,
        "reason": "Geen bijscholing door de verbouwing",
        "decided_at": factories.NOW,
    } | fields
    if "decided_by" not in values:
        values["decided_by"] = factories.person()
    return Extension.objects.create(course=course, **values)


def pause(holder: Person, **fields: Any) -> ClockPause:
    """Stop somebody's clock since February 2027, for nobody knows how long."""
    values: dict[str, Any] = {
        "starts_on": dt.date(2027, 2, 1),
        "reason": PauseReason.CARE,
        "decided_by": holder,
    } | fields
    return ClockPause.objects.create(person=holder, **values)


def ready(person: Person) -> Person:
    """Let somebody be one who can be asked for an instruction, this spring."""
    trainer(person)
    endorsement(person, "instruction")
    gave(person, dt.date(2027, 2, 1))
    factories.pool_member(person)
    return person


def wanted(**fields: Any) -> TrainingRequest:
    """Make a request for a training of three hours on a Saturday in April."""
    values: dict[str, Any] = {
        "wanted_from": factories.utc(2027, 4, 17, 11),
        "wanted_until": factories.utc(2027, 4, 17, 14),
    } | fields
    return request(**values)


def pair(trainer: Person, coach: Person, **fields: Any) -> TrainerPair:
    """Let somebody come along with a trainer since 2026."""
    values: dict[str, Any] = {"starts_on": dt.date(2026, 1, 1)} | fields
    return TrainerPair.objects.create(trainer=trainer, coach=coach, **values)


def ask(request: TrainingRequest, trainer: Person, **fields: Any) -> Ask:
    """Ask a trainer now, as the first, and wait a week for the answer."""
    values: dict[str, Any] = {
        "asked_at": factories.NOW,
        "deadline": factories.NOW + dt.timedelta(days=7),
        "rank": 1,
    } | fields
    return Ask.objects.create(request=request, trainer=trainer, **values)


def evaluation(**fields: Any) -> TrainingEvaluation:
    """Let a group say now what it thinks of a training that was given."""
    values: dict[str, Any] = {"grade": "7.5", "given_at": factories.NOW} | fields
    if "request" not in values:
        values["request"] = request(state="delivered", appointment=factories.appointment())
    return TrainingEvaluation.objects.create(**values)


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
