"""Courses, their curricula, and what somebody is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.models import AuditEntry, Override
from courses import actions, rules
from courses.models import Course, Curriculum, Exemption
from courses.rules import StageDraft
from courses.states import CurriculumState, EnrolmentState
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

TALK = StageDraft("talk", "Talking", {"minimum": 2})
WALK = StageDraft("walk")


@pytest.fixture
def course(db: None) -> Course:
    return Course.objects.create(code="TTT", name="Train the trainer")


def _draft(course: Course, by: Person, now: dt.datetime, **changes: Any) -> Curriculum:
    facts: dict[str, Any] = {"valid_months": 36, "stages": [TALK, WALK]} | changes
    return actions.draft_curriculum(course=course, by=by, now=now, **facts)


def test_course_is_created_and_logged(office: Person, now: dt.datetime) -> None:
    course = actions.create_course(code="TTT", name="Train the trainer 🎓", by=office, now=now)
    assert str(course) == "Train the trainer 🎓"
    assert [entry.verb for entry in AuditEntry.objects.all().about(course)] == ["course.created"]


def test_course_code_is_unique(course: Course, office: Person, now: dt.datetime) -> None:
    with refuses("course.code_taken"):
        actions.create_course(code="TTT", name="Another", by=office, now=now)


def test_course_tells_all_that_is_wrong_with_its_texts(office: Person, now: dt.datetime) -> None:
    with refuses("text.required", "text.nul"):
        actions.create_course(code=" ", name="A\x00B", by=office, now=now)


def test_draft_keeps_stages_in_order(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    curriculum = _draft(course, office, now)
    stages = curriculum.stages.values_list("position", "kind", "title", "parameters")
    assert list(stages) == [(1, "talk", "Talking", {"minimum": 2}), (2, "walk", "", {})]
    assert curriculum.state == CurriculumState.DRAFT


def test_draft_keeps_objectives(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    curriculum = _draft(course, office, now, objectives=["Tells a story", "Asks a question"])
    texts = curriculum.objectives.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["Tells a story", "Asks a question"]


def test_draft_has_the_next_revision_of_its_own_course(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    factories.curriculum(revision=7)
    revisions = [_draft(course, office, now).revision for _ in range(3)]
    assert revisions == [1, 2, 3]


def test_draft_tells_everything_at_once(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    wrong = [StageDraft("talk", "x" * 121), StageDraft("swim"), StageDraft("swim")]
    with refuses(
        "number.out_of_range",
        "text.too_long",
        "talk.no_minimum",
        "stage.unknown_kind",
        "stage.unknown_kind",
        "stage.duplicate_kind",
        "text.required",
        "objective.duplicate",
    ):
        _draft(course, office, now, valid_months=0, stages=wrong, objectives=["", "a", "a"])


def test_draft_without_stages_is_refused(course: Course, office: Person, now: dt.datetime) -> None:
    with refuses("curriculum.no_stages"):
        _draft(course, office, now, stages=[])


@pytest.mark.parametrize("months", ["36", 3.5, None, True])
def test_draft_wants_whole_months(
    kinds: None, course: Course, office: Person, now: dt.datetime, months: object
) -> None:
    with refuses("number.wrong_type"):
        _draft(course, office, now, valid_months=months)


@pytest.mark.parametrize("months", [1, 600])
def test_months_at_the_limits_are_fine(kinds: None, months: int) -> None:
    assert rules.curriculum_problems(months, [TALK], []) == []


@pytest.mark.parametrize("months", [-1, 0, 601])
def test_months_beyond_the_limits_are_not(kinds: None, months: int) -> None:
    problems = rules.curriculum_problems(months, [TALK], [])
    assert [problem.code for problem in problems] == ["number.out_of_range"]


def test_parameters_that_are_no_names_with_values_are_refused(kinds: None) -> None:
    facts: dict[str, Any] = {"parameters": ["minimum"]}
    stage = StageDraft("walk", **facts)
    problems = rules.curriculum_problems(36, [stage], [])
    assert [(each.code, each.field) for each in problems] == [
        ("stage.bad_parameters", "stages.1.parameters")
    ]


def test_problem_of_a_stage_names_its_place(kinds: None) -> None:
    problems = rules.curriculum_problems(36, [WALK, StageDraft("talk")], [])
    assert [(each.code, each.field) for each in problems] == [
        ("talk.no_minimum", "stages.2.minimum")
    ]


def test_kind_that_is_taken_away_is_unknown_again(kinds: None) -> None:
    rules.forget_stage_kind("walk")
    problems = rules.curriculum_problems(36, [WALK], [])
    assert [each.code for each in problems] == ["stage.unknown_kind"]


def test_publishing_is_logged(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    draft = _draft(course, office, now)
    published = actions.publish_curriculum(curriculum=draft, by=office, now=now)
    assert published.state == CurriculumState.PUBLISHED
    verbs = [entry.verb for entry in AuditEntry.objects.all().about(draft)]
    assert verbs == ["curriculum.drafted", "curriculum.published"]


def test_publishing_twice_is_refused(office: Person, now: dt.datetime) -> None:
    with refuses("curriculum.published"):
        actions.publish_curriculum(curriculum=factories.curriculum(), by=office, now=now)


def test_draft_can_be_changed_whole(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    draft = _draft(course, office, now, objectives=["Old"])
    actions.change_curriculum(
        curriculum=draft, valid_months=12, stages=[WALK], objectives=["New"], by=office, now=now
    )
    draft.refresh_from_db()
    assert draft.valid_months == 12
    assert [stage.kind for stage in draft.stages.all()] == ["walk"]
    assert [str(objective) for objective in draft.objectives.all()] == ["New"]


def test_published_curriculum_never_changes(kinds: None, office: Person, now: dt.datetime) -> None:
    curriculum = factories.curriculum({"walk": {}})
    with refuses("curriculum.published"):
        actions.change_curriculum(
            curriculum=curriculum, valid_months=1, stages=[TALK], objectives=["New"],
            by=office, now=now,
        )  # fmt: skip
    assert [stage.kind for stage in curriculum.stages.all()] == ["walk"]
    assert curriculum.objectives.count() == 0


def test_change_counts_what_the_database_holds(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    draft = _draft(course, office, now)
    actions.publish_curriculum(curriculum=draft, by=office, now=now)
    with refuses("curriculum.published"):
        actions.change_curriculum(
            curriculum=draft, valid_months=1, stages=[WALK], by=office, now=now
        )


def test_new_revision_copies_the_content(
    kinds: None, course: Course, office: Person, now: dt.datetime
) -> None:
    old = _draft(course, office, now, objectives=["B", "A"])
    actions.publish_curriculum(curriculum=old, by=office, now=now)
    new = actions.new_revision(curriculum=old, by=office, now=now)
    assert (new.revision, new.state, new.valid_months) == (2, CurriculumState.DRAFT, 36)
    assert [stage.kind for stage in new.stages.all()] == ["talk", "walk"]
    assert [each.text for each in new.objectives.order_by("pk")] == ["B", "A"]


def test_new_revision_leaves_runs_and_enrolments_alone(
    kinds: None, office: Person, now: dt.datetime
) -> None:
    enrolment = factories.enrolment(factories.run(curriculum=factories.curriculum({"walk": {}})))
    before = enrolment.curriculum_id
    new = actions.new_revision(curriculum=enrolment.curriculum, by=office, now=now)
    actions.publish_curriculum(curriculum=new, by=office, now=now)
    enrolment.refresh_from_db()
    assert (enrolment.curriculum_id, enrolment.run.curriculum_id) == (before, before)


def test_moving_to_another_curriculum_keeps_the_reason(office: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment()
    new = factories.curriculum(course=enrolment.run.course, revision=2)
    moved = actions.move_to_curriculum(
        enrolment=enrolment, curriculum=new, reason="Asked for it", by=office, now=now
    )
    assert moved.curriculum == new
    assert Override.objects.get().reason == "Asked for it"
    entry = AuditEntry.objects.all().about(enrolment).get()
    assert entry.data == {"passed": ["curriculum.needs_a_decision"], "from": 1, "to": 2}


def test_moving_tells_everything_at_once(office: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment(state=EnrolmentState.CANCELLED, ended_at=now)
    draft = factories.curriculum(state=CurriculumState.DRAFT)
    with refuses(
        "text.required",
        "enrolment.ended",
        "curriculum.not_published",
        "curriculum.other_course",
        "curriculum.needs_a_decision",
    ):
        actions.move_to_curriculum(
            enrolment=enrolment, curriculum=draft, reason="", by=office, now=now
        )


def test_moving_to_the_same_curriculum_is_refused(office: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment()
    with refuses("curriculum.same", "curriculum.needs_a_decision"):
        actions.move_to_curriculum(
            enrolment=enrolment, curriculum=enrolment.curriculum, reason="x", by=office, now=now
        )


def test_only_the_office_moves_somebody(anna: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment(somebody=anna)
    new = factories.curriculum(course=enrolment.run.course, revision=2)
    with refuses("curriculum.needs_a_decision", "override.not_allowed"):
        actions.move_to_curriculum(
            enrolment=enrolment, curriculum=new, reason="I prefer it", by=anna, now=now
        )


def _exempt(by: Person, now: dt.datetime, **changes: Any) -> Exemption:
    facts: dict[str, Any] = {"part": "", "reason": "Did it before", "proof": "Letter"} | changes
    if "enrolment" not in facts:
        run = factories.run(curriculum=factories.curriculum({"walk": {}}))
        facts["enrolment"] = factories.enrolment(run)
    facts.setdefault("stage", facts["enrolment"].curriculum.stages.first())
    return actions.exempt(by=by, now=now, **facts)


def test_exemption_keeps_who_decided_and_why(office: Person, now: dt.datetime) -> None:
    exemption = _exempt(office, now)
    assert (exemption.decided_by, exemption.decided_at) == (office, now)
    assert (exemption.reason, exemption.proof) == ("Did it before", "Letter")
    entry = AuditEntry.objects.all().about(exemption.enrolment).get()
    assert (entry.verb, entry.data) == ("enrolment.exempted", {"exemption": exemption.pk})


def test_exemption_needs_a_reason_and_proof(office: Person, now: dt.datetime) -> None:
    with refuses("text.required", "text.required"):
        _exempt(office, now, reason="  ", proof="")


def test_exemption_is_given_once(office: Person, now: dt.datetime) -> None:
    first = _exempt(office, now, part="walk.far")
    with refuses("exemption.already_given"):
        _exempt(office, now, enrolment=first.enrolment, part="walk.far")


def test_exemption_of_another_part_can_follow(office: Person, now: dt.datetime) -> None:
    first = _exempt(office, now, part="walk.far")
    second = _exempt(office, now, enrolment=first.enrolment, part="walk.fast")
    assert set(first.enrolment.exemptions.all()) == {first, second}


def test_exemption_is_not_given_to_oneself(office: Person, now: dt.datetime) -> None:
    run = factories.run(curriculum=factories.curriculum({"walk": {}}))
    with refuses("exemption.own"):
        _exempt(office, now, enrolment=factories.enrolment(run, office))


def test_exemption_is_from_a_stage_of_the_own_curriculum(office: Person, now: dt.datetime) -> None:
    other = factories.curriculum({"walk": {}}).stages.get()
    with refuses("exemption.other_curriculum"):
        _exempt(office, now, stage=other)


def test_exemption_of_who_left_is_refused(office: Person, now: dt.datetime) -> None:
    run = factories.run(curriculum=factories.curriculum({"walk": {}}))
    gone = factories.enrolment(run, state=EnrolmentState.WITHDRAWN, ended_at=now)
    with refuses("enrolment.ended"):
        _exempt(office, now, enrolment=gone)


def test_exemption_part_is_a_short_text(office: Person, now: dt.datetime) -> None:
    with refuses("text.too_long"):
        _exempt(office, now, part="x" * 81)


@given(st.lists(st.sampled_from(["talk", "walk", "swim", "IJ🚲"]), max_size=5))
def test_any_list_of_kinds_gets_an_answer(kinds: None, names: list[str]) -> None:
    stages = [StageDraft(name, "", {"minimum": 1}) for name in names]
    codes = [problem.code for problem in rules.curriculum_problems(36, stages, [])]
    unknown = sum(name not in {"talk", "walk"} for name in names)
    doubles = sum(names.count(name) > 1 for name in set(names))
    assert codes.count("stage.unknown_kind") == unknown
    assert codes.count("stage.duplicate_kind") == doubles
    assert ("curriculum.no_stages" in codes) == (not names)
