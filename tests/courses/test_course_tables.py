"""What the database itself refuses of courses, runs and enrolments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from courses.models import (
    Course,
    CourseRun,
    CourseSession,
    Curriculum,
    Declaration,
    Enrolment,
    Exemption,
    LearningObjective,
    SessionPart,
    Stage,
    WorkForm,
)
from courses.states import EnrolmentState
from tests import factories
from tests.courses import places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

pytestmark = pytest.mark.django_db

NOON = factories.NOW


def _run(**fields: Any) -> CourseRun:
    return factories.run(**fields)


def _enrolment(**fields: Any) -> Enrolment:
    values: dict[str, Any] = {"enrolled_at": None} | fields
    return factories.enrolment(factories.run(), **values)


def _exemption(enrolment: Enrolment, **fields: Any) -> Exemption:
    stage, _ = Stage.objects.get_or_create(
        curriculum=enrolment.curriculum, position=1, defaults={"kind": "walk"}
    )
    values: dict[str, Any] = {"reason": "r", "proof": "p", "part": ""} | fields
    return Exemption.objects.create(
        enrolment=enrolment, stage=stage, decided_by=enrolment.person, decided_at=NOON, **values
    )


def _part(session: CourseSession, **fields: Any) -> SessionPart:
    values: dict[str, Any] = {"position": 1, "title": "Part", "minutes": 10} | fields
    return SessionPart.objects.create(session=session, **values)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("course_has_a_code_and_a_name", lambda: Course.objects.create(code="", name="A")),
        ("course_has_a_code_and_a_name", lambda: Course.objects.create(code="A", name="")),
        (
            "certificate_is_valid_for_a_month_at_least",
            lambda: factories.curriculum(valid_months=0),
        ),
        (
            "work_form_group_sizes_are_in_order",
            lambda: WorkForm.objects.create(name="A", group_min=3, group_max=2),
        ),
        (
            "enrolment_closes_after_it_opens",
            lambda: _run(enrolment_opens_at=NOON, enrolment_closes_at=NOON),
        ),
        (
            "run_ends_after_it_starts",
            lambda: _run(starts_on=dt.date(2027, 2, 2), ends_on=dt.date(2027, 2, 1)),
        ),
        ("offer_lasts_a_day_at_least", lambda: _run(offer_days=0)),
        (
            "session_part_takes_a_minute_at_least",
            lambda: _part(factories.session(factories.run()), minutes=0),
        ),
        ("enrolment_state_is_known", lambda: _enrolment(state="asleep")),
        ("offer_has_a_deadline", lambda: _enrolment(state=EnrolmentState.OFFERED)),
        (
            "waiting_list_keeps_its_moment",
            lambda: _enrolment(state=EnrolmentState.WAITLISTED),
        ),
        ("who_takes_part_was_enrolled", lambda: _enrolment(state=EnrolmentState.COMPLETED)),
        ("ended_enrolment_has_a_moment", lambda: _enrolment(state=EnrolmentState.CANCELLED)),
        ("exemption_has_a_reason_and_proof", lambda: _exemption(factories.enrolment(), reason="")),
        ("exemption_has_a_reason_and_proof", lambda: _exemption(factories.enrolment(), proof="")),
    ],
)
def test_database_refuses_a_row(name: str, make: Callable[[], Model]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def _twice_curriculum() -> Callable[[], Model]:
    course = factories.curriculum().course
    return lambda: Curriculum.objects.create(course=course, revision=2, valid_months=1)


def _twice_stage_place() -> Callable[[], Model]:
    curriculum, kinds = factories.curriculum(), iter(["walk", "talk"])
    return lambda: Stage.objects.create(curriculum=curriculum, position=1, kind=next(kinds))


def _twice_stage_kind() -> Callable[[], Model]:
    curriculum, positions = factories.curriculum(), iter([1, 2])
    return lambda: Stage.objects.create(
        curriculum=curriculum, position=next(positions), kind="walk"
    )


def _twice_objective() -> Callable[[], Model]:
    curriculum = factories.curriculum()
    return lambda: LearningObjective.objects.create(curriculum=curriculum, text="Asks")


def _twice_run() -> Callable[[], Model]:
    curriculum = factories.curriculum()
    return lambda: factories.run(curriculum=curriculum, code="2027")


def _twice_session() -> Callable[[], Model]:
    run = factories.run()
    return lambda: factories.session(run, code="S1")


def _twice_part() -> Callable[[], Model]:
    session = factories.session(factories.run())
    return lambda: _part(session)


def _twice_open_enrolment() -> Callable[[], Model]:
    run, person = factories.run(), factories.person()
    makers: Iterator[places.Maker] = iter([places.applied, places.waiting])
    return lambda: next(makers)(run, person)


def _twice_declaration() -> Callable[[], Model]:
    enrolment = factories.enrolment()
    return lambda: Declaration.objects.create(
        enrolment=enrolment, kind="code_of_conduct", signed_on=NOON.date()
    )


def _twice_exemption() -> Callable[[], Model]:
    enrolment = factories.enrolment()
    return lambda: _exemption(enrolment, part="walk.far")


@pytest.mark.parametrize(
    "prepare",
    [
        lambda: lambda: Course.objects.create(code="TTT", name="A"),
        lambda: lambda: WorkForm.objects.create(name="Quiz"),
        _twice_curriculum,
        _twice_stage_place,
        _twice_stage_kind,
        _twice_objective,
        _twice_run,
        _twice_session,
        _twice_part,
        _twice_open_enrolment,
        _twice_declaration,
        _twice_exemption,
    ],
)
def test_database_refuses_the_second_row(prepare: Callable[[], Callable[[], Model]]) -> None:
    make = prepare()
    make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_constraint_speaks_in_a_sentence() -> None:
    run = factories.run()
    run.offer_days = 0
    with pytest.raises(ValidationError, match="accepted for at least a day"):
        run.full_clean()


def test_rows_say_what_they_are() -> None:
    curriculum = factories.curriculum({"walk": {}})
    run = factories.run(curriculum=curriculum, code="2027-V")
    enrolment = factories.enrolment(run, factories.person(given_name="An", family_name="IJ"))
    signed = Declaration(enrolment=enrolment, kind="code_of_conduct")
    course = curriculum.course
    assert [str(each) for each in (curriculum, curriculum.stages.get(), run, enrolment)] == [
        f"{course} (1)", "walk", f"{course.code} 2027-V", f"An IJ – {course.code} 2027-V",
    ]  # fmt: skip
    assert str(signed) == f"{enrolment}: code of conduct"
    assert str(_exemption(enrolment, part="walk.far")) == f"{enrolment}: walk.far"
    assert str(factories.session(run, code="S1")) == "S1"
    assert [str(SessionPart(title="Open")), str(WorkForm(name="Quiz"))] == ["Open", "Quiz"]


def test_taking_part_is_from_enrolling_until_the_day_of_ending() -> None:
    # 23:30 UTC is the next day by the clock of the run.
    enrolment = factories.enrolment(
        enrolled_at=factories.utc(2027, 1, 9, 23, 30), ended_at=factories.utc(2027, 4, 8, 18)
    )
    days = [dt.date(2027, 1, 9), dt.date(2027, 1, 10), dt.date(2027, 4, 7), dt.date(2027, 4, 8)]
    assert [enrolment.took_part_on(day) for day in days] == [False, True, True, False]


def test_who_was_never_enrolled_takes_part_on_no_day() -> None:
    assert not places.waiting(factories.run()).took_part_on(dt.date(2027, 3, 1))
