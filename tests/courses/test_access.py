"""Who sees which runs and enrolments, and who may act on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from courses import access
from courses.models import CourseRun, Enrolment
from courses.states import PlacementState
from people.models import Role
from people.states import RoleKind
from scheduling.states import Answer, AppointmentState, ParticipationRole
from tests import factories
from tests.courses import places

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 3, 1)
AFTER = dt.date(2028, 1, 1)


def _role(person: Person, kind: RoleKind, **fields: Any) -> Role:
    return Role.objects.create(person=person, kind=kind, starts_on=dt.date(2027, 1, 1), **fields)


def _seen(person: Person, on: dt.date = TODAY) -> set[Enrolment]:
    return set(access.visible_enrolments(person, on))


def _runs(person: Person, on: dt.date = AFTER) -> set[CourseRun]:
    return set(access.visible_runs(person, on))


def test_everybody_sees_the_own_enrolments_only(anna: Person, bas: Person) -> None:
    own = factories.enrolment(somebody=anna)
    factories.enrolment(own.run, bas)
    assert _seen(anna) == {own}


def test_office_and_readers_see_all(office: Person, anna: Person) -> None:
    reader = factories.person()
    _role(reader, RoleKind.OFFICE_READER)
    enrolment = factories.enrolment(somebody=anna)
    assert _seen(office) == _seen(reader) == {enrolment}
    assert _runs(office) == _runs(reader) == {enrolment.run}


def test_office_role_that_ended_shows_nothing(anna: Person) -> None:
    _role(anna, RoleKind.OFFICE, ends_on=TODAY)
    factories.enrolment()
    assert _seen(anna) == set()
    assert len(_seen(anna, TODAY - dt.timedelta(days=1))) == 1


def test_coordinator_sees_people_of_the_region(anna: Person) -> None:
    region = factories.region()
    _role(anna, RoleKind.COORDINATOR, region=region)
    inside = factories.person(local_group=factories.local_group(region=region))
    seen = factories.enrolment(somebody=inside)
    factories.enrolment(somebody=factories.person(local_group=factories.local_group()))
    assert _seen(anna) == {seen}
    assert len(_runs(anna)) == 2


def test_coordinator_sees_nobody_after_the_role_ended(anna: Person) -> None:
    region = factories.region()
    _role(anna, RoleKind.COORDINATOR, region=region, ends_on=TODAY)
    inside = factories.person(local_group=factories.local_group(region=region))
    factories.enrolment(somebody=inside)
    assert _seen(anna) == set()


@pytest.mark.parametrize("role", [ParticipationRole.LEAD, ParticipationRole.CO])
def test_who_leads_a_session_sees_the_run(quinty: Person, role: ParticipationRole) -> None:
    enrolment = factories.enrolment()
    session = factories.session(enrolment.run)
    factories.participation(session.appointment, quinty, role=role)
    factories.enrolment()
    assert _seen(quinty) == {enrolment}
    assert _runs(quinty) == {enrolment.run}


@pytest.mark.parametrize(
    ("part", "session"),
    [
        ({"role": ParticipationRole.GUEST}, {}),
        ({"role": ParticipationRole.LEAD, "answer": Answer.DECLINED}, {}),
        ({"role": ParticipationRole.LEAD}, {"state": AppointmentState.CANCELLED}),
    ],
)
def test_who_does_not_lead_sees_nobody(
    quinty: Person, part: dict[str, Any], session: dict[str, Any]
) -> None:
    enrolment = factories.enrolment()
    made = factories.session(enrolment.run, **session)
    factories.participation(made.appointment, quinty, **part)
    assert _seen(quinty) == set()
    assert _runs(quinty) == set()


def test_participant_sees_no_other_participant(anna: Person, bas: Person) -> None:
    own = factories.enrolment(somebody=anna)
    factories.enrolment(own.run, bas)
    factories.participation(factories.session(own.run).appointment, anna)
    assert _seen(anna) == {own}


def test_sight_of_a_mentor_ends_with_the_placement(quinty: Person) -> None:
    enrolment = factories.enrolment()
    placement = factories.placement(enrolment, quinty)
    edges = [placement.starts_on, placement.ends_on]
    outside = [edges[0] - dt.timedelta(days=1), edges[1] + dt.timedelta(days=1)]
    assert [_seen(quinty, day) for day in edges] == [{enrolment}, {enrolment}]
    assert [_seen(quinty, day) for day in outside] == [set(), set()]


@pytest.mark.parametrize(
    "state", [PlacementState.PLANNED, PlacementState.COMPLETED, PlacementState.TERMINATED]
)
def test_mentor_sees_nobody_without_an_active_placement(
    quinty: Person, state: PlacementState
) -> None:
    factories.placement(factories.enrolment(), quinty, state=state)
    assert _seen(quinty) == set()


def test_who_has_several_reasons_sees_an_enrolment_once(quinty: Person) -> None:
    enrolment = factories.enrolment()
    factories.placement(enrolment, quinty)
    for _ in range(2):
        factories.session(enrolment.run, lead=quinty)
    assert list(access.visible_enrolments(quinty, TODAY)) == [enrolment]
    assert list(access.visible_runs(quinty, TODAY)) == [enrolment.run]


def test_account_that_is_switched_off_sees_and_may_nothing(quinty: Person) -> None:
    quinty.is_active = False
    enrolment = places.offered(factories.run(), somebody=quinty)
    session = factories.session(enrolment.run, lead=quinty)
    assert (_seen(quinty), _runs(quinty, TODAY)) == (set(), set())
    assert not access.may_apply(quinty, enrolment.run, factories.NOW)
    assert not access.may_answer_offer(quinty, enrolment, TODAY)
    assert not access.may_end_enrolment(quinty, enrolment, TODAY)
    assert not access.may_plan_parts(quinty, session, TODAY)


def test_everybody_sees_runs_until_enrolment_closes(anna: Person) -> None:
    run = factories.run(enrolment_closes_at=factories.utc(2027, 3, 1, 12))
    assert _runs(anna, dt.date(2027, 3, 1)) == {run}
    assert _runs(anna, dt.date(2027, 3, 2)) == set()


def test_who_is_enrolled_sees_the_run_afterwards(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    factories.run()
    assert _runs(anna) == {enrolment.run}


def test_applying_is_for_the_time_that_enrolment_is_open(anna: Person) -> None:
    run = factories.run()
    moments = [run.enrolment_opens_at, run.enrolment_closes_at]
    assert [access.may_apply(anna, run, moment) for moment in moments] == [True, False]


def test_archived_person_may_not_apply(anna: Person, now: dt.datetime) -> None:
    anna.archived_at = now
    assert not access.may_apply(anna, factories.run(), now)


def test_office_decides_and_nobody_else(office: Person, anna: Person) -> None:
    asked = [access.may_decide_enrolment, access.may_plan_runs]
    assert [may(office, TODAY) for may in asked] == [True, True]
    assert [may(anna, TODAY) for may in asked] == [False, False]


def test_offer_is_answered_by_whom_it_was_made_to(
    office: Person, anna: Person, bas: Person
) -> None:
    offered = places.offered(factories.run(), somebody=anna)
    answers = [access.may_answer_offer(each, offered, TODAY) for each in (anna, office, bas)]
    assert answers == [True, True, False]


def test_without_an_offer_there_is_nothing_to_answer(office: Person, anna: Person) -> None:
    waits = places.waiting(factories.run(), somebody=anna)
    assert [access.may_answer_offer(each, waits, TODAY) for each in (anna, office)] == [
        False, False,
    ]  # fmt: skip


def test_enrolment_is_ended_by_the_person_or_the_office(
    office: Person, anna: Person, bas: Person
) -> None:
    own = factories.enrolment(somebody=anna)
    answers = [access.may_end_enrolment(each, own, TODAY) for each in (anna, office, bas)]
    assert answers == [True, True, False]


def test_parts_are_planned_by_who_leads_or_the_office(
    office: Person, quinty: Person, anna: Person
) -> None:
    session = factories.session(factories.run(), lead=quinty)
    factories.participation(session.appointment, anna)
    answers = [access.may_plan_parts(each, session, TODAY) for each in (quinty, office, anna)]
    assert answers == [True, True, False]


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_enrolments_asks_as_much_for_one_as_for_thirty(
    anna: Person, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    region = factories.region()
    _role(anna, RoleKind.COORDINATOR, region=region)
    group, run = factories.local_group(region=region), factories.run()
    for _ in range(number):
        factories.enrolment(run, factories.person(local_group=group))
    with django_assert_num_queries(2):
        listed = access.visible_enrolments(anna, TODAY).select_related("person", "run__course")
        assert len({str(enrolment) for enrolment in listed}) == number


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_runs_asks_as_much_for_one_as_for_thirty(
    anna: Person, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        factories.enrolment(somebody=anna)
    with django_assert_num_queries(3):
        runs = access.visible_runs(anna, AFTER).select_related("course")
        assert len({str(run) for run in runs}) == number


@pytest.mark.parametrize("number", [1, 30])
def test_seats_and_line_ask_as_much_for_one_as_for_thirty(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    run = factories.run(seats=40)
    for _ in range(number):
        factories.enrolment(run)
        places.waiting(run)
    with django_assert_num_queries(2):
        assert run.seats_taken() == number
        assert len(Enrolment.objects.filter(run=run).in_line()) == number
