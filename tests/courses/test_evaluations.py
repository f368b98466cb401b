"""The evaluations halfway and at the end of a placement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from courses.models import Evaluation
from courses.states import JUDGEMENTS, EvaluationMoment, PlacementState, Result
from tests import factories
from tests.courses import work
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Placement
    from people.models import Person

pytestmark = pytest.mark.django_db

FINAL = EvaluationMoment.FINAL


@pytest.fixture
def placement(anna: Person, quinty: Person) -> Placement:
    """An active placement of Anna with Quinty, from 8 February to 18 June."""
    return factories.placement(factories.enrolment(somebody=anna), quinty)


def test_evaluation_keeps_what_both_said(placement: Placement, quinty: Person) -> None:
    said = {"mentor_remarks": " Groeit ", "trainee_remarks": "Ik durf meer 🎉"}
    made = Evaluation.objects.get(pk=work.evaluate(placement, quinty, **said).pk)
    assert (made.moment, made.held_on, made.result) == ("mid", work.MONDAY, "op koers")
    assert (made.mentor_remarks, made.trainee_remarks) == ("Groeit", "Ik durf meer 🎉")
    assert AuditEntry.objects.all().about(made).get().data == {"moment": "mid"}


@pytest.mark.parametrize("result", Result)
def test_mid_evaluation_ends_in_any_word(
    placement: Placement, quinty: Person, result: Result
) -> None:
    assert work.evaluate(placement, quinty, result=str(result)).result == result


@pytest.mark.parametrize("result", JUDGEMENTS)
def test_final_evaluation_ends_in_a_judgement(
    placement: Placement, quinty: Person, result: Result
) -> None:
    assert work.evaluate(placement, quinty, moment=FINAL, result=str(result)).result == result


@pytest.mark.parametrize("result", ["", "op koers", "niet op koers", "prima", None])
def test_final_evaluation_without_a_judgement_is_refused(
    placement: Placement, quinty: Person, result: Any
) -> None:
    with refuses("result.not_a_judgement"):
        work.evaluate(placement, quinty, moment=FINAL, result=result)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"result": "prima"}, ["result.unknown"]),
        ({"result": None}, ["result.unknown"]),
        ({"moment": "later"}, ["evaluation.unknown_moment"]),
        ({"moment": "\x00"}, ["evaluation.unknown_moment"]),
        ({"moment": None}, ["evaluation.unknown_moment"]),
        ({"held_on": "today"}, ["day.wrong_type"]),
        ({"held_on": factories.NOW}, ["day.wrong_type"]),
        ({"held_on": work.MONDAY + work.DAY}, ["evaluation.in_future"]),
        ({"mentor_remarks": "\x00", "trainee_remarks": "x" * 5001}, ["text.nul", "text.too_long"]),
        ({"moment": FINAL, "result": "", "held_on": None}, ["result.not_a_judgement",
                                                           "day.wrong_type"]),
    ],
)  # fmt: skip
def test_evaluation_that_cannot_be_is_refused(
    placement: Placement, quinty: Person, changes: dict[str, Any], codes: list[str]
) -> None:
    with refuses(*codes):
        work.evaluate(placement, quinty, **changes)
    assert not Evaluation.objects.exists()


def test_day_is_that_of_the_calendar_of_the_run(placement: Placement, quinty: Person) -> None:
    changes = {"held_on": work.MONDAY + work.DAY, "now": factories.utc(2027, 3, 1, 23)}
    assert work.evaluate(placement, quinty, **changes).pk


@pytest.mark.parametrize("by_office", [True, False])
def test_each_evaluation_is_held_once(
    placement: Placement, quinty: Person, office: Person, *, by_office: bool
) -> None:
    work.evaluate(placement, quinty)
    with refuses("evaluation.already_held"):
        work.evaluate(placement, office if by_office else quinty, held_on=work.MONDAY - work.DAY)
    assert work.evaluate(placement, quinty, moment=FINAL, result=Result.GOOD).pk


def test_nobody_evaluates_their_own_placement(placement: Placement, anna: Person) -> None:
    with refuses("evaluation.own"):
        work.evaluate(placement, anna)


@pytest.mark.parametrize(
    ("day", "passed"),
    [
        (dt.date(2027, 2, 7), ["evaluation.outside_placement"]),
        (dt.date(2027, 2, 8), None),
        (dt.date(2027, 6, 18), None),
        (dt.date(2027, 6, 19), ["evaluation.outside_placement"]),
    ],
)
def test_day_outside_the_placement_is_a_warning(
    placement: Placement, quinty: Person, day: dt.date, passed: list[str] | None
) -> None:
    made = work.evaluate(placement, quinty, held_on=day, now=factories.utc(2027, 7, 1))
    assert AuditEntry.objects.all().about(made).get().data.get("passed") == passed


def test_placement_that_did_not_begin_is_not_evaluated(anna: Person, quinty: Person) -> None:
    placement = work.planned(factories.enrolment(somebody=anna), quinty)
    with refuses("placement.not_begun"):
        work.evaluate(placement, quinty)


@pytest.mark.parametrize("state", [PlacementState.COMPLETED, PlacementState.TERMINATED])
def test_placement_that_ended_can_be_evaluated(
    anna: Person, quinty: Person, state: PlacementState
) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), quinty, state=state)
    assert work.evaluate(placement, quinty).pk
