"""Who sees which placements, entries and observations, and who may act on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from courses import access
from courses.models import LogEntry, Observation, Placement
from courses.states import LogEntryState, PlacementState
from people.models import Role
from people.states import RoleKind
from scheduling.states import Answer, ParticipationRole
from tests import factories
from tests.courses import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

pytestmark = pytest.mark.django_db

TODAY = work.MONDAY
FIRST, LAST = dt.date(2027, 2, 8), dt.date(2027, 6, 18)
ENDED = (PlacementState.COMPLETED, PlacementState.TERMINATED)


@pytest.fixture
def placement(anna: Person, quinty: Person) -> Placement:
    """An active placement of Anna with Quinty, from 8 February to 18 June."""
    return factories.placement(factories.enrolment(somebody=anna), quinty)


def _role(person: Person, kind: RoleKind, **fields: Any) -> Role:
    return Role.objects.create(person=person, kind=kind, starts_on=dt.date(2027, 1, 1), **fields)


def _lead(placement: Placement, person: Person, **fields: Any) -> None:
    session = factories.session(placement.enrolment.run)
    factories.participation(session.appointment, person, role=ParticipationRole.LEAD, **fields)


def _placements(person: Person, on: dt.date = TODAY) -> set[Placement]:
    return set(access.visible_placements(person, on))


def _entries(person: Person, on: dt.date = TODAY) -> set[LogEntry]:
    return set(access.visible_log_entries(person, on))


def _observations(person: Person, on: dt.date = TODAY) -> set[Observation]:
    return set(access.visible_observations(person, on))


def _decided(placement: Placement, by: Person) -> LogEntry:
    return factories.log_entry(
        placement, state=LogEntryState.APPROVED, decided_by=by, decided_at=factories.NOW
    )


def test_trainee_sees_the_own_placements_only(
    placement: Placement, anna: Person, bas: Person
) -> None:
    factories.placement(factories.enrolment(), bas, state=PlacementState.COMPLETED)
    assert _placements(anna) == {placement}
    assert _placements(bas) == set()


def test_trainee_keeps_seeing_what_ended(placement: Placement, anna: Person) -> None:
    Placement.objects.update(state=PlacementState.COMPLETED)
    entries = {work.draft(placement), factories.log_entry(placement)}
    assert _placements(anna, dt.date(2030, 1, 1)) == {placement}
    assert _entries(anna, dt.date(2030, 1, 1)) == entries


@pytest.mark.parametrize(
    ("on", "seen"),
    [
        (FIRST - work.DAY, False),
        (FIRST, True),
        (LAST, True),
        (LAST + work.DAY, False),
    ],
)
def test_mentor_sees_it_from_the_first_to_the_last_day(
    placement: Placement, quinty: Person, on: dt.date, *, seen: bool
) -> None:
    assert _placements(quinty, on) == ({placement} if seen else set())


@pytest.mark.parametrize("state", ENDED)
def test_sight_of_the_mentor_ends_with_the_placement(
    placement: Placement, quinty: Person, state: PlacementState
) -> None:
    factories.log_entry(placement)
    Placement.objects.update(state=state)
    assert (_placements(quinty), _entries(quinty)) == (set(), set())
    assert not Placement.objects.mentored_by(quinty, TODAY).exists()


def test_mentor_sees_what_to_agree_to(anna: Person, quinty: Person) -> None:
    planned = work.planned(factories.enrolment(somebody=anna), quinty)
    assert _placements(quinty, FIRST - work.DAY) == {planned}


def test_mentor_sees_no_drafts(placement: Placement, quinty: Person, anna: Person) -> None:
    draft = work.draft(placement)
    handed_in, decided = factories.log_entry(placement), _decided(placement, quinty)
    assert _entries(quinty) == {handed_in, decided}
    assert _entries(anna) == {draft, handed_in, decided}


def test_mentor_sees_what_waits_after_the_last_day(placement: Placement, quinty: Person) -> None:
    waiting = factories.log_entry(placement)
    _decided(placement, quinty)
    work.draft(placement)
    assert _entries(quinty, LAST + work.DAY) == {waiting}


def test_another_mentor_sees_nothing(placement: Placement, bas: Person) -> None:
    own = factories.placement(factories.enrolment(), bas)
    factories.log_entry(placement)
    assert (_placements(bas), _entries(bas)) == ({own}, set())


def test_office_and_readers_see_all(placement: Placement, office: Person) -> None:
    reader = factories.person()
    _role(reader, RoleKind.OFFICE_READER)
    entry, observation = work.draft(placement), work.observe(placement, reader)
    for each in (office, reader):
        assert _placements(each) == {placement}
        assert (_entries(each), _observations(each)) == ({entry}, {observation})


def test_coordinator_sees_the_own_region(placement: Placement, bas: Person) -> None:
    group = factories.local_group()
    local = factories.enrolment(somebody=factories.person(local_group=group))
    own = factories.placement(local, factories.person())
    entry = factories.log_entry(own)
    work.draft(own)
    factories.log_entry(placement)
    _role(bas, RoleKind.COORDINATOR, region=group.region, ends_on=TODAY + work.DAY)
    assert (_placements(bas), _entries(bas)) == ({own}, {entry})
    assert _placements(bas, TODAY + work.DAY) == set()


def test_observer_sees_the_own_observation_only(placement: Placement, bas: Person) -> None:
    made = work.observe(placement, bas)
    work.observe(placement, factories.person())
    assert (_observations(bas), _placements(bas), _entries(bas)) == ({made}, set(), set())


def test_trainee_and_mentor_see_observations(
    placement: Placement, anna: Person, quinty: Person, bas: Person
) -> None:
    made = work.observe(placement, bas)
    assert _observations(anna) == _observations(quinty) == {made}
    assert _observations(quinty, LAST + work.DAY) == set()


def test_closed_account_sees_nothing(placement: Placement, anna: Person, quinty: Person) -> None:
    factories.log_entry(placement)
    work.observe(placement, quinty)
    for each in (anna, quinty):
        each.is_active = False
        assert [*_placements(each), *_entries(each), *_observations(each)] == []


def test_person_comes_once_whatever_the_reasons(placement: Placement, quinty: Person) -> None:
    factories.log_entry(placement)
    work.observe(placement, quinty)
    assert access.visible_placements(quinty, TODAY).count() == 1
    assert access.visible_log_entries(quinty, TODAY).count() == 1
    assert access.visible_observations(quinty, TODAY).count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_rows_as_for_one(
    quinty: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        placement = factories.placement(factories.enrolment(), quinty)
        factories.log_entry(placement)
        work.observe(placement, quinty)
    for seen in (_placements, _entries):
        with django_assert_num_queries(2):
            assert len(seen(quinty)) == count
    with django_assert_num_queries(2):
        assert len(_observations(quinty)) == count


def _answers(may: Callable[[Person], bool], *people: Person) -> list[bool]:
    return [may(each) for each in people]


def test_who_leads_marks_a_session(quinty: Person, office: Person, anna: Person) -> None:
    session = factories.session(factories.run(), lead=quinty)
    factories.participation(session.appointment, anna)
    may = _answers(lambda p: access.may_mark_session(p, session, TODAY), quinty, office, anna)
    assert may == [True, True, False]


def test_trainee_and_office_hand_in(anna: Person, bas: Person, office: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    may = _answers(lambda p: access.may_hand_in(p, enrolment, TODAY), anna, office, bas)
    assert may == [True, True, False]


def test_who_leads_a_session_of_the_run_assesses(
    placement: Placement, anna: Person, bas: Person, office: Person, quinty: Person
) -> None:
    _lead(placement, bas)
    other = factories.placement(factories.enrolment(), quinty)
    _lead(other, quinty)
    enrolment = placement.enrolment
    may = _answers(lambda p: access.may_assess(p, enrolment, TODAY), bas, office, quinty, anna)
    assert may == [True, True, False, False]


def test_nobody_assesses_their_own_work(placement: Placement, anna: Person) -> None:
    _lead(placement, anna)
    _role(anna, RoleKind.OFFICE)
    assert not access.may_assess(anna, placement.enrolment, TODAY)


def test_who_declined_to_lead_or_cannot_sign_in_does_not_assess(
    placement: Placement, bas: Person
) -> None:
    _lead(placement, bas, answer=Answer.DECLINED)
    assert not access.may_assess(bas, placement.enrolment, TODAY)
    _lead(placement, bas)
    bas.is_active = False
    assert not access.may_assess(bas, placement.enrolment, TODAY)


def test_mentor_and_office_offer_places(quinty: Person, bas: Person, office: Person) -> None:
    may = _answers(lambda p: access.may_offer_placements(p, quinty, TODAY), quinty, office, bas)
    assert may == [True, True, False]


def test_both_sides_and_the_office_agree_while_it_is_planned(
    anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    people = (anna, quinty, office, bas)
    may = _answers(lambda p: access.may_agree(p, placement, TODAY), *people)
    assert may == [True, True, True, False]
    placement.state = PlacementState.ACTIVE
    assert not any(_answers(lambda p: access.may_agree(p, placement, TODAY), *people))


def test_mentor_and_office_end_a_placement(
    placement: Placement, anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    people = (quinty, office, anna, bas)
    may = _answers(lambda p: access.may_end_placement(p, placement, TODAY), *people)
    assert may == [True, True, False, False]


@pytest.mark.parametrize("state", ENDED)
def test_mentor_of_what_ended_does_nothing(
    placement: Placement, quinty: Person, state: PlacementState
) -> None:
    placement.state = state
    assert not access.may_end_placement(quinty, placement, TODAY)
    assert not access.may_evaluate(quinty, placement, TODAY)


def test_trainee_and_office_write_entries(
    placement: Placement, anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    people = (anna, office, quinty, bas)
    may = _answers(lambda p: access.may_write_entry(p, placement, TODAY), *people)
    assert may == [True, True, False, False]
    placement.state = PlacementState.COMPLETED
    may = _answers(lambda p: access.may_write_entry(p, placement, TODAY), *people)
    assert may == [False, True, False, False]


@pytest.mark.parametrize("state", LogEntryState)
def test_entry_changes_until_it_is_handed_in(
    placement: Placement, anna: Person, bas: Person, state: LogEntryState
) -> None:
    entry = factories.log_entry(placement, decided_by=bas, decided_at=factories.NOW, state=state)
    is_open = state in (LogEntryState.DRAFT, LogEntryState.REJECTED)
    assert access.may_change_entry(anna, entry, TODAY) == is_open
    assert not access.may_change_entry(bas, entry, TODAY)


def test_only_the_mentor_decides_while_it_is_active(
    placement: Placement, anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    entry = factories.log_entry(placement)
    people = (quinty, anna, bas, office)
    may = _answers(lambda p: access.may_decide_entry(p, entry, LAST + work.DAY), *people)
    assert may == [True, False, False, False]


@pytest.mark.parametrize("state", ENDED)
def test_only_the_office_decides_afterwards(
    placement: Placement, anna: Person, quinty: Person, office: Person, state: PlacementState
) -> None:
    Placement.objects.update(state=state)
    entry = LogEntry.objects.get(pk=factories.log_entry(placement).pk)
    may = _answers(lambda p: access.may_decide_entry(p, entry, TODAY), office, quinty, anna)
    assert may == [True, False, False]


def test_nobody_decides_on_what_does_not_wait_or_is_their_own(
    placement: Placement, quinty: Person, anna: Person
) -> None:
    assert not access.may_decide_entry(quinty, work.draft(placement), TODAY)
    _role(anna, RoleKind.OFFICE)
    placement.state = PlacementState.COMPLETED
    assert not access.may_decide_entry(anna, factories.log_entry(placement), TODAY)


def test_mentor_and_office_evaluate(
    placement: Placement, anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    _role(anna, RoleKind.OFFICE)
    people = (quinty, office, anna, bas)
    may = _answers(lambda p: access.may_evaluate(p, placement, TODAY), *people)
    assert may == [True, True, False, False]


def test_trainers_of_the_run_observe(
    placement: Placement, anna: Person, quinty: Person, bas: Person, office: Person
) -> None:
    _lead(placement, bas)
    _lead(placement, anna)
    people = (quinty, office, bas, anna, factories.person())
    may = _answers(lambda p: access.may_observe(p, placement, TODAY), *people)
    assert may == [True, True, True, False, False]


def test_closed_account_of_a_mentor_does_nothing(placement: Placement, quinty: Person) -> None:
    quinty.is_active = False
    entry = factories.log_entry(placement)
    planned = work.planned(factories.enrolment(), quinty)
    assert not access.may_decide_entry(quinty, entry, TODAY)
    assert not access.may_end_placement(quinty, placement, TODAY)
    assert not access.may_evaluate(quinty, placement, TODAY)
    assert not access.may_agree(quinty, planned, TODAY)
    assert not access.may_offer_placements(quinty, quinty, TODAY)
