"""Writing down evaluations of a placement and observations of a trainee at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import refuse_if
from courses.actions import locks
from courses.models import Evaluation, Observation
from courses.rules import judging as rules
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from courses.models import Placement
    from people.models import Person


@transaction.atomic
def hold_evaluation(
    *,
    placement: Placement,
    moment: str,
    held_on: dt.date,
    result: str,
    by: Person,
    now: dt.datetime,
    mentor_remarks: str = "",
    trainee_remarks: str = "",
) -> Evaluation:
    """Write down what trainee and mentor concluded halfway or at the end, each once.

    `moment` and `result` are words of `courses.states`; a final evaluation ends in a judgement.
    Also for a placement that has ended.

    :raises Refused: everything `rules.evaluation_problems` names.
    """
    locked = locks.placement(placement)
    evaluation = Evaluation(
        placement=locked,
        moment=moment,
        held_on=held_on,
        result=result,
        mentor_remarks=mentor_remarks,
        trainee_remarks=trainee_remarks,
    )
    today = periods.local_date(now, locked.enrolment.run.zone)
    passed = refuse_if(rules.evaluation_problems(evaluation, by=by, today=today))
    evaluation.mentor_remarks = people.tidy(mentor_remarks)
    evaluation.trainee_remarks = people.tidy(trainee_remarks)
    evaluation.save()
    audit.record("evaluation.held", evaluation, by=by, at=now, passed=passed, moment=str(moment))
    return evaluation


@transaction.atomic
def observe(
    *,
    placement: Placement,
    observed_on: dt.date,
    observer: Person,
    scores: Mapping[str, int],
    by: Person,
    now: dt.datetime,
    remarks: str = "",
) -> Observation:
    """Write down an observation with a score from 1 to 4 for each of `CRITERIA`.

    One that cannot count, such as by the own mentor, is kept with a warning. A second one on the
    same day is another observation, also with a warning.

    :raises Refused: everything `rules.observation_problems` names.
    """
    locked = locks.placement(placement)
    observation = Observation(
        placement=locked, observed_on=observed_on, observer=observer, remarks=remarks
    )
    today = periods.local_date(now, locked.enrolment.run.zone)
    passed = refuse_if(rules.observation_problems(observation, scores, by=by, today=today))
    for name, score in scores.items():
        setattr(observation, name, score)
    observation.remarks = people.tidy(remarks)
    observation.save()
    audit.record("observation.made", observation, by=by, at=now, passed=passed)
    return observation
