"""The facts that everybody in a run shares: what is asked, and the sessions. Read once a run."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast

from certificates.evidence.facts import SessionFact, StageFact
from certificates.evidence.rows import day
from common import lists
from courses.models import CourseRun, CourseSession, Enrolment, Stage
from scheduling.states import OCCUPYING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    Stages = Mapping[int, tuple[StageFact, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """The stages by curriculum, for somebody can be moved to another one, and the sessions."""

    stages: Stages
    sessions: tuple[SessionFact, ...]
    # A session with each kind of attendance that was recorded, made once for all who have it.
    _recorded: dict[tuple[str, str], SessionFact] = field(default_factory=dict)

    def sessions_with(self, recorded: Mapping[str, str]) -> tuple[SessionFact, ...]:
        """Return the sessions with what was recorded of one person, by code of session."""
        return tuple(self._session(one, recorded.get(one.code, "")) for one in self.sessions)

    def _session(self, session: SessionFact, attendance: str) -> SessionFact:
        key = (session.code, attendance)
        if key not in self._recorded:
            self._recorded[key] = replace(session, attendance=attendance)
        return self._recorded[key]


def load(enrolments: QuerySet[Enrolment]) -> dict[int, Run]:
    """Return what is shared in each run of these enrolments, in one query."""
    runs = CourseRun.objects.filter(pk__in=enrolments.values("run")).order_by()
    rows = runs.annotate(stage_rows=_stages(), session_rows=_sessions())
    return {
        run: Run(_read_stages(stages), _read_sessions(sessions))
        for run, stages, sessions in rows.values_list("pk", "stage_rows", "session_rows")
    }


@functools.cache
def _stages() -> lists.Rows:
    enrolled = Enrolment.objects.filter(run=OuterRef(OuterRef("pk"))).order_by()
    stages = Stage.objects.filter(curriculum__in=enrolled.values("curriculum"))
    # As text, which is how both databases can give it without reading it.
    parameters = Cast("parameters", TextField())
    ordered = stages.order_by("curriculum_id", "position")
    return lists.Rows(ordered, "curriculum", "pk", "kind", "title", parameters)


@functools.cache
def _sessions() -> lists.Rows:
    # A session that was called off can be neither attended nor missed.
    sessions = CourseSession.objects.filter(run=OuterRef("pk"), appointment__state__in=OCCUPYING)
    names = ("starts_at", "zone", "title")
    ordered = sessions.order_by("appointment__starts_at", "pk")
    return lists.Rows(ordered, "code", *(f"appointment__{name}" for name in names))


# A curriculum is read once, not once for each of its runs.
@functools.lru_cache(maxsize=64)
def _read_stages(rows: str | None) -> Stages:
    stages: defaultdict[int, tuple[StageFact, ...]] = defaultdict(tuple)
    for curriculum, pk, kind, title, parameters in lists.read(rows):
        stages[curriculum] += (StageFact(pk, kind, title, _sorted(parameters)),)
    return dict(stages)


def _sorted(parameters: str) -> str:
    return json.dumps(json.loads(parameters), sort_keys=True)


def _read_sessions(rows: str | None) -> tuple[SessionFact, ...]:
    return tuple(
        SessionFact(code, title, lists.moment(starts_at), day(starts_at, zone))
        for code, starts_at, zone, title in lists.read(rows)
    )
