"""What a curriculum may ask, when it may change, and whom it may be asked of."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, approval
from courses.models import Course
from courses.rules import values
from courses.states import CurriculumState, EnrolmentState
from people import rules as people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from courses.models import Curriculum, Enrolment, Stage
    from people.models import Person

# Fifty years: beyond it a certificate has no end that anybody will see.
MOST_VALID_MONTHS = 600

StageCheck = Callable[[Mapping[str, object]], list[Problem]]
_stage_kinds: dict[str, StageCheck] = {}


@dataclasses.dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage as somebody proposes it: its kind, its title and what it asks."""

    kind: str
    title: str = ""
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)


def register_stage_kind(kind: str, check: StageCheck) -> None:
    """Make a kind of stage known, with the check of its parameters.

    A higher room knows what the parameters mean, so it fills this in when it is ready. The same
    kind again replaces the check.
    """
    _stage_kinds[kind] = check


def forget_stage_kind(kind: str) -> None:
    """Take a kind away again, as a test does that brought one."""
    _stage_kinds.pop(kind, None)


def course_problems(code: str, name: str) -> list[Problem]:
    """Return what stands in the way of a course: its texts, or `course.code_taken`."""
    problems = [
        *people.text_problems("code", code, max_length=20),
        *people.text_problems("name", name, max_length=200),
    ]
    if not problems and Course.objects.filter(code=code).exists():
        problems.append(people.code_taken(Course))
    return problems


def curriculum_problems(
    valid_months: int, stages: Sequence[StageDraft], objectives: Sequence[str]
) -> list[Problem]:
    """Return everything that is wrong with the content of a curriculum.

    `curriculum.no_stages`, `stage.unknown_kind`, `stage.duplicate_kind`, `stage.bad_parameters`,
    what the check of a kind says of its parameters, and `objective.duplicate`, besides texts and
    numbers. The field of a problem names the stage or objective by its place, from 1.
    `list.wrong_type` and `stage.wrong_type` for what is no list of stages, or of texts.
    """
    if wrong := [*_list_problems(stages), *people.list_problems("objectives", objectives)]:
        return wrong
    problems = values.number_problems("valid_months", valid_months, least=1, most=MOST_VALID_MONTHS)
    if not stages:
        message = _("A curriculum has at least one stage.")
        problems.append(Problem("curriculum.no_stages", message, field="stages"))
    for position, stage in enumerate(stages, start=1):
        problems += _placed(f"stages.{position}", _stage_problems(stage))
    for position, text in enumerate(objectives, start=1):
        field = f"objectives.{position}"
        problems += people.text_problems(field, text, max_length=300)
    return [*problems, *_duplicate_problems(stages, objectives)]


def change_problems(curriculum: Curriculum) -> list[Problem]:
    """Return `curriculum.published` when it can no longer change, its objectives included."""
    if curriculum.state != CurriculumState.PUBLISHED:
        return []
    message = _("This curriculum is published and does not change. Make a new revision.")
    return [Problem("curriculum.published", message)]


def transfer_problems(enrolment: Enrolment, curriculum: Curriculum, reason: str) -> list[Problem]:
    """Return what stands in the way of measuring somebody by another curriculum.

    `curriculum.not_published`, `curriculum.other_course`, `curriculum.same`,
    `curriculum.unknown` and `enrolment.ended`. Always `curriculum.needs_a_decision`, which
    needs approval: nobody is moved by the program itself, and the reason is kept.
    """
    problems = [
        *people.text_problems("reason", reason, max_length=2_000),
        *people.row_problems(curriculum=curriculum),
        *ended_problems(enrolment),
    ]
    if curriculum.state != CurriculumState.PUBLISHED:
        message = _("This curriculum is not published yet.")
        problems.append(Problem("curriculum.not_published", message, field="curriculum"))
    if curriculum.course_id != enrolment.run.course_id:
        message = _("This curriculum belongs to another course.")
        problems.append(Problem("curriculum.other_course", message, field="curriculum"))
    if curriculum.pk == enrolment.curriculum_id:
        message = _("This curriculum already applies.")
        problems.append(Problem("curriculum.same", message, field="curriculum"))
    message = _("Moving somebody to another curriculum is a decision of the national office.")
    return [*problems, approval("curriculum.needs_a_decision", message, field="reason")]


def exemption_problems(
    enrolment: Enrolment, stage: Stage, part: str, *, by: Person
) -> list[Problem]:
    """Return what stands in the way of an exemption from a stage, or from a part of it.

    `exemption.other_curriculum`, `exemption.own`, `exemption.already_given`, `stage.unknown` and
    `enrolment.ended`; the texts of the reason and the proof are checked apart.
    """
    problems = people.text_problems("part", part, max_length=80, required=False)
    if not problems and enrolment.exemptions.filter(stage=stage.pk, part=part).exists():
        message = _("This exemption was already given.")
        problems.append(Problem("exemption.already_given", message))
    problems += [*ended_problems(enrolment), *people.row_problems(stage=stage)]
    if stage.curriculum_id != enrolment.curriculum_id:
        message = _("This stage does not belong to the curriculum of this person.")
        problems.append(Problem("exemption.other_curriculum", message, field="stage"))
    if enrolment.person_id == by.pk:
        message = _("Nobody can give an exemption to themselves.")
        problems.append(Problem("exemption.own", message))
    return problems


def ended_problems(enrolment: Enrolment) -> list[Problem]:
    """Return `enrolment.ended` when somebody cancelled, withdrew or completed."""
    ended = (EnrolmentState.CANCELLED, EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED)
    if enrolment.state not in ended:
        return []
    return [Problem("enrolment.ended", _("This enrolment has ended."))]


def _stage_problems(stage: StageDraft) -> list[Problem]:
    problems = people.text_problems("title", stage.title, max_length=120, required=False)
    check = _stage_kinds.get(str(stage.kind))
    if check is None:
        message = format_lazy(_("There is no kind of stage “{kind}”."), kind=stage.kind)
        problems.append(Problem("stage.unknown_kind", message, field="kind"))
    parameters: object = stage.parameters
    if not isinstance(parameters, Mapping):
        message = _("The parameters of a stage are names with values.")
        return [*problems, Problem("stage.bad_parameters", message, field="parameters")]
    return [*problems, *(check(stage.parameters) if check else ())]


def _list_problems(stages: Sequence[object]) -> list[Problem]:
    if problems := people.list_problems("stages", stages):
        return problems
    message = _("This is not a stage.")
    return [
        Problem("stage.wrong_type", message, field=f"stages.{position}")
        for position, stage in enumerate(stages, start=1)
        if not isinstance(stage, StageDraft)
    ]


def _duplicate_problems(stages: Iterable[StageDraft], objectives: Iterable[str]) -> list[Problem]:
    kinds = Counter(str(stage.kind) for stage in stages)
    texts = Counter(str(text) for text in objectives)
    stage_message = _("The kind of stage “{kind}” is there more than once.")
    objective_message = _("The objective “{text}” is there more than once.")
    return [
        Problem("stage.duplicate_kind", format_lazy(stage_message, kind=kind), field="stages")
        for kind in kinds
        if kinds[kind] > 1
    ] + [
        Problem(
            "objective.duplicate", format_lazy(objective_message, text=text), field="objectives"
        )
        for text in texts
        if texts[text] > 1
    ]


def _placed(place: str, problems: Iterable[Problem]) -> list[Problem]:
    return [
        dataclasses.replace(problem, field=f"{place}.{problem.field}".removesuffix("."))
        for problem in problems
    ]
