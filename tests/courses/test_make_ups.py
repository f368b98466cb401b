"""Make-ups: handing them in and judging them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry, Override
from courses import actions
from courses.models import MakeUp
from courses.states import EnrolmentState, Result
from scheduling.states import Attendance
from tests import factories
from tests.courses import places, work
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseSession, Enrolment
    from people.models import Person

pytestmark = pytest.mark.django_db

WHY = "Agreed with the trainers"


def _submit(enrolment: Enrolment, session: CourseSession, by: Person, **changes: Any) -> MakeUp:
    values: dict[str, Any] = {"now": factories.NOW} | changes
    return actions.submit_make_up(enrolment=enrolment, session=session, by=by, **values)


def _assess(made: MakeUp, result: Any, by: Person, now: dt.datetime = factories.NOW) -> MakeUp:
    return actions.assess_make_up(make_up=made, result=result, by=by, now=now)


def test_excused_absence_can_be_made_up_for(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    session = work.missed(enrolment)
    made = _submit(enrolment, session, anna)
    assert (made.session, made.submitted_on, made.result) == (session, work.MONDAY, "")
    assert AuditEntry.objects.all().about(made).get().verb == "make_up.submitted"


def test_make_up_is_dated_by_the_calendar_of_the_run(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    made = _submit(enrolment, work.missed(enrolment), anna, now=factories.utc(2027, 3, 1, 23))
    assert made.submitted_on == work.MONDAY + work.DAY


@pytest.mark.parametrize(
    "attendance", [each for each in Attendance if each != Attendance.ABSENT_EXCUSED]
)
def test_other_attendance_needs_approval(anna: Person, attendance: Attendance) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    with refuses("make_up.not_excused"):
        _submit(enrolment, work.missed(enrolment, attendance), anna)


def test_session_without_the_person_needs_approval(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    with refuses("make_up.not_excused"):
        _submit(enrolment, factories.session(enrolment.run), anna)


def test_rule_says_which_absence_can_be_made_up_for(anna: Person) -> None:
    rules = work.run_with_rules(makeup_only_for=Attendance.ABSENT_UNEXCUSED)
    enrolment = factories.enrolment(rules, anna)
    _submit(enrolment, work.missed(enrolment, Attendance.ABSENT_UNEXCUSED), anna)
    with refuses("make_up.not_excused"):
        _submit(enrolment, work.missed(enrolment), anna)


@pytest.mark.parametrize(("code", "codes"), [("S1", ["make_up.mandatory"]), ("S2", [])])
def test_mandatory_session_needs_approval(anna: Person, code: str, codes: list[str]) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    session = work.missed(enrolment, code=code)
    if not codes:
        assert _submit(enrolment, session, anna).session == session
        return
    with refuses(*codes):
        _submit(enrolment, session, anna)


def test_rules_of_the_own_curriculum_count(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    enrolment.curriculum = work.run_with_rules(mandatory_sessions=["S5"]).curriculum
    enrolment.save()
    _submit(enrolment, work.missed(enrolment, code="S1"), anna)
    with refuses("make_up.mandatory"):
        _submit(enrolment, work.missed(enrolment, code="S5"), anna)


def test_more_than_count_needs_approval(anna: Person, quinty: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    work.make_up(enrolment, **work.judged(Result.APPROVED, quinty))
    with refuses("make_up.too_many"):
        _submit(enrolment, work.missed(enrolment), anna)


@pytest.mark.parametrize("result", [Result.PENDING, Result.INSUFFICIENT])
def test_only_approved_make_ups_are_too_many(anna: Person, quinty: Person, result: Result) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    work.make_up(enrolment, **(work.judged(result, quinty) if result else {}))
    assert _submit(enrolment, work.missed(enrolment), anna).pk


def test_rule_without_make_ups_asks_approval_for_the_first(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(max_makeups_counted=0), anna)
    with refuses("make_up.too_many"):
        _submit(enrolment, work.missed(enrolment), anna)


def test_curriculum_without_sessions_asks_only_an_excuse(anna: Person) -> None:
    enrolment = factories.enrolment(factories.run(), anna)
    assert _submit(enrolment, work.missed(enrolment, code="S1"), anna).pk


def test_what_does_not_count_is_kept_when_the_office_says_why(anna: Person, office: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(max_makeups_counted=0), anna)
    session = work.missed(enrolment, Attendance.PRESENT, code="S8")
    made = _submit(enrolment, session, office, override=WHY)
    kept = Override.objects.get(entry__subject_id=made.pk, entry__verb="make_up.submitted")
    assert kept.reason == WHY
    assert kept.codes == ["make_up.mandatory", "make_up.not_excused", "make_up.too_many"]


def test_trainee_cannot_override(anna: Person) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    session = work.missed(enrolment, Attendance.PRESENT)
    with refuses("make_up.not_excused", "override.not_allowed"):
        _submit(enrolment, session, anna, override=WHY)


def test_session_of_another_run_is_refused_whatever_the_reason(
    anna: Person, office: Person
) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    other = work.missed(factories.enrolment(somebody=anna))
    with refuses("make_up.other_run"):
        _submit(enrolment, other, office, override=WHY)


@pytest.mark.parametrize(
    "state", [EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED]
)
def test_who_no_longer_takes_part_hands_nothing_in(anna: Person, state: EnrolmentState) -> None:
    enrolment = factories.enrolment(factories.run(), anna, state=state, ended_at=factories.NOW)
    with refuses("make_up.not_taking_part"):
        _submit(enrolment, work.missed(enrolment), anna)


def test_who_waits_hands_nothing_in(anna: Person) -> None:
    enrolment = places.waiting(factories.run(), anna)
    with refuses("make_up.not_taking_part"):
        _submit(enrolment, work.missed(enrolment), anna)


@pytest.mark.parametrize("result", [Result.PENDING, Result.APPROVED, Result.FAIR])
def test_second_make_up_of_a_session_is_refused(
    anna: Person, quinty: Person, result: Result
) -> None:
    enrolment = factories.enrolment(work.run_with_rules(max_makeups_counted=9), anna)
    first = work.make_up(enrolment, **(work.judged(result, quinty) if result else {}))
    with refuses("make_up.already_there"):
        _submit(enrolment, first.session, anna)


@pytest.mark.parametrize("result", [Result.INSUFFICIENT, Result.REJECTED])
def test_make_up_that_was_not_good_enough_is_done_again(
    anna: Person, quinty: Person, result: Result
) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    first = work.make_up(enrolment, **work.judged(result, quinty))
    assert _submit(enrolment, first.session, anna).pk != first.pk


def test_assessment_keeps_who_and_when(quinty: Person) -> None:
    made = work.make_up(factories.enrolment())
    after = _assess(made, Result.APPROVED, quinty, factories.utc(2027, 3, 4))
    day = work.MONDAY + 3 * work.DAY
    assert (after.result, after.assessed_by, after.assessed_on) == ("goedgekeurd", quinty, day)
    assert AuditEntry.objects.all().about(made).get().data == {"result": "goedgekeurd"}


@pytest.mark.parametrize(
    "result", ["", "op koers", "niet op koers", "prima", "goedgekeurd\x00", None, 1, []]
)
def test_assessment_is_a_word_that_judges(quinty: Person, result: Any) -> None:
    with refuses("result.not_a_judgement"):
        _assess(work.make_up(factories.enrolment()), result, quinty)


def test_own_make_up_is_not_assessed(anna: Person) -> None:
    made = work.make_up(factories.enrolment(somebody=anna))
    with refuses("make_up.own"):
        _assess(made, Result.APPROVED, anna)


def test_make_up_is_assessed_once(quinty: Person, office: Person) -> None:
    made = work.make_up(factories.enrolment())
    _assess(made, Result.INSUFFICIENT, quinty)
    with refuses("make_up.already_assessed"):
        _assess(made, Result.APPROVED, office)
    assert MakeUp.objects.get().result == Result.INSUFFICIENT


def test_make_up_is_assessed_from_the_day_it_was_handed_in(quinty: Person) -> None:
    made = work.make_up(factories.enrolment(), submitted_on=work.MONDAY + work.DAY)
    with refuses("make_up.before_submission"):
        _assess(made, Result.APPROVED, quinty)
    assert _assess(made, Result.APPROVED, quinty, factories.utc(2027, 3, 2)).result


def test_all_that_is_wrong_with_an_assessment_comes_at_once(anna: Person, quinty: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    made = work.make_up(enrolment, **work.judged(Result.GOOD, quinty))
    codes = ("make_up.own", "make_up.already_assessed", "make_up.before_submission")
    with refuses("result.not_a_judgement", *codes):
        _assess(made, "", anna, factories.utc(2027, 2, 1))


@pytest.mark.parametrize("count", [1, 30])
def test_handing_in_asks_as_much_with_thirty_make_ups_as_with_one(
    anna: Person, count: int, django_assert_num_queries: Any
) -> None:
    enrolment = factories.enrolment(work.run_with_rules(), anna)
    for _ in range(count):
        work.make_up(enrolment)
    session = work.missed(enrolment)
    with django_assert_num_queries(11):
        _submit(enrolment, session, anna)
