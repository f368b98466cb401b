"""For which period somebody can have a statement of service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from courses.rules import values

if TYPE_CHECKING:
    import datetime as dt


def statement_problems(since: dt.date, until: dt.date, *, today: dt.date) -> list[Problem]:
    """Return what is wrong with the period of a statement; both days are in it.

    `day.…` for what is no day, `statement.ends_before_it_starts`, and `statement.not_over_yet`
    when its last day is still to come.
    """
    days = [*values.day_problems("since", since), *values.day_problems("until", until)]
    if days:
        return days
    problems = []
    if until < since:
        message = _("The last day comes before the first.")
        problems.append(Problem("statement.ends_before_it_starts", message, field="until"))
    if until > today:
        message = _("A statement is about what was done: its last day cannot be still to come.")
        problems.append(Problem("statement.not_over_yet", message, field="until"))
    return problems
