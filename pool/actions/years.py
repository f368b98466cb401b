"""Closing a year: its figures are kept as they were reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import Refused, refuse_if
from pool import rules
from pool.models import ClosedYear
from pool.reports import funder

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


@transaction.atomic
def close_year(*, year: int, by: Person, now: dt.datetime) -> ClosedYear:
    """Keep the figures of a calendar year as they are at `now` (UTC), and log it.

    From then on the report for funders of that year shows these, whatever is corrected later. The
    digest is kept with them, so that whoever has a report can compare.

    :raises Refused: `year.unknown`, `year.not_over`, and `year.closed`, so also the second time.
    """
    refuse_if(rules.year_problems(year, today=periods.local_date(now)))
    figures = funder.facts(*rules.days_of_year(year))
    closed, is_new = ClosedYear.objects.get_or_create(
        year=year,
        defaults={
            "closed_at": now,
            "closed_by": by,
            "figures": figures,
            "sha256": rules.digest(figures),
        },
    )
    if not is_new:
        raise Refused([rules.closed_problem()])
    audit.record("year.closed", closed, by=by, at=now)
    return closed
