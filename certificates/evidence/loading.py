"""Loads the facts of any number of enrolments, in the same number of queries for one and for all.

Only the columns that count are read, as plain values. The words of a case, a reflection or a
remark are never asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certificates.evidence import facts, of_course, of_intervision, of_placement, of_run
from common import lists, periods

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import Enrolment

_COLUMNS = ("pk", "person", "run", "run__zone", "curriculum", "state")
_MOMENTS = ("waitlisted_at", "enrolled_at", "ended_at")


def load(enrolments: QuerySet[Enrolment]) -> list[facts.Evidence]:
    """Return the evidence of these enrolments, in their order, in three queries however many.

    One for the enrolments with all that hangs on them, one for what their runs share, and one for
    their groups. The last two ask by subquery, so a queryset that was cut to a page is fine too.
    """
    columns = of_course.columns() | of_placement.columns() | of_intervision.columns()
    rows = enrolments.annotate(**columns).values(*_COLUMNS, *_MOMENTS, *columns)
    runs = of_run.load(enrolments)
    groups = of_intervision.load(enrolments)
    return [_evidence(dict(row), runs[row["run"]], groups) for row in rows]


def _evidence(
    row: dict[str, Any], run: of_run.Run, groups: of_intervision.Groups
) -> facts.Evidence:
    zone, somebody = row["run__zone"], (row["run"], row["person"])
    waitlisted_on, enrolled_on, ended_on = (_day(row[name], zone) for name in _MOMENTS)
    return facts.Evidence(
        enrolment=row["pk"],
        person=row["person"],
        run=row["run"],
        curriculum=row["curriculum"],
        state=row["state"],
        waitlisted_on=waitlisted_on,
        enrolled_on=enrolled_on,
        ended_on=ended_on,
        stages=run.stages.get(row["curriculum"], ()),
        exemptions=of_course.exemptions(row["exemption_rows"], zone),
        sessions=run.sessions_with(dict(lists.read(row["attendance_rows"]))),
        make_ups=of_course.judgements(row["make_up_rows"]),
        final_assignments=of_course.judgements(row["final_assignment_rows"]),
        declarations=of_course.declarations(row["declaration_rows"]),
        mentors=of_placement.mentors(row["mentor_rows"]),
        entries=of_placement.entries(row["entry_rows"]),
        evaluations=of_placement.evaluations(row["evaluation_rows"]),
        observations=of_placement.observations(row["observation_rows"]),
        meetings=groups.meetings_of(*somebody),
        agreements_signed_on=groups.agreements_of(*somebody),
        cases_on=of_intervision.cases(row["case_rows"]),
    )


def _day(instant: dt.datetime | None, zone: str) -> dt.date | None:
    return None if instant is None else periods.local_date(instant, zone)
