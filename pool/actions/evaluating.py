"""What a local group says of the training that it got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import refuse_if
from people import access
from people import rules as people_rules
from pool import rules
from pool.actions.requests import locked
from pool.models import TrainingEvaluation
from pool.states import REQUEST_MOVES, RequestState

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from people.models import Person
    from pool.models import TrainingRequest


@transaction.atomic
def evaluate_request(
    *,
    request: TrainingRequest,
    grade: Decimal,
    by: Person,
    now: dt.datetime,
    went_well: str = "",
    could_be_better: str = "",
    attended: int | None = None,
) -> TrainingRequest:
    """Keep what a group says of its training: a grade, two answers, and how many people came.

    Where the office writes down what it was told, nobody is named as who said it.

    :raises Refused: `state.not_allowed`, so also the second time; `evaluation.grade`,
        `evaluation.attended`, and the `text.…` codes of both answers.
    """
    current = locked(request)
    refuse_if(
        rules.evaluation_problems(
            current,
            grade=grade,
            went_well=went_well,
            could_be_better=could_be_better,
            attended=attended,
        )
    )
    is_told = access.is_office(by, periods.local_date(now))
    TrainingEvaluation.objects.create(
        request=current,
        grade=grade,
        went_well=people_rules.tidy(went_well),
        could_be_better=people_rules.tidy(could_be_better),
        given_by=None if is_told else by,
        given_at=now,
    )
    audit.move(
        current, RequestState.EVALUATED, moves=REQUEST_MOVES, by=by, at=now, attended=attended
    )
    return current
