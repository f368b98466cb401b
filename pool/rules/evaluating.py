"""What a local group may say of the training that it got."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common import audit
from common.problems import Problem
from people import rules as people_rules
from pool.states import REQUEST_MOVES, RequestState

if TYPE_CHECKING:
    from pool.models import TrainingRequest

_LONGEST = 2_000
_TENTH = Decimal("0.1")
_MOST_PEOPLE = range(1_001)


def evaluation_problems(
    request: TrainingRequest,
    *,
    grade: object,
    went_well: object,
    could_be_better: object,
    attended: object,
) -> list[Problem]:
    """Return what is wrong with an evaluation.

    `state.not_allowed` unless the training was given and not evaluated before;
    `evaluation.grade` for anything but a number from 1 to 10 with one decimal at most;
    `evaluation.attended` for a number of people that is none; `text.…` for both answers, which may
    be empty.
    """
    problems = audit.move_problems(request.state, RequestState.EVALUATED, REQUEST_MOVES)
    if not _is_grade(grade):
        message = _("A grade is a number from 1 to 10, with one decimal at most.")
        problems.append(Problem("evaluation.grade", message, field="grade"))
    is_number = isinstance(attended, int) and not isinstance(attended, bool)
    if attended is not None and not (is_number and attended in _MOST_PEOPLE):
        message = _("Give the number of people who came, or nothing.")
        problems.append(Problem("evaluation.attended", message, field="attended"))
    for field, text in (("went_well", went_well), ("could_be_better", could_be_better)):
        problems += people_rules.text_problems(field, text, max_length=_LONGEST, required=False)
    return problems


def _is_grade(grade: object) -> bool:
    if not isinstance(grade, Decimal) or not grade.is_finite():
        return False
    return 1 <= grade <= 10 and grade == grade.quantize(_TENTH)  # noqa: PLR2004 -- the scale
