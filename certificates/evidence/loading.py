"""Loads the facts of any number of enrolments, in the same number of queries for one and for all.

Only the columns that count are read, as plain values. The words of a case, a reflection or a
remark are never asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certificates.evidence import facts, of_course, of_intervision, of_placement
from certificates.evidence.rows import day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from courses.models import Enrolment

_COLUMNS = ("waitlisted_at", "enrolled_at", "ended_at")


def load(enrolments: QuerySet[Enrolment]) -> list[facts.Evidence]:
    """Return the evidence of these enrolments, in their order, in 17 queries however many.

    The other tables are asked by subquery, so a queryset that was cut to a page is fine too.
    """
    rows = enrolments.values("pk", "person", "run", "run__zone", "curriculum", "state", *_COLUMNS)
    course = of_course.load(enrolments)
    placement = of_placement.load(enrolments)
    intervision = of_intervision.load(enrolments)
    return [_evidence(dict(row), course, placement, intervision) for row in rows]


def _evidence(
    row: dict[str, Any],
    course: of_course.Tables,
    placement: of_placement.Tables,
    intervision: of_intervision.Tables,
) -> facts.Evidence:
    pk, somebody = row["pk"], (row["run"], row["person"])
    waitlisted_on, enrolled_on, ended_on = (day(row[name], row["run__zone"]) for name in _COLUMNS)
    return facts.Evidence(
        enrolment=pk,
        person=row["person"],
        run=row["run"],
        curriculum=row["curriculum"],
        state=row["state"],
        waitlisted_on=waitlisted_on,
        enrolled_on=enrolled_on,
        ended_on=ended_on,
        stages=course.stages.get(row["curriculum"], ()),
        exemptions=course.exemptions.get(pk, ()),
        sessions=course.sessions_of(*somebody),
        make_ups=course.make_ups.get(pk, ()),
        final_assignments=course.final_assignments.get(pk, ()),
        declarations=dict(course.declarations.get(pk, ())),
        mentors=frozenset(placement.mentors.get(pk, ())),
        entries=placement.entries.get(pk, ()),
        evaluations=placement.evaluations.get(pk, ()),
        observations=placement.observations.get(pk, ()),
        meetings=intervision.meetings_of(*somebody),
        agreements_signed_on=intervision.agreements_of(*somebody),
        cases_on=intervision.cases.get(somebody, ()),
    )
