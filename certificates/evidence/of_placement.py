"""The facts of the placement: log entries, evaluations and observations."""

from __future__ import annotations

import datetime as dt
import functools

from django.db.models import OuterRef

from certificates.evidence.facts import (
    CertificateFact,
    EntryFact,
    EvaluationFact,
    ObservationFact,
)
from certificates.evidence.rows import date_or_none, day, day_or_none
from certificates.models import Certificate
from common import lists
from courses.models import CRITERIA, Evaluation, LogEntry, Observation, Placement

# Also of what was broken off: hours that were approved stay approved.
_MINE = OuterRef("pk")
_ENTRY = ("pk", "zone", "starts_at", "minutes", "activity", "state", "submitted_at", "decided_at")


@functools.cache
def columns() -> dict[str, lists.Rows]:
    """Return the rows of each table that hang on an enrolment by its placements."""
    placements = Placement.objects.filter(enrolment=_MINE)
    entries = LogEntry.objects.filter(placement__enrolment=_MINE).order_by("starts_at", "pk")
    evaluations = Evaluation.objects.filter(placement__enrolment=_MINE).order_by("pk")
    observations = Observation.objects.filter(placement__enrolment=_MINE)
    return {
        "mentor_rows": lists.Rows(placements.order_by(), "mentor"),
        "entry_rows": lists.Rows(entries, *_ENTRY),
        "evaluation_rows": lists.Rows(evaluations, "moment", "held_on", "result"),
        "observation_rows": lists.Rows(
            observations, "observed_on", "observer", _certificates(), *CRITERIA
        ),
    }


def _certificates() -> lists.Rows:
    # All they ever held: on the day of the observation it was perhaps another one than now.
    held = Certificate.objects.not_replaced().filter(person=OuterRef("observer"))
    return lists.Rows(held, "issued_on", "valid_until", "state", "state_since")


def mentors(rows: str | None) -> frozenset[int]:
    """Return the mentors of every placement."""
    return frozenset(mentor for [mentor] in lists.read(rows))


def entries(rows: str | None) -> tuple[EntryFact, ...]:
    """Return the entries of the log, the oldest first."""
    return tuple(
        EntryFact(
            pk=pk,
            on=day(starts_at, zone),
            minutes=minutes,
            activity=activity,
            state=state,
            submitted_on=day_or_none(submitted_at, zone),
            decided_on=day_or_none(decided_at, zone),
        )
        for pk, zone, starts_at, minutes, activity, state, submitted_at, decided_at in lists.read(
            rows
        )
    )


def evaluations(rows: str | None) -> tuple[EvaluationFact, ...]:
    """Return the evaluations that were held."""
    return tuple(
        EvaluationFact(moment, dt.date.fromisoformat(held_on), result)
        for moment, held_on, result in lists.read(rows)
    )


def observations(rows: str | None) -> tuple[ObservationFact, ...]:
    """Return the observations, each with what its observer held."""
    return tuple(
        ObservationFact(
            dt.date.fromisoformat(observed_on), tuple(scores), observer, _held(certificates)
        )
        for observed_on, observer, certificates, *scores in lists.read(rows)
    )


def _held(rows: str | None) -> tuple[CertificateFact, ...]:
    return tuple(
        CertificateFact(
            dt.date.fromisoformat(issued_on),
            dt.date.fromisoformat(valid_until),
            state,
            date_or_none(state_since),
        )
        for issued_on, valid_until, state, state_since in lists.read(rows)
    )
