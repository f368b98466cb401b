"""For which period something is reported, both days included."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem
from people import rules as people_rules


def period_problems(
    since: dt.date, until: dt.date, *, fields: tuple[str, str] = ("since", "on")
) -> list[Problem]:
    """Return what is wrong with a period: `date.…`, and `period.ends_before_it_starts`.

    `fields` names both days as the one who asks knows them.
    """
    first, last = fields
    problems = [
        *people_rules.date_problems(first, since),
        *people_rules.date_problems(last, until),
    ]
    if not problems and until < since:
        message = _("The last day comes before the first.")
        problems.append(Problem("period.ends_before_it_starts", message, field=last))
    return problems


def year_up_to(day: dt.date) -> dt.date:
    """Return the first day of the year that ends with a day."""
    return periods.add_months(day, -12) + dt.timedelta(days=1)
