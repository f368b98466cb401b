"""The facts of the placement: log entries, evaluations and observations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certificates.evidence.facts import (
    CertificateFact,
    EntryFact,
    EvaluationFact,
    ObservationFact,
)
from certificates.evidence.rows import day, grouped
from certificates.models import Certificate
from common import periods
from courses.models import CRITERIA, Evaluation, LogEntry, Observation, Placement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from courses.models import Enrolment


@dataclass(frozen=True, slots=True)
class Tables:
    """What was loaded, by enrolment."""

    mentors: dict[int, tuple[int, ...]]
    entries: dict[int, tuple[EntryFact, ...]]
    evaluations: dict[int, tuple[EvaluationFact, ...]]
    observations: dict[int, tuple[ObservationFact, ...]]


def load(enrolments: QuerySet[Enrolment]) -> Tables:
    """Return the facts of these enrolments, in five queries."""
    # Also what was broken off: hours that were approved stay approved.
    placements = Placement.objects.filter(enrolment__in=enrolments.values("pk"))
    evaluations = Evaluation.objects.filter(placement__in=placements.values("pk"))
    return Tables(
        mentors=grouped(placements.order_by().values_list("enrolment", "mentor")),
        entries=_entries(placements),
        evaluations=grouped(
            (enrolment, EvaluationFact(moment, held_on, result))
            for enrolment, moment, held_on, result in evaluations.values_list(
                "placement__enrolment", "moment", "held_on", "result"
            )
        ),
        observations=_observations(placements),
    )


def _entries(placements: QuerySet[Placement]) -> dict[int, tuple[EntryFact, ...]]:
    entries = LogEntry.objects.filter(placement__in=placements.order_by().values("pk"))
    facts = ("pk", "minutes", "activity", "state")
    rows = entries.order_by("starts_at", "pk").values_list(
        "placement__enrolment", "zone", "starts_at", "submitted_at", "decided_at", *facts
    )
    return grouped(
        (
            enrolment,
            EntryFact(
                pk=pk,
                on=periods.local_date(starts_at, zone),
                minutes=minutes,
                activity=activity,
                state=state,
                submitted_on=day(submitted_at, zone),
                decided_on=day(decided_at, zone),
            ),
        )
        for (
            enrolment, zone, starts_at, submitted_at, decided_at, pk, minutes, activity, state
        ) in rows
    )  # fmt: skip


def _observations(placements: QuerySet[Placement]) -> dict[int, tuple[ObservationFact, ...]]:
    observations = Observation.objects.filter(placement__in=placements.order_by().values("pk"))
    held = _certificates(observations)
    rows = observations.values_list("placement__enrolment", "observed_on", "observer", *CRITERIA)
    return grouped(
        (enrolment, ObservationFact(on, tuple(scores), observer, held.get(observer, ())))
        for enrolment, on, observer, *scores in rows
    )


def _certificates(
    observations: QuerySet[Observation],
) -> dict[int, tuple[CertificateFact, ...]]:
    # All they ever held: on the day of the observation it was perhaps another one than now.
    observers = observations.order_by().values("observer")
    rows = Certificate.objects.filter(person__in=observers).values_list(
        "person", "issued_on", "valid_until", "state", "state_since"
    )
    return grouped((row[0], CertificateFact(*row[1:])) for row in rows)
