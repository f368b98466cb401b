"""Observations of a trainee at work, on six criteria."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.models import AuditEntry
from common.problems import Refused
from courses import rules
from courses.models import CRITERIA, Observation
from courses.states import PlacementState
from tests import factories
from tests.courses import work
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Placement
    from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(anna: Person, quinty: Person) -> Placement:
    """An active placement of Anna with Quinty, from 8 February to 18 June."""
    return factories.placement(factories.enrolment(somebody=anna), quinty)


def _passed(made: Observation) -> list[str]:
    return list(AuditEntry.objects.all().about(made).get().data.get("passed", []))


def test_observation_keeps_six_scores(placement: Placement, bas: Person) -> None:
    scores = dict(zip(CRITERIA, [1, 2, 3, 4, 3, 2], strict=True))
    made = work.observe(placement, bas, scores=scores, remarks=" Helder ")
    kept = Observation.objects.get(pk=made.pk)
    assert (kept.scores, kept.observer, kept.observed_on) == ((1, 2, 3, 4, 3, 2), bas, work.MONDAY)
    assert (kept.remarks, _passed(kept)) == ("Helder", [])
    assert AuditEntry.objects.all().about(kept).get().verb == "observation.made"


@pytest.mark.parametrize("score", [0, 5, -1, 2.5, "3", None, True])
@pytest.mark.parametrize("criterion", [CRITERIA[0], CRITERIA[5]])
def test_score_outside_one_to_four_is_refused(
    placement: Placement, bas: Person, score: Any, criterion: str
) -> None:
    with refuses("observation.score_out_of_range"):
        work.observe(placement, bas, scores=work.SIX_THREES | {criterion: score})


def test_all_that_is_wrong_with_scores_comes_at_once(placement: Placement, bas: Person) -> None:
    scores = {CRITERIA[0]: 5, CRITERIA[1]: 3, "charm": 4, "state": 1}
    with pytest.raises(Refused) as refusal:
        work.observe(placement, bas, scores=scores)
    found = {(problem.code, problem.field) for problem in refusal.value.problems}
    assert found == {
        ("observation.score_out_of_range", CRITERIA[0]),
        ("observation.unknown_criterion", "charm"),
        ("observation.unknown_criterion", "state"),
        *(("observation.missing_score", name) for name in CRITERIA[2:]),
    }


@pytest.mark.parametrize("scores", [None, [3] * 6, "333333", {}])
def test_what_is_no_scores_misses_all_six(placement: Placement, bas: Person, scores: Any) -> None:
    with refuses(*["observation.missing_score"] * 6):
        work.observe(placement, bas, scores=scores)


def test_nobody_observes_themselves(placement: Placement, anna: Person) -> None:
    with refuses("observation.own"):
        work.observe(placement, anna)


def test_nobody_writes_down_that_a_trainee_observed_themselves(
    placement: Placement, anna: Person, office: Person
) -> None:
    with refuses("observation.own"):
        work.observe(placement, anna, by=office)


def test_trainee_does_not_write_down_the_own_observation(
    placement: Placement, anna: Person, bas: Person
) -> None:
    with refuses("observation.own"):
        work.observe(placement, bas, by=anna)


def test_office_writes_down_for_the_observer(
    placement: Placement, bas: Person, office: Person
) -> None:
    assert work.observe(placement, bas, by=office).observer == bas


def test_observation_by_the_mentor_is_kept_with_a_warning(
    placement: Placement, quinty: Person
) -> None:
    assert _passed(work.observe(placement, quinty)) == ["observation.by_the_mentor"]


def test_mentor_of_an_earlier_placement_is_the_mentor_too(
    placement: Placement, bas: Person
) -> None:
    factories.placement(placement.enrolment, bas, state=PlacementState.TERMINATED)
    assert _passed(work.observe(placement, bas)) == ["observation.by_the_mentor"]


def test_mentor_of_somebody_else_is_independent(placement: Placement, bas: Person) -> None:
    factories.placement(factories.enrolment(), bas)
    assert _passed(work.observe(placement, bas)) == []


def test_second_observation_of_a_day_is_kept_with_a_warning(
    placement: Placement, bas: Person, office: Person
) -> None:
    work.observe(placement, bas)
    assert _passed(work.observe(placement, office)) == []
    assert _passed(work.observe(placement, bas)) == ["observation.same_day"]
    assert placement.observations.count() == 3


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"observed_on": work.MONDAY + work.DAY}, ["observation.in_future"]),
        ({"observed_on": None}, ["day.wrong_type"]),
        ({"observed_on": factories.NOW}, ["day.wrong_type"]),
        ({"remarks": "\x00"}, ["text.nul"]),
        ({"remarks": None}, ["text.wrong_type"]),
    ],
)
def test_observation_that_cannot_be_is_refused(
    placement: Placement, bas: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        work.observe(placement, bas, **changes)


@pytest.mark.parametrize(
    ("day", "passed"),
    [
        (dt.date(2027, 2, 7), ["observation.outside_placement"]),
        (dt.date(2027, 2, 8), []),
        (dt.date(2027, 6, 18), []),
        (dt.date(2027, 6, 19), ["observation.outside_placement"]),
    ],
)
def test_day_outside_the_placement_is_a_warning(
    placement: Placement, bas: Person, day: dt.date, passed: list[str]
) -> None:
    made = work.observe(placement, bas, observed_on=day, now=factories.utc(2027, 7, 1))
    assert _passed(made) == passed


def test_placement_that_did_not_begin_is_not_observed(bas: Person, quinty: Person) -> None:
    with refuses("placement.not_begun"):
        work.observe(work.planned(factories.enrolment(), quinty), bas)


@pytest.mark.parametrize("state", [PlacementState.COMPLETED, PlacementState.TERMINATED])
def test_observation_is_written_down_after_the_end(
    bas: Person, quinty: Person, state: PlacementState
) -> None:
    placement = factories.placement(factories.enrolment(), quinty, state=state)
    assert work.observe(placement, bas).pk


@given(st.dictionaries(st.sampled_from([*CRITERIA, "charm"]), st.integers(-2, 7)))
def test_problems_are_as_many_as_wrong_scores(scores: dict[str, int]) -> None:
    missing = len([name for name in CRITERIA if name not in scores])
    outside = len([name for name in CRITERIA if scores.get(name, 1) not in {1, 2, 3, 4}])
    unknown = int("charm" in scores)
    assert len(rules.score_problems(scores)) == missing + outside + unknown
