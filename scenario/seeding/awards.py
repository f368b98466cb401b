"""Who of a run of a seed is certified: what the rules say on the day of decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certificates import evidence, rules
from certificates.models import Certificate, Recommendation
from common import periods
from courses.models import Enrolment
from courses.states import EnrolmentState
from scenario.seeding import careers
from scenario.seeding.days import at
from scenario.seeding.registry import Issue

if TYPE_CHECKING:
    from scenario.seeding.registry import Registry
    from scenario.seeding.run import Run

_SHARE_AWARDED = 0.94
_SHARE_RECOMMENDED = 0.4
_SHARE_CLOSED = 0.85


def decide(run: Run, registry: Registry) -> None:
    """Award who may be awarded on the day of decision, and close the others; most of both."""
    association, day = run.association, run.plan.decided_on
    registry.issue_until(day)
    association.writer.flush()
    enrolments = Enrolment.objects.filter(run=run.row, state=EnrolmentState.ENROLLED)
    closed: dict[EnrolmentState, list[int]] = {}
    for facts in evidence.load(enrolments.order_by("pk")):
        progress = rules.evaluate(facts, day)
        to = _outcome(run, certifiable=progress.certifiable)
        if to == EnrolmentState.COMPLETED:
            snapshot = rules.snapshot(facts, progress)
            _award(run, registry, facts.enrolment, facts.person, snapshot)
        if to is not None:
            closed.setdefault(to, []).append(facts.enrolment)
    registry.issue_until(day)
    for state, ids in sorted(closed.items()):
        _close(run, state, ids)


def _outcome(run: Run, *, certifiable: bool) -> EnrolmentState | None:
    """Return in which state an enrolment ends, or None when nobody decided on it yet."""
    chance = run.association.chance
    if certifiable:
        return EnrolmentState.COMPLETED if chance.hit(_SHARE_AWARDED) else None
    return EnrolmentState.NOT_COMPLETED if chance.hit(_SHARE_CLOSED) else None


def _award(
    run: Run, registry: Registry, enrolment: int, person: int, snapshot: dict[str, Any]
) -> None:
    association, day = run.association, run.plan.decided_on
    if association.chance.hit(_SHARE_RECOMMENDED):
        _recommend(run, enrolment, snapshot)
    issue = Issue(
        pk=association.writer.new_id(Certificate),
        person=person,
        day=day,
        last=periods.add_months(day, association.curriculum.valid_months),
        enrolment=enrolment,
        snapshot=snapshot,
    )
    careers.begin(association, registry, issue, run.plan.region)


def _recommend(run: Run, enrolment: int, snapshot: dict[str, Any]) -> None:
    writer, by = run.association.writer, run.sessions[-1].lead
    made = Recommendation(
        enrolment_id=enrolment,
        recommended_by_id=by,
        recommended_at=at(run.plan.decided_on, 9),
        snapshot=snapshot,
    )
    writer.add(made)
    writer.record("recommendation.made", made, at=made.recommended_at, by=by, enrolment=enrolment)


def _close(run: Run, state: EnrolmentState, ids: list[int]) -> None:
    Enrolment.objects.filter(pk__in=ids).update(state=state)
    writer, moment = run.association.writer, at(run.plan.decided_on, 16)
    for pk in ids:
        writer.moved(
            Enrolment(pk=pk),
            state,
            EnrolmentState.ENROLLED,
            at=moment,
            by=run.association.clerk(),
        )
