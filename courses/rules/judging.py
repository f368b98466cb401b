"""What makes an evaluation of a placement, and an observation of a trainee at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem, warning
from courses.models import CRITERIA, Evaluation, Observation, Placement
from courses.rules import attendance as work
from courses.rules import placement as placements
from courses.rules import values
from courses.states import EvaluationMoment, Result
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

LONGEST_TEXT = 5_000
SCORES = range(1, 5)


def evaluation_problems(evaluation: Evaluation, *, by: Person, today: dt.date) -> list[Problem]:
    """Return everything that is wrong with an evaluation that is not kept yet.

    Blockers: `evaluation.unknown_moment`, `evaluation.own` for the trainee,
    `evaluation.already_held`, `evaluation.in_future`, `placement.not_begun`; for a final one
    `result.not_a_judgement`, for another `result.unknown`; and the texts. A warning:
    `evaluation.outside_placement`.
    """
    placement, moment = evaluation.placement, evaluation.moment
    unknown = _("This is not a moment of evaluating.")
    problems = [
        *people.choice_problems(
            "moment", moment, EvaluationMoment.values, "evaluation.unknown_moment", unknown
        ),
        *_result_problems(evaluation),
        *_remark_problems(mentor_remarks=evaluation.mentor_remarks),
        *_remark_problems(trainee_remarks=evaluation.trainee_remarks),
        *placements.not_begun_problems(placement),
        *placements.event_day_problems(
            placement, "held_on", evaluation.held_on, topic="evaluation", today=today
        ),
    ]
    if by.pk == placement.enrolment.person_id:
        message = _("Nobody can evaluate their own placement.")
        problems.append(Problem("evaluation.own", message))
    held = placement.evaluations.values_list("moment", flat=True)
    if moment in list(held):
        message = _("This evaluation was already held.")
        problems.append(Problem("evaluation.already_held", message, field="moment"))
    return problems


def observation_problems(
    observation: Observation, scores: object, *, by: Person, today: dt.date
) -> list[Problem]:
    """Return everything that is wrong with an observation that is not kept yet.

    Blockers: the codes of `score_problems`, `observation.own` when the trainee observes or writes
    it down, `observer.unknown`, `observation.in_future`, `placement.not_begun`, and the text.
    Warnings, as it is kept but does not count or may be there twice: `observation.by_the_mentor`
    of any placement of this enrolment, `observation.outside_placement`, `observation.same_day`.
    """
    placement = observation.placement
    problems = [
        *score_problems(scores),
        *_remark_problems(remarks=observation.remarks),
        *people.row_problems(observer=observation.observer),
        *placements.not_begun_problems(placement),
        *placements.event_day_problems(
            placement, "observed_on", observation.observed_on, topic="observation", today=today
        ),
    ]
    if placement.enrolment.person_id in {observation.observer_id, by.pk}:
        message = _("Nobody can observe themselves.")
        problems.append(Problem("observation.own", message, field="observer"))
    return [*problems, *_mentor_warnings(observation), *_repetition_warnings(observation)]


def score_problems(scores: object) -> list[Problem]:
    """Return what is wrong with scores: one whole number from 1 to 4 for each of the criteria.

    All at once, each with its criterion as field: `observation.missing_score`,
    `observation.unknown_criterion`, `observation.score_out_of_range`. Anything but names with
    numbers misses all scores.
    """
    given: Mapping[object, object] = scores if isinstance(scores, Mapping) else {}
    missing = _("This score is missing.")
    unknown = _("There is no criterion “{name}”.")
    outside = _("A score is 1, 2, 3 or 4.")
    return [
        *(
            Problem("observation.missing_score", missing, field=name)
            for name in CRITERIA
            if name not in given
        ),
        *(
            Problem(
                "observation.unknown_criterion", format_lazy(unknown, name=name), field=str(name)
            )
            for name in given
            if name not in CRITERIA
        ),
        *(
            Problem("observation.score_out_of_range", outside, field=name)
            for name in CRITERIA
            if name in given and not _is_score(given[name])
        ),
    ]


def _is_score(value: object) -> bool:
    # True counts as 1 for Python, and for nobody else.
    return isinstance(value, int) and not isinstance(value, bool) and value in SCORES


def _result_problems(evaluation: Evaluation) -> list[Problem]:
    if evaluation.moment == EvaluationMoment.FINAL:
        return work.judgement_problems(evaluation.result)
    message = _("This is not a result.")
    return people.choice_problems(
        "result", evaluation.result, Result.values, "result.unknown", message
    )


def _remark_problems(**remarks: object) -> list[Problem]:
    return [
        problem
        for field, text in remarks.items()
        for problem in people.text_problems(field, text, max_length=LONGEST_TEXT, required=False)
    ]


def _mentor_warnings(observation: Observation) -> list[Problem]:
    mentored = Placement.objects.filter(mentor=observation.observer_id)
    if not mentored.filter(enrolment=observation.placement.enrolment_id).exists():
        return []
    message = _("The observer is the mentor, so this observation does not count.")
    return [warning("observation.by_the_mentor", message, field="observer")]


def _repetition_warnings(observation: Observation) -> list[Problem]:
    day = observation.observed_on
    if values.day_problems("observed_on", day):
        return []
    same = Observation.objects.filter(placement=observation.placement_id, observed_on=day)
    if not same.filter(observer=observation.observer_id).exists():
        return []
    message = _("This observer already observed this trainee on that day.")
    return [warning("observation.same_day", message, field="observed_on")]
