"""Making courses and curricula, and deciding which of it somebody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from common import audit
from common.problems import refuse_if
from courses.models import Course, Curriculum, Enrolment, Exemption, LearningObjective, Stage
from courses.rules import curricula as rules
from courses.states import CURRICULUM_MOVES, CurriculumState
from people import access
from people import rules as people
from people.actions import adding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from people.models import Person


@transaction.atomic
def create_course(*, code: str, name: str, by: Person, now: dt.datetime) -> Course:
    """Create a course without curricula, and log it.

    :raises Refused: `course.code_taken`, and what is wrong with the texts.
    """
    refuse_if(rules.course_problems(code, name))
    course = Course(code=code, name=name)
    adding.add(course, taken=people.code_taken(Course))
    audit.record("course.created", course, by=by, at=now)
    return course


@transaction.atomic
def draft_curriculum(
    *,
    course: Course,
    valid_months: int,
    stages: Sequence[rules.StageDraft],
    by: Person,
    now: dt.datetime,
    objectives: Sequence[str] = (),
) -> Curriculum:
    """Make a draft with the next revision number, its stages in this order and its objectives.

    The same call again makes another draft.

    `valid_months` is how long a certificate is valid. `objectives` are the texts of what a
    participant can do afterwards.

    :raises Refused: everything `courses.rules.curriculum_problems` names.
    """
    people.known(Course.objects.select_for_update(), course, "course")
    refuse_if(rules.curriculum_problems(valid_months, stages, objectives))
    newest = course.curricula.aggregate(newest=Max("revision"))["newest"] or 0
    curriculum = Curriculum.objects.create(
        course=course, revision=newest + 1, valid_months=valid_months
    )
    _fill(curriculum, stages, objectives)
    audit.record("curriculum.drafted", curriculum, by=by, at=now, revision=curriculum.revision)
    return curriculum


@transaction.atomic
def change_curriculum(
    *,
    curriculum: Curriculum,
    valid_months: int,
    stages: Sequence[rules.StageDraft],
    by: Person,
    now: dt.datetime,
    objectives: Sequence[str] = (),
) -> Curriculum:
    """Replace the whole content of a draft, also by the same, and log it.

    Returns the curriculum as it is now.

    :raises Refused: `curriculum.published`, and what `draft_curriculum` refuses.
    """
    locked = _locked(curriculum)
    problems = rules.curriculum_problems(valid_months, stages, objectives)
    refuse_if([*rules.change_problems(locked), *problems])
    locked.stages.all().delete()
    locked.objectives.all().delete()
    locked.valid_months = valid_months
    locked.save(update_fields=["valid_months"])
    _fill(locked, stages, objectives)
    audit.record("curriculum.changed", locked, by=by, at=now)
    return locked


@transaction.atomic
def publish_curriculum(*, curriculum: Curriculum, by: Person, now: dt.datetime) -> Curriculum:
    """Publish a draft: from now on runs can use it and nothing in it changes.

    :raises Refused: `curriculum.published` the second time.
    """
    locked = _locked(curriculum)
    refuse_if(rules.change_problems(locked))
    audit.move(locked, CurriculumState.PUBLISHED, moves=CURRICULUM_MOVES, by=by, at=now)
    return locked


def new_revision(*, curriculum: Curriculum, by: Person, now: dt.datetime) -> Curriculum:
    """Make a draft with the next revision number and the same content, to change from there.

    Runs and enrolments keep the revision that they have. The same call again makes another draft.

    :raises Refused: what `draft_curriculum` refuses, when a kind of stage no longer exists;
        `curriculum.unknown`.
    """
    fresh = people.known(Curriculum.objects.select_related("course"), curriculum, "curriculum")
    return draft_curriculum(
        course=fresh.course,
        valid_months=fresh.valid_months,
        stages=[
            rules.StageDraft(stage.kind, stage.title, stage.parameters)
            for stage in fresh.stages.order_by("position")
        ],
        objectives=[objective.text for objective in fresh.objectives.order_by("pk")],
        by=by,
        now=now,
    )


@transaction.atomic
def move_to_curriculum(
    *, enrolment: Enrolment, curriculum: Curriculum, reason: str, by: Person, now: dt.datetime
) -> Enrolment:
    """Measure somebody by another published curriculum of the same course from now on.

    The log keeps both revisions, and the reason as that of an exception to the rule that an
    enrolment keeps its curriculum. Returns the enrolment as it is now.

    :raises Refused: everything `courses.rules.transfer_problems` names, and
        `override.not_allowed` for who may not decide this.
    """
    locked = people.known(Enrolment.objects.select_for_update(), enrolment, "enrolment")
    problems = rules.transfer_problems(locked, curriculum, reason)
    passed = access.settle(problems, by=by, override=str(reason), now=now)
    before = locked.curriculum.revision
    locked.curriculum = curriculum
    locked.save(update_fields=["curriculum"])
    audit.record(
        "enrolment.moved_to_curriculum",
        locked,
        by=by,
        at=now,
        passed=passed,
        reason=reason,
        **{"from": before, "to": curriculum.revision},
    )
    return locked


@transaction.atomic
def exempt(
    *,
    enrolment: Enrolment,
    stage: Stage,
    part: str,
    reason: str,
    proof: str,
    by: Person,
    now: dt.datetime,
) -> Exemption:
    """Decide that somebody need not do a stage, or the part of it with this code.

    `part` is the code of what would be missing, such as `placement.entries:observe`; empty means
    the whole stage. `proof` says what shows that it is not needed.

    :raises Refused: `exemption.other_curriculum`, `exemption.own`, `exemption.already_given`,
        `enrolment.ended`, and what is wrong with the texts.
    """
    locked = people.known(Enrolment.objects.select_for_update(), enrolment, "enrolment")
    refuse_if(
        [
            *people.text_problems("reason", reason, max_length=2_000),
            *people.text_problems("proof", proof, max_length=200),
            *rules.exemption_problems(locked, stage, part, by=by),
        ]
    )
    exemption = Exemption.objects.create(
        enrolment=locked,
        stage=stage,
        part=part,
        reason=reason,
        proof=proof,
        decided_by=by,
        decided_at=now,
    )
    audit.record("enrolment.exempted", locked, by=by, at=now, exemption=exemption.pk)
    return exemption


def _locked(curriculum: Curriculum) -> Curriculum:
    return people.known(Curriculum.objects.select_for_update(), curriculum, "curriculum")


def _fill(
    curriculum: Curriculum, stages: Sequence[rules.StageDraft], objectives: Sequence[str]
) -> None:
    Stage.objects.bulk_create(
        Stage(
            curriculum=curriculum,
            position=position,
            kind=stage.kind,
            title=stage.title,
            parameters=dict(stage.parameters),
        )
        for position, stage in enumerate(stages, start=1)
    )
    LearningObjective.objects.bulk_create(
        LearningObjective(curriculum=curriculum, text=text) for text in objectives
    )
