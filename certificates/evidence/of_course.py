"""The facts of the course itself: stages, sessions, work that was judged, declarations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certificates.evidence.facts import ExemptionFact, JudgementFact, SessionFact, StageFact
from certificates.evidence.rows import grouped
from common import periods
from courses.models import CourseSession, Declaration, Exemption, FinalAssignment, MakeUp, Stage
from scheduling.models import Participation
from scheduling.states import OCCUPYING

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from courses.models import Enrolment


@dataclass(frozen=True, slots=True)
class Tables:
    """What was loaded, by curriculum, run or enrolment."""

    stages: dict[int, tuple[StageFact, ...]]
    exemptions: dict[int, tuple[ExemptionFact, ...]]
    sessions: dict[int, tuple[SessionFact, ...]]
    # Run and person → what was recorded, by code of session.
    attendance: dict[tuple[int, int], tuple[tuple[str, str], ...]]
    make_ups: dict[int, tuple[JudgementFact, ...]]
    final_assignments: dict[int, tuple[JudgementFact, ...]]
    declarations: dict[int, tuple[tuple[str, dt.date], ...]]

    def sessions_of(self, run: int, person: int) -> tuple[SessionFact, ...]:
        """Return the sessions of the run with the attendance of this person."""
        recorded = dict(self.attendance.get((run, person), ()))
        return tuple(
            SessionFact(s.code, s.title, s.starts_at, s.on, recorded.get(s.code, ""))
            for s in self.sessions.get(run, ())
        )


def load(enrolments: QuerySet[Enrolment]) -> Tables:
    """Return the facts of these enrolments, in seven queries."""
    declared = Declaration.objects.filter(enrolment__in=enrolments.values("pk"))
    return Tables(
        stages=_stages(enrolments),
        exemptions=_exemptions(enrolments),
        sessions=_sessions(enrolments),
        attendance=_attendance(enrolments),
        make_ups=_make_ups(enrolments),
        final_assignments=_final_assignments(enrolments),
        declarations=grouped(
            (enrolment, (kind, signed_on))
            for enrolment, kind, signed_on in declared.values_list("enrolment", "kind", "signed_on")
        ),
    )


def _stages(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[StageFact, ...]]:
    stages = Stage.objects.filter(curriculum__in=enrolments.values("curriculum"))
    rows = stages.order_by("curriculum", "position").values_list(
        "curriculum", "pk", "kind", "title", "parameters"
    )
    return grouped(
        (curriculum, StageFact(pk, kind, title, json.dumps(parameters, sort_keys=True)))
        for curriculum, pk, kind, title, parameters in rows
    )


def _exemptions(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[ExemptionFact, ...]]:
    exemptions = Exemption.objects.filter(enrolment__in=enrolments.values("pk"))
    rows = exemptions.values_list(
        "enrolment", "stage", "part", "decided_at", "enrolment__run__zone"
    )
    return grouped(
        (enrolment, ExemptionFact(stage, part, periods.local_date(decided_at, zone)))
        for enrolment, stage, part, decided_at, zone in rows
    )


def _sessions(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[SessionFact, ...]]:
    # A session that was called off can be neither attended nor missed.
    sessions = CourseSession.objects.filter(
        run__in=enrolments.values("run"), appointment__state__in=OCCUPYING
    )
    names = ("starts_at", "zone", "title")
    rows = sessions.order_by("appointment__starts_at", "pk").values_list(
        "run", "code", *(f"appointment__{name}" for name in names)
    )
    return grouped(
        (run, SessionFact(code, title, starts_at, periods.local_date(starts_at, zone)))
        for run, code, starts_at, zone, title in rows
    )


def _attendance(
    enrolments: QuerySet[Enrolment],
) -> dict[tuple[int, int], tuple[tuple[str, str], ...]]:
    # By run and person, not by enrolment: who cancelled and came back was there just as well.
    recorded = Participation.objects.filter(
        appointment__course_session__run__in=enrolments.values("run"),
        person__in=enrolments.values("person"),
    ).exclude(attendance="")
    session = "appointment__course_session__"
    rows = recorded.values_list(f"{session}run", "person", f"{session}code", "attendance")
    return grouped(((run, person), (code, status)) for run, person, code, status in rows)


def _make_ups(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[JudgementFact, ...]]:
    rows = MakeUp.objects.filter(enrolment__in=enrolments.values("pk")).values_list(
        "enrolment", "submitted_on", "assessed_on", "result", "session__code"
    )
    return grouped(
        (enrolment, JudgementFact(submitted_on, assessed_on, result, session))
        for enrolment, submitted_on, assessed_on, result, session in rows
    )


def _final_assignments(enrolments: QuerySet[Enrolment]) -> dict[int, tuple[JudgementFact, ...]]:
    rows = FinalAssignment.objects.filter(enrolment__in=enrolments.values("pk")).values_list(
        "enrolment", "submitted_on", "assessed_on", "result"
    )
    return grouped(
        (enrolment, JudgementFact(submitted_on, assessed_on, result))
        for enrolment, submitted_on, assessed_on, result in rows
    )
