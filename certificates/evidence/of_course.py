"""The facts of the course itself: who was there, work that was judged, declarations."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from django.db.models import OuterRef

from certificates.evidence.facts import ExemptionFact, JudgementFact
from certificates.evidence.rows import date_or_none, day
from common import lists
from courses.models import Declaration, Exemption, FinalAssignment, MakeUp
from scheduling.models import Participation

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINE = OuterRef("pk")


# The same queries each time; to write them down anew is a good part of loading a page.
@functools.cache
def columns() -> dict[str, lists.Rows]:
    """Return the rows of each table that hang on an enrolment."""
    judged = ("submitted_on", "assessed_on", "result")
    exempted = Exemption.objects.filter(enrolment=_MINE).order_by("pk")
    made_up = MakeUp.objects.filter(enrolment=_MINE).order_by("pk")
    handed_in = FinalAssignment.objects.filter(enrolment=_MINE).order_by("pk")
    declared = Declaration.objects.filter(enrolment=_MINE)
    return {
        "exemption_rows": lists.Rows(exempted, "stage", "part", "decided_at"),
        "attendance_rows": _attendance(),
        "make_up_rows": lists.Rows(made_up, *judged, "session__code"),
        "final_assignment_rows": lists.Rows(handed_in, *judged),
        "declaration_rows": lists.Rows(declared, "kind", "signed_on"),
    }


def _attendance() -> lists.Rows:
    # By run and person, not by enrolment: who cancelled and came back was there just as well.
    recorded = Participation.objects.filter(
        person=OuterRef("person"), appointment__course_session__run=OuterRef("run")
    ).exclude(attendance="")
    return lists.Rows(recorded, "appointment__course_session__code", "attendance")


def exemptions(rows: str | None, zone: str) -> tuple[ExemptionFact, ...]:
    """Return the exemptions; `zone` is that of the run."""
    return tuple(
        ExemptionFact(stage, part, day(decided_at, zone))
        for stage, part, decided_at in lists.read(rows)
    )


def judgements(rows: str | None) -> tuple[JudgementFact, ...]:
    """Return the work that was judged, and of which session when it makes up for one."""
    return tuple(
        JudgementFact(
            dt.date.fromisoformat(submitted_on), date_or_none(assessed_on), result, *session
        )
        for submitted_on, assessed_on, result, *session in lists.read(rows)
    )


def declarations(rows: str | None) -> Mapping[str, dt.date]:
    """Return when each kind of declaration was signed."""
    return {kind: dt.date.fromisoformat(signed_on) for kind, signed_on in lists.read(rows)}
