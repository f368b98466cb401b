"""Whom to ask first for a training: the order, and the reasons for it. Pure, without a clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pool.states import Language, LeftOut, MatchReason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# In bands: ten kilometres more or less are no reason to ask one trainer time and again.
BANDS = (10, 25, 50, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a training asks of a trainer; a subject or a region that is not known asks nothing.

    `months` are the first days of the months in which it can be.
    """

    has_subject: bool
    language: str
    months: frozenset[dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A certified trainer in the pool, endorsed for this kind of training on that day.

    `load` counts trainings for local groups from a year before the day on, planned ones as well;
    `full` are the first days of months in which they have as many as they want; `last_on` is the
    last day of one before it.
    """

    person: int
    knows_subject: bool = False
    in_region: bool = False
    km: float | None = None
    load: int = 0
    full: frozenset[dt.date] = frozenset()
    last_on: dt.date | None = None
    languages: frozenset[str] = frozenset()
    was_asked: bool = False
    # The first day on which they may not give it any more: out of the pool, certificate or
    # endorsement ended, or on a pause.
    until: dt.date | None = None
    # Trainees whose mentor this is, and who still have to train along or alone.
    trainees: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a place in the order, with what its sentence is filled with."""

    code: MatchReason
    number: int | None = None
    person: int | None = None
    day: dt.date | None = None


def left_out(candidate: Candidate, wanted: Wanted) -> LeftOut | None:
    """Return why a trainer cannot be asked for a training, or None.

    A trainer is asked for it once. Who named no language gives trainings in Dutch. The ceiling is
    the trainer's own, for a month; it leaves out who reached it in every month that can be.
    """
    if candidate.was_asked:
        return LeftOut.ASKED
    if wanted.language not in (candidate.languages or {Language.DUTCH}):
        return LeftOut.LANGUAGE
    if wanted.months <= candidate.full:
        return LeftOut.CEILING
    return None


def ranked(candidates: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    """Return the trainers, whom to ask first first.

    Who knows the subject, who gives trainings in the region, who lives nearer (in bands), who gave
    fewer, who has a trainee to bring along, whose last one was longer ago. What is equal in all of
    that goes by the number of the person, so that asking again gives the same order.
    """
    return sorted(candidates, key=lambda one: _place(one, wanted))


def reasons(candidate: Candidate, wanted: Wanted) -> list[Reason]:
    """Return the reasons for a place in the order, in the order in which they decide."""
    found = []
    if wanted.has_subject:
        knows = candidate.knows_subject
        found.append(Reason(MatchReason.SUBJECT if knows else MatchReason.OTHER_SUBJECT))
    found.append(Reason(MatchReason.REGION if candidate.in_region else MatchReason.OTHER_REGION))
    found.append(_travel(candidate.km))
    found.append(Reason(MatchReason.LOAD, number=candidate.load))
    found += [Reason(MatchReason.TRAINEE, person=one) for one in candidate.trainees]
    return found


def band(km: float | None) -> int:
    """Return the band of a distance, the nearest first; what is not known counts as far away."""
    if km is None:
        return len(BANDS)
    return next((number for number, limit in enumerate(BANDS) if km <= limit), len(BANDS))


def still_to_train(asked: dict[str, int], done: dict[str, int], kinds: Collection[str]) -> bool:
    """Return True when fewer entries of one of these kinds were approved than are asked."""
    return any(done.get(kind, 0) < asked.get(kind, 0) for kind in kinds)


def _place(candidate: Candidate, wanted: Wanted) -> tuple[bool, bool, int, int, bool, dt.date, int]:
    return (
        wanted.has_subject and not candidate.knows_subject,
        not candidate.in_region,
        band(candidate.km),
        candidate.load,
        not candidate.trainees,
        candidate.last_on or dt.date.min,
        candidate.person,
    )


def _travel(km: float | None) -> Reason:
    if km is None:
        return Reason(MatchReason.NO_HOME)
    number = band(km)
    if number == len(BANDS):
        return Reason(MatchReason.FAR, number=BANDS[-1])
    return Reason(MatchReason.NEAR, number=BANDS[number])
