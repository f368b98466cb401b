"""The final assignment: handing it in and judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from courses import actions
from courses.models import FinalAssignment
from courses.states import JUDGEMENTS, EnrolmentState, Result
from tests import factories
from tests.courses import places, work
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Enrolment
    from people.models import Person

pytestmark = pytest.mark.django_db


def _submit(enrolment: Enrolment, title: Any = "Draaiboek") -> FinalAssignment:
    return actions.submit_final_assignment(
        enrolment=enrolment, title=title, by=enrolment.person, now=factories.NOW
    )


def _assess(
    made: FinalAssignment, result: Any, by: Person, now: dt.datetime = factories.NOW
) -> FinalAssignment:
    return actions.assess_final_assignment(assignment=made, result=result, by=by, now=now)


@pytest.mark.parametrize("title", ["Wmo of Wlz?", "Draaiboek 🎉, deel 1: “IJ”", "x" * 200])
def test_assignment_is_handed_in_today(title: str) -> None:
    made = _submit(factories.enrolment(), f"  {title} ")
    assert (made.title, made.submitted_on, made.result) == (title, work.MONDAY, "")
    assert AuditEntry.objects.all().about(made).get().verb == "final_assignment.submitted"


def test_log_does_not_hold_the_title() -> None:
    made = _submit(factories.enrolment(), "Van Anna")
    assert AuditEntry.objects.all().about(made).get().data == {}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "text.required"),
        ("  ", "text.required"),
        ("a\x00b", "text.nul"),
        ("x" * 201, "text.too_long"),
        (7, "text.wrong_type"),
    ],
)
def test_title_that_cannot_be_is_refused(title: Any, code: str) -> None:
    with refuses(code):
        _submit(factories.enrolment(), title)


def test_one_assignment_waits_at_a_time() -> None:
    enrolment = factories.enrolment()
    _submit(enrolment)
    with refuses("final_assignment.already_waiting"):
        _submit(enrolment)


@pytest.mark.parametrize("result", JUDGEMENTS)
def test_after_a_judgement_another_can_be_handed_in(quinty: Person, result: Result) -> None:
    enrolment = factories.enrolment()
    work.assignment(enrolment, **work.judged(result, quinty))
    assert _submit(enrolment).result == Result.PENDING


def test_who_does_not_take_part_hands_nothing_in() -> None:
    with refuses("final_assignment.not_taking_part", "text.required"):
        _submit(places.waiting(factories.run()), "")
    left: dict[str, Any] = {"state": EnrolmentState.WITHDRAWN, "ended_at": factories.NOW}
    with refuses("final_assignment.not_taking_part"):
        _submit(factories.enrolment(**left))


@pytest.mark.parametrize("result", JUDGEMENTS)
def test_assessment_keeps_who_and_when(quinty: Person, result: Result) -> None:
    made = _assess(work.assignment(factories.enrolment()), str(result), quinty)
    fresh = FinalAssignment.objects.get(pk=made.pk)
    assert (fresh.result, fresh.assessed_by, fresh.assessed_on) == (result, quinty, work.MONDAY)


def test_own_assignment_is_not_assessed(anna: Person) -> None:
    made = work.assignment(factories.enrolment(somebody=anna))
    with refuses("final_assignment.own"):
        _assess(made, Result.APPROVED, anna)


def test_assignment_is_assessed_once(quinty: Person) -> None:
    made = work.assignment(factories.enrolment())
    _assess(made, Result.APPROVED, quinty)
    with refuses("final_assignment.already_assessed"):
        _assess(made, Result.APPROVED, quinty)


def test_assignment_is_assessed_from_the_day_it_was_handed_in(quinty: Person) -> None:
    made = work.assignment(factories.enrolment())
    with refuses("final_assignment.before_submission"):
        _assess(made, Result.APPROVED, quinty, factories.utc(2027, 2, 28, 22))
    # By the calendar in Amsterdam this is 1 March.
    assert _assess(made, Result.APPROVED, quinty, factories.utc(2027, 2, 28, 23)).result


@pytest.mark.parametrize("result", ["", "op koers", "ok", None])
def test_assessment_is_a_word_that_judges(quinty: Person, result: Any) -> None:
    with refuses("result.not_a_judgement"):
        _assess(work.assignment(factories.enrolment()), result, quinty)
