"""Proposals for a training: who is on the list, in which order, at which moment, and why."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate
from courses.models import Placement
from people.models import Municipality, Person
from pool import country, matching, rules, standing
from pool.models import Ask, Endorsement, PoolMembership, Topic, TrainerPair, TrainingRequest
from pool.states import LeftOut, MatchReason
from scheduling.models import AvailabilityPeriod, Participation, WeeklyAvailability
from scheduling.states import AppointmentState, ParticipationRole
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes

if TYPE_CHECKING:
    from courses.models import Course

DAY = dt.date(2027, 4, 17)
_DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("country")
FROM, UNTIL = utc(2027, 4, 17, 11), utc(2027, 4, 17, 14)


@pytest.fixture
def course(db: None) -> Course:
    """A course with a rule: asleep after a year without a session."""
    made = factories.curriculum({"placement": {"min_entries": {"co_train": 1}}}).course
    scenes.pool_rule(made)
    return made


@pytest.fixture
def request_(db: None) -> TrainingRequest:
    """A group in Amsterdam wants a training of three hours on a Saturday in April."""
    return scenes.request(
        municipality=place("GM0363"), wanted_from=FROM, wanted_until=UNTIL, minutes=180
    )


def place(code: str) -> Municipality:
    return Municipality.objects.get(code=code)


def trainer(course: Course, **fields: Any) -> Person:
    """Make somebody who can be asked for an instruction."""
    person = factories.person(**fields)
    factories.certificate(person, course=course)
    scenes.endorsement(person, "instruction")
    scenes.gave(person, dt.date(2027, 2, 1))
    factories.pool_member(person)
    return person


def member(person: Person) -> PoolMembership:
    return PoolMembership.objects.get(person=person)


def busy(person: Person, at: dt.datetime = FROM, role: str = ParticipationRole.LEAD) -> None:
    factories.participation(factories.appointment(at), person, role=role)


def names(request: TrainingRequest, **asked: Any) -> list[int]:
    return [one.person for one in matching.propose(request, now=NOW, **asked).found]


def test_trainer_who_can_come_is_proposed_with_moment_and_reasons(
    course: Course, request_: TrainingRequest
) -> None:
    person = trainer(course, municipality=place("GM0384"))

    [one] = matching.propose(request_, now=NOW).found

    assert (one.person, one.name, one.rank) == (person.pk, person.full_name, 1)
    assert one.moment is not None
    assert (one.moment.starts_at, one.moment.ends_at) == (FROM, UNTIL)
    assert [reason.code for reason in one.reasons] == [
        MatchReason.OTHER_REGION,
        MatchReason.NEAR,
        MatchReason.LOAD,
        MatchReason.FREE,
    ]
    [said] = matching.sentences([one.reasons])
    assert str(said[1]) == "Lives within 10 kilometres."


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: Certificate.objects.filter(person=one).update(valid_until=DAY - _DAY),
        lambda one: Certificate.objects.filter(person=one).update(
            state="suspended", state_reason="under_review", state_since=DAY
        ),
        lambda one: Certificate.objects.filter(person=one).update(
            state="revoked", state_reason="data_error", state_since=dt.date(2027, 3, 1)
        ),
        lambda one: Endorsement.objects.filter(person=one).update(ends_on=DAY),
        lambda one: Endorsement.objects.filter(person=one).update(kind="course"),
        lambda one: PoolMembership.objects.filter(person=one).update(left_on=DAY),
        scenes.pause,
        lambda one: one.activities.update(happened_on=dt.date(2026, 1, 1)),
        busy,
        lambda one: busy(one, role=ParticipationRole.PARTICIPANT),
        lambda one: AvailabilityPeriod.objects.create(
            person=one, starts_at=FROM - _DAY, ends_at=FROM + dt.timedelta(minutes=1)
        ),
        lambda one: WeeklyAvailability.objects.create(
            person=one, weekday=0, starts=dt.time(9), ends=dt.time(17)
        ),
        lambda one: Person.objects.filter(pk=one.pk).update(archived_at=NOW),
        lambda one: PoolMembership.objects.filter(person=one).update(languages=["en"]),
    ],
)
def test_nobody_is_proposed_who_cannot_or_may_not(
    spoil: Any, course: Course, request_: TrainingRequest
) -> None:
    spoil(trainer(course))

    assert names(request_) == []


def test_last_day_of_a_certificate_is_in(course: Course, request_: TrainingRequest) -> None:
    person = trainer(course)
    Certificate.objects.filter(person=person).update(valid_until=DAY)

    assert names(request_) == [person.pk]


def test_who_was_asked_is_not_asked_again(course: Course, request_: TrainingRequest) -> None:
    scenes.ask(request_, trainer(course), state="no", answered_at=NOW)

    found = matching.propose(request_, now=NOW)

    assert (found.found, found.considered, dict(found.left_out)) == ((), 1, {LeftOut.ASKED: 1})


def test_ceiling_is_of_the_month_of_the_training(course: Course, request_: TrainingRequest) -> None:
    person = trainer(course)
    PoolMembership.objects.update(most_per_month=1)
    _give(person, utc(2027, 5, 1, 9))
    assert names(request_) == [person.pk]

    # The last of April in Amsterdam, though May begins in three hours.
    _give(person, utc(2027, 4, 30, 19))

    assert names(request_) == []


def test_who_has_enough_in_one_month_is_asked_for_the_next(
    course: Course, request_: TrainingRequest
) -> None:
    trainer(course)
    PoolMembership.objects.update(most_per_month=1)
    _give(PoolMembership.objects.get().person, utc(2027, 4, 3, 9))
    request_.wanted_until = UNTIL + 20 * _DAY

    assert _starts(request_) == utc(2027, 5, 1, 7)

    request_.wanted_until = utc(2027, 4, 30, 22)
    assert matching.propose(request_, now=NOW).left_out[LeftOut.CEILING] == 1


def test_coach_is_the_one_of_the_day_itself(course: Course, request_: TrainingRequest) -> None:
    person, first, second = trainer(course), factories.person(), factories.person()
    scenes.pair(person, first, ends_on=DAY + _DAY)
    scenes.pair(person, second, starts_on=DAY + _DAY)
    request_.wanted_until = UNTIL + 2 * _DAY

    def coach() -> rules.Reason:
        [one] = matching.propose(request_, now=NOW).found
        [found] = (reason for reason in one.reasons if reason.code == MatchReason.COACH)
        return found

    assert coach().person == first.pk
    factories.participation(factories.appointment(FROM, minutes=11 * 60), first)
    assert coach().person == second.pk


def _give(person: Person, at: dt.datetime, state: str = AppointmentState.PLANNED) -> None:
    made = factories.appointment(at, lead=person, state=state)
    scenes.request(state="scheduled", appointment=made)


def test_who_gave_fewer_comes_first(course: Course, request_: TrainingRequest) -> None:
    much, little = trainer(course), trainer(course)
    _give(much, utc(2027, 1, 9, 9), AppointmentState.HELD)
    _give(little, utc(2025, 1, 9, 9), AppointmentState.HELD)

    assert names(request_) == [little.pk, much.pk]


def test_who_brings_a_trainee_comes_first(course: Course, request_: TrainingRequest) -> None:
    _other, mentor = trainer(course), trainer(course)
    run = factories.run(curriculum=course.curricula.get())
    enrolment = factories.enrolment(run)
    placement = Placement.objects.create(
        enrolment=enrolment,
        host=request_.organisation,
        mentor=mentor,
        starts_on=dt.date(2027, 3, 1),
        ends_on=dt.date(2027, 6, 1),
        planned_minutes=600,
        state="active",
        trainee_agreed_at=NOW,
        mentor_agreed_at=NOW,
    )

    first = matching.propose(request_, now=NOW).found[0]
    assert first.person == mentor.pk
    assert rules.Reason(MatchReason.TRAINEE, person=enrolment.person_id) in first.reasons

    placement.entries.create(
        starts_at=NOW,
        minutes=60,
        activity="co_train",
        state="approved",
        submitted_at=NOW,
        decided_at=NOW,
        decided_by=mentor,
    )
    assert MatchReason.TRAINEE not in {
        reason.code for one in matching.propose(request_, now=NOW).found for reason in one.reasons
    }


def test_coach_has_to_be_free_as_well(course: Course, request_: TrainingRequest) -> None:
    person, coach = trainer(course), factories.person()
    scenes.pair(person, coach)

    [one] = matching.propose(request_, now=NOW).found
    assert rules.Reason(MatchReason.COACH, person=coach.pk) in one.reasons

    busy(coach)
    assert names(request_) == []


def test_moment_is_the_first_in_the_time_that_the_group_gives(
    course: Course, request_: TrainingRequest
) -> None:
    person = trainer(course)
    busy(person, FROM)
    TrainingRequest.objects.update(wanted_until=UNTIL + dt.timedelta(hours=5))
    request_.refresh_from_db()

    [one] = matching.propose(request_, now=NOW).found

    # Two hours are taken from one o'clock on; then comes a training of three.
    assert one.moment is not None
    assert one.moment.starts_at == FROM + dt.timedelta(hours=2)


def test_moment_leaves_time_to_answer(course: Course, request_: TrainingRequest) -> None:
    """Of a window that is open already: in three days, or in an hour when it closes before."""
    trainer(course)
    request_.wanted_from = NOW - _DAY

    request_.wanted_until = NOW + 9 * _DAY
    assert _starts(request_) >= NOW + 3 * _DAY
    request_.wanted_until = NOW + 2 * _DAY
    assert NOW + dt.timedelta(hours=1) <= _starts(request_) < NOW + 2 * _DAY
    request_.wanted_until = NOW + dt.timedelta(hours=3)
    assert names(request_) == []


def test_group_that_gives_days_does_not_mean_the_nights(
    course: Course, request_: TrainingRequest
) -> None:
    busy(trainer(course), utc(2027, 4, 17, 8))
    request_.wanted_from, request_.minutes = utc(2027, 4, 16, 22), 13 * 60
    request_.wanted_until = utc(2027, 4, 20, 22)

    # Thirteen hours, from nine to ten in the evening, on the first day without anything.
    assert _starts(request_) == utc(2027, 4, 18, 7)

    request_.wanted_from, request_.wanted_until = utc(2027, 4, 18, 22), utc(2027, 4, 19, 11)
    assert _starts(request_) == utc(2027, 4, 18, 22)


def test_group_that_meets_past_midnight_is_served(
    course: Course, request_: TrainingRequest
) -> None:
    trainer(course)
    request_.wanted_from, request_.minutes = utc(2027, 4, 17, 20), None
    request_.wanted_until = utc(2027, 4, 17, 23)

    assert _starts(request_) == utc(2027, 4, 17, 20)


def _starts(request: TrainingRequest) -> dt.datetime:
    [one] = matching.propose(request, now=NOW).found
    assert one.moment is not None
    return one.moment.starts_at


@pytest.mark.parametrize(
    "ends",
    [
        lambda one: Certificate.objects.filter(person=one).update(valid_until=DAY),
        lambda one: Endorsement.objects.filter(person=one).update(ends_on=DAY + _DAY),
        lambda one: PoolMembership.objects.filter(person=one).update(left_on=DAY + _DAY),
        lambda one: scenes.pause(one, starts_on=DAY + _DAY),
    ],
)
def test_moment_is_never_after_somebody_may_give_it(
    ends: Any, course: Course, request_: TrainingRequest
) -> None:
    """The first day of a long window is lawful; the trainer is free on later ones only."""
    person = trainer(course)
    ends(person)
    request_.wanted_until = UNTIL + 5 * _DAY
    assert names(request_) == [person.pk]

    factories.participation(factories.appointment(FROM, minutes=9 * 60), person)

    assert names(request_) == []


def test_moment_may_be_in_the_time_of_a_renewal(course: Course, request_: TrainingRequest) -> None:
    person = trainer(course)
    held = Certificate.objects.get(person=person)
    Certificate.objects.filter(pk=held.pk).update(valid_until=DAY)
    factories.certificate(person, course=course, renews=held, issued_on=DAY + _DAY)
    request_.wanted_until = UNTIL + 5 * _DAY
    factories.participation(factories.appointment(FROM, minutes=9 * 60), person)

    assert names(request_) == [person.pk]


def test_group_that_did_not_say_when_gets_proposals_all_the_same(
    course: Course, request_: TrainingRequest
) -> None:
    trainer(course)
    request_.wanted_from = request_.wanted_until = None

    [one] = matching.propose(request_, now=NOW).found

    assert one.moment is None
    assert one.reasons[-1].code == MatchReason.NO_TIME


def test_who_comes_later_is_found_when_the_first_forty_cannot(
    course: Course, request_: TrainingRequest
) -> None:
    for _ in range(41):
        busy(trainer(course))
    free = trainer(course)

    found = matching.propose(request_, now=NOW)

    assert [one.person for one in found.found] == [free.pk]
    assert found.left_out[LeftOut.NOT_FREE] == 41


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow_with_the_pool(
    number: int, course: Course, request_: TrainingRequest
) -> None:
    for _ in range(number):
        trainer(course)

    with CaptureQueriesContext(connection) as queries:
        matching.propose(request_, now=NOW)

    assert len(queries) == 12


@pytest.mark.parametrize("seed", range(10))
def test_fast_answer_is_that_of_a_slow_and_obvious_one(
    seed: int, course: Course, request_: TrainingRequest
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- the same every time
    request_.subject = Topic.objects.create(code="media", name="Media")
    request_.save()
    for _ in range(14):
        _somebody(course, request_, chance)

    fast = [one.person for one in matching.propose(request_, now=NOW, count=99).found]

    assert fast == _slow(request_)


def _somebody(course: Course, request: TrainingRequest, chance: random.Random) -> None:
    person = trainer(course)
    person.municipality = chance.choice([None, place("GM0363"), place("GM0384"), place("GM0080")])
    person.save()
    in_pool = member(person)
    if chance.random() < 0.5 and request.subject:
        in_pool.topics.add(request.subject)
    if chance.random() < 0.5 and request.organisation.region:
        in_pool.regions.add(request.organisation.region)
    in_pool.languages = chance.choice([[], ["nl"], ["en"]])
    in_pool.most_per_month = chance.choice([None, None, 1])
    in_pool.save()
    for _ in range(chance.randrange(3)):
        _give(person, utc(2026, chance.randrange(4, 12), 5, 9), AppointmentState.HELD)
    if chance.random() < 0.2:
        _give(person, utc(2027, 4, 3, 9))
    if chance.random() < 0.2:
        busy(person)
    if chance.random() < 0.1:
        scenes.pause(person)
    if chance.random() < 0.1:
        Certificate.objects.filter(person=person).update(valid_until=DAY - _DAY)
    if chance.random() < 0.1:
        scenes.ask(request, person, state="expired")


def _slow(request: TrainingRequest) -> list[int]:
    """Look at everybody, one after the other, in the plainest words."""
    able = [person for person in Person.objects.all() if _is_able(person, request)]
    return [person.pk for person in sorted(able, key=lambda one: _worth(one, request))]


def _is_able(person: Person, request: TrainingRequest) -> bool:
    stands = standing.load(on=DAY, people=[person.pk])
    in_pool = PoolMembership.objects.on(DAY).filter(person=person).first()
    if not stands or in_pool is None:
        return False
    calendar = Participation.objects.filter(person=person)
    clash = calendar.filter(appointment__starts_at__lt=UNTIL, appointment__ends_at__gt=FROM)
    in_april = _trainings(person).filter(
        appointment__starts_at__gte=utc(2027, 3, 31, 22),
        appointment__starts_at__lt=utc(2027, 4, 30, 22),
    )
    return (
        stands[0].status in ("active", "renewal_window")
        and "paused" not in stands[0].reasons
        and "instruction" in stands[0].endorsements
        and request.language in (in_pool.languages or ["nl"])
        and (in_pool.most_per_month is None or in_april.count() < in_pool.most_per_month)
        and not clash.exists()
        and not Ask.objects.filter(request=request, trainer=person).exists()
        and not TrainerPair.objects.exists()
    )


def _trainings(person: Person) -> Any:
    return Participation.objects.filter(
        person=person, role="lead", appointment__training_request__isnull=False
    )


def _worth(person: Person, request: TrainingRequest) -> tuple[Any, ...]:
    in_pool = member(person)
    given = _trainings(person).filter(appointment__starts_at__gte=utc(2026, 4, 16, 22))
    before = given.filter(appointment__starts_at__lt=utc(2027, 4, 16, 22))
    last = before.order_by("appointment__starts_at").last()
    km = None
    if person.municipality is not None:
        km = country.distance(person.municipality.code, request.municipality.code)
    return (
        0 if in_pool.topics.filter(code="media").exists() else 1,
        0 if in_pool.regions.exists() else 1,
        4 if km is None or km > 100 else 3 if km > 50 else 2 if km > 25 else 1 if km > 10 else 0,
        given.count(),
        last.appointment.starts_at.date() if last else dt.date.min,
        person.pk,
    )


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("GM0363", "GM0363", 0, 0),
        ("GM0363", "GM0384", 3, 15),  # Amsterdam, Diemen
        ("GM0363", "GM0344", 25, 45),  # Amsterdam, Utrecht
        ("GM0014", "GM0935", 240, 290),  # Groningen, Maastricht
    ],
)
def test_distance_is_that_of_a_bird(one: str, other: str, low: float, high: float) -> None:
    km = country.distance(one, other)

    assert km is not None
    assert low <= km <= high


def test_who_did_not_say_where_lives_where_the_own_group_is_at_work(
    course: Course, request_: TrainingRequest
) -> None:
    group = factories.local_group()
    group.municipalities.set([place("GM0014"), place("GM0384")])
    trainer(course, local_group=group)

    [one] = matching.propose(request_, now=NOW).found

    assert rules.Reason(MatchReason.NEAR, number=10) in one.reasons


def test_distance_to_a_place_that_is_on_no_map_is_not_known() -> None:
    assert country.distance("GM0363", "GM9999") is None
