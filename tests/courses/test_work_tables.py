"""What the database itself refuses of placements, their log and their judgements."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from courses.models import (
    CRITERIA,
    Evaluation,
    FinalAssignment,
    LogEntry,
    MakeUp,
    Observation,
    Placement,
    PlacementOffer,
)
from courses.states import LogEntryState, PlacementState, Result
from tests import factories
from tests.courses import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

pytestmark = pytest.mark.django_db

DAY_BEFORE = work.MONDAY - work.DAY


def _offer(**fields: Any) -> PlacementOffer:
    values: dict[str, Any] = {
        "mentor": factories.person(),
        "region": factories.region(),
        "starts_on": work.MONDAY,
        "ends_on": work.MONDAY,
        "places": 1,
    } | fields
    return PlacementOffer.objects.create(**values)


def _placement(**fields: Any) -> Placement:
    return factories.placement(factories.enrolment(), factories.person(), **fields)


def _entry(**fields: Any) -> LogEntry:
    return factories.log_entry(_placement(), **fields)


def _evaluation(**fields: Any) -> Evaluation:
    values: dict[str, Any] = {"moment": "mid", "held_on": work.MONDAY, "result": ""} | fields
    return Evaluation.objects.create(placement=_placement(), **values)


def _observation(**scores: int) -> Observation:
    return Observation.objects.create(
        placement=_placement(),
        observer=factories.person(),
        observed_on=work.MONDAY,
        **work.SIX_THREES | scores,
    )


def _make_up(**fields: Any) -> MakeUp:
    return work.make_up(factories.enrolment(), **fields)


def _assignment(**fields: Any) -> FinalAssignment:
    return work.assignment(factories.enrolment(), **fields)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("placement_offer_ends_after_it_starts", lambda: _offer(ends_on=DAY_BEFORE)),
        ("placement_offer_has_a_place", lambda: _offer(places=0)),
        (
            "placement_ends_after_it_starts",
            lambda: _placement(starts_on=work.MONDAY, ends_on=DAY_BEFORE),
        ),
        ("placement_takes_a_minute_at_least", lambda: _placement(planned_minutes=0)),
        ("placement_state_is_known", lambda: _placement(state="asleep")),
        ("placement_begins_when_both_agreed", lambda: _placement(trainee_agreed_at=None)),
        (
            "placement_begins_when_both_agreed",
            lambda: _placement(state=PlacementState.COMPLETED, mentor_agreed_at=None),
        ),
        ("log_entry_takes_a_minute_to_a_day", lambda: _entry(minutes=0)),
        ("log_entry_takes_a_minute_to_a_day", lambda: _entry(minutes=1441)),
        ("log_entry_decision_has_a_decider", lambda: _entry(state=LogEntryState.APPROVED)),
        ("log_entry_decision_has_a_decider", lambda: _entry(state=LogEntryState.REJECTED)),
        ("log_entry_state_is_known", lambda: _entry(state="asleep")),
        ("log_entry_activity_is_known", lambda: _entry(activity="rest")),
        ("log_entry_was_submitted", lambda: _entry(submitted_at=None)),
        ("evaluation_moment_and_result_are_known", lambda: _evaluation(moment="later")),
        ("evaluation_moment_and_result_are_known", lambda: _evaluation(result="prima")),
        ("make_up_result_has_an_assessor", lambda: _make_up(result=Result.GOOD)),
        ("make_up_is_assessed_after_it_is_submitted", lambda: _make_up(assessed_on=DAY_BEFORE)),
        ("final_assignment_result_has_an_assessor", lambda: _assignment(result=Result.GOOD)),
        (
            "final_assignment_is_assessed_after_it_is_submitted",
            lambda: _assignment(assessed_on=DAY_BEFORE),
        ),
    ],
)
def test_database_refuses_a_row(name: str, make: Callable[[], Model]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("score", [0, 5])
def test_database_refuses_a_score_outside_one_to_four(criterion: str, score: int) -> None:
    message = "observation_scores_are_one_to_four"
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        _observation(**{criterion: score})


def _twice_active() -> Callable[[], Model]:
    enrolment, mentor = factories.enrolment(), factories.person()
    return lambda: factories.placement(enrolment, mentor)


def _twice_evaluation() -> Callable[[], Model]:
    placement = _placement()
    return lambda: Evaluation.objects.create(
        placement=placement, moment="final", held_on=work.MONDAY
    )


def _twice_make_up() -> Callable[[], Model]:
    enrolment = factories.enrolment()
    session = work.missed(enrolment)
    return lambda: work.make_up(enrolment, session)


def _twice_assignment() -> Callable[[], Model]:
    enrolment = factories.enrolment()
    return lambda: work.assignment(enrolment)


@pytest.mark.parametrize(
    "prepare", [_twice_active, _twice_evaluation, _twice_make_up, _twice_assignment]
)
def test_database_refuses_the_second_row(prepare: Callable[[], Callable[[], Model]]) -> None:
    make = prepare()
    make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_judged_rows_do_not_stand_in_the_way() -> None:
    enrolment, judge = factories.enrolment(), factories.person()
    session = work.missed(enrolment)
    for _ in range(2):
        work.make_up(enrolment, session, **work.judged(Result.INSUFFICIENT, judge))
        work.assignment(enrolment, **work.judged(Result.GOOD, judge))
    assert (enrolment.make_ups.count(), enrolment.final_assignments.count()) == (2, 2)


def test_rows_say_what_they_are() -> None:
    anna = factories.person(given_name="Anna", family_name="Appelmoes")
    host = factories.local_group(name="Walcheren")
    placement = factories.placement(factories.enrolment(somebody=anna), anna, host=host)
    entry = factories.log_entry(placement)
    observation = Observation(placement=placement, observed_on=work.MONDAY)
    assert str(placement) == "Anna Appelmoes – Walcheren"
    assert str(entry) == "observe 2027-02-16 (180 min)"
    assert str(Evaluation(placement=placement, moment="mid")).endswith("mid evaluation")
    assert str(observation) == "Anna Appelmoes – Walcheren (2027-03-01)"
    assert str(_offer(mentor=anna, region=factories.region(name="AMS"))).endswith("AMS (1)")


def test_entry_knows_its_end_and_its_day() -> None:
    entry = _entry(starts_at=factories.utc(2027, 2, 16, 23), minutes=90)
    assert entry.ends_at == factories.utc(2027, 2, 17, 0, 30)
    assert entry.local_date == dt.date(2027, 2, 17)


def test_placement_is_halfway_in_the_middle() -> None:
    placement = Placement(starts_on=dt.date(2027, 2, 8), ends_on=dt.date(2027, 6, 18))
    assert placement.halfway_on == dt.date(2027, 4, 14)
    assert placement.ends_on in placement.period


def test_entries_wait_for_the_mentor_of_an_active_placement() -> None:
    mentor = factories.person()
    placement = factories.placement(factories.enrolment(), mentor)
    waiting = factories.log_entry(placement)
    work.draft(placement)
    ended = factories.placement(factories.enrolment(), mentor, state=PlacementState.TERMINATED)
    factories.log_entry(ended)
    _entry()
    assert list(LogEntry.objects.waiting_for(mentor)) == [waiting]


def test_entries_that_wait_longer_than_a_moment() -> None:
    entry = _entry(submitted_at=factories.NOW)
    work.draft(entry.placement)
    assert not LogEntry.objects.waiting_since(factories.NOW).exists()
    later = factories.NOW + dt.timedelta(seconds=1)
    assert list(LogEntry.objects.waiting_since(later)) == [entry]
