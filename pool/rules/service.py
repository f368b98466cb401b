"""For which period somebody can have a statement of service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from pool.rules.spans import period_problems

if TYPE_CHECKING:
    import datetime as dt


def statement_problems(since: dt.date, until: dt.date, *, today: dt.date) -> list[Problem]:
    """Return what is wrong with the period of a statement; both days are in it.

    The codes of `period_problems`, and `statement.not_over_yet` when its last day is still to come.
    """
    problems = period_problems(since, until, fields=("since", "until"))
    if not people_rules.date_problems("until", until) and until > today:
        message = _("A statement is about what was done: its last day cannot be still to come.")
        problems.append(Problem("statement.not_over_yet", message, field="until"))
    return problems
