"""What becomes of trainees: who goes on, where others stop, and how long a certificate takes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from certificates import evidence
from certificates import rules as certification
from certificates.models import Certificate
from certificates.states import CertificateState
from common import periods
from courses.models import Enrolment
from courses.states import TOOK_PART, EndReason, EnrolmentState
from pool.reports.parts import Figure, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from certificates.evidence import Evidence
    from pool.reports.parts import Value

_DAY = dt.timedelta(days=1)
_STOPPED = (EnrolmentState.WITHDRAWN, EnrolmentState.NOT_COMPLETED)
REMARKS = (
    _("About everybody who began in the period, as it was known at the end of the last day."),
    _("Where somebody stopped is the first stage that was not done by then."),
    _("The time to a certificate runs from the place in the course to the day of the award."),
)


def parts(since: dt.date, on: dt.date) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Return what became of who began in a period; the same number of queries for any number."""
    start, end = periods.day_start(since), periods.day_start(on + _DAY)
    began = Enrolment.objects.filter(
        state__in=TOOK_PART, enrolled_at__gte=start, enrolled_at__lt=end
    )
    found = evidence.load(began.order_by("run__starts_on", "run", "pk"))
    states = {one.enrolment: one.state_on(on) for one in found}
    awarded = _awarded(began.values("pk"), on)
    stopped = [
        one for one in found if states[one.enrolment] in _STOPPED and one.enrolment not in awarded
    ]
    waited = _waited(found, awarded)
    busy = len(found) - len(stopped) - len(awarded)
    figures = (
        Figure("began", _("trainees who began"), len(found)),
        Figure("certified", _("certified by now"), len(awarded)),
        Figure("stopped", _("stopped"), len(stopped)),
        Figure("busy", _("still busy"), busy),
        Figure(
            "days", _("days to a certificate (median)"), round(median(waited)) if waited else None
        ),
    )
    return figures, (
        _by_run(found, states, awarded),
        _where_stopped(stopped),
        _why_stopped(stopped),
    )


def _awarded(enrolments: QuerySet[Enrolment, Any], on: dt.date) -> dict[int, dt.date]:
    stands = ~Q(state=CertificateState.REVOKED) | Q(state_since__gt=on)
    kept = Certificate.objects.not_replaced().filter(
        stands, enrolment__in=enrolments, renews=None, issued_on__lte=on
    )
    return dict(kept.values_list("enrolment", "issued_on"))


def _by_run(
    found: Iterable[Evidence], states: dict[int, str], awarded: dict[int, dt.date]
) -> Table:
    names = {
        pk: (course, code)
        for pk, course, code in Enrolment.objects.filter(pk__in=states)
        .order_by()
        .values_list("run", "run__course__name", "run__code")
    }
    of_run: defaultdict[int, list[Evidence]] = defaultdict(list)
    for one in found:
        of_run[one.run].append(one)
    rows = tuple(_run(*names[run], mine, states, awarded) for run, mine in of_run.items())
    headings = (
        _("Course"),
        _("Course run"),
        _("Began"),
        _("Certified"),
        _("Stopped"),
        _("Still busy"),
        _("Days to a certificate (median)"),
        _("Shortest"),
        _("Longest"),
    )
    return Table("runs", _("Course runs"), headings, rows)


def _run(
    course: str,
    code: str,
    mine: list[Evidence],
    states: dict[int, str],
    awarded: dict[int, dt.date],
) -> tuple[Value, ...]:
    certified = [one for one in mine if one.enrolment in awarded]
    rest = [one for one in mine if one.enrolment not in awarded]
    stopped = sum(states[one.enrolment] in _STOPPED for one in rest)
    days = _waited(certified, awarded)
    times = (round(median(days)), min(days), max(days)) if days else (None, None, None)
    return (course, code, len(mine), len(certified), stopped, len(rest) - stopped, *times)


def _waited(found: Iterable[Evidence], awarded: dict[int, dt.date]) -> list[int]:
    """Return after how many days each of those who were awarded a certificate got it."""
    return [
        (awarded[one.enrolment] - one.enrolled_on).days
        for one in found
        if one.enrolment in awarded and one.enrolled_on is not None
    ]


def _where_stopped(stopped: Iterable[Evidence]) -> Table:
    counted: Counter[str] = Counter()
    for one in stopped:
        counted[_stage(one)] += 1
    rows = tuple((stage, number) for stage, number in counted.most_common())
    return Table("stages", _("Where trainees stopped"), (_("Stage"), _("Number")), rows)


def _stage(one: Evidence) -> str:
    """Return the first stage that was not done on the day on which somebody stopped."""
    on = one.ended_on or dt.date.max
    outcomes = certification.evaluate(one, on).outcomes
    title = next((outcome.title for outcome in outcomes if not outcome.met), None)
    return str(_("After everything was done") if title is None else title)


def _why_stopped(stopped: Iterable[Evidence]) -> Table:
    reasons = Enrolment.objects.filter(pk__in=[one.enrolment for one in stopped])
    counted = Counter(reasons.order_by().values_list("end_reason", flat=True))
    rows = tuple(
        (capfirst(str(EndReason(reason).label)), number) for reason, number in counted.most_common()
    )
    return Table("reasons", _("Why trainees stopped"), (_("Reason"), _("Number")), rows)
