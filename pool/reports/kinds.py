"""Which reports there are, and the one way in which each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import refuse_if
from pool import rules
from pool.models import ClosedYear
from pool.reports import funder, trainers, trajectories, workload
from pool.reports.parts import Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from pool.reports.parts import Figure, Table

    Parts = tuple[tuple[Figure, ...], tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A report that the office can have."""

    code: str
    title: StrOrPromise
    help: StrOrPromise
    remarks: tuple[StrOrPromise, ...]
    parts: Callable[[dt.date, dt.date], Parts]
    # Whether the figures of a closed year are kept, and shown again as they were.
    is_kept: bool = False


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "funder",
            _("What was reached"),
            _("For funders and the annual report: numbers without names."),
            funder.REMARKS,
            lambda since, on: funder.shown(funder.facts(since, on)),
            is_kept=True,
        ),
        Kind(
            "pool",
            _("The pool of trainers"),
            _("Who stands how on the last day, and the same per region, topic and endorsement."),
            trainers.REMARKS,
            lambda _since, on: trainers.parts(on),
        ),
        Kind(
            "workload",
            _("Who does how much"),
            _("What each trainer gave, for how long, and what they said when they were asked."),
            workload.REMARKS,
            workload.parts,
        ),
        Kind(
            "trajectories",
            _("What becomes of trainees"),
            _("Who began, who stopped and where, and how long a certificate takes."),
            trajectories.REMARKS,
            trajectories.parts,
        ),
    )
}


def make(code: str, *, since: dt.date, on: dt.date) -> Report:
    """Return a report about a period, both days included.

    Of a calendar year that was closed, the figures for funders are those that were kept then,
    whatever was corrected since. The same number of queries whatever there is to report.

    :raises Refused: the codes of `rules.period_problems`.
    """
    refuse_if(rules.period_problems(since, on))
    kind = KINDS[code]
    kept = _kept(since, on) if kind.is_kept else None
    figures, tables = funder.shown(kept.figures) if kept else kind.parts(since, on)
    return Report(
        kind=code,
        title=kind.title,
        since=since,
        on=on,
        figures=figures,
        tables=tables,
        remarks=kind.remarks,
        sha256=kept.sha256 if kept else "",
        closed_at=kept.closed_at if kept else None,
    )


def _kept(since: dt.date, on: dt.date) -> ClosedYear | None:
    if (since, on) != rules.days_of_year(since.year):
        return None
    return ClosedYear.objects.filter(year=since.year).first()
