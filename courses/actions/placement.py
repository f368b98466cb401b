"""Offering and planning placements, agreeing to them, and ending them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from common.problems import refuse_if
from courses.actions import locks, seats
from courses.models import Placement, PlacementOffer
from courses.rules import placement as rules
from courses.states import PLACEMENT_MOVES, PlacementState
from people import access
from people import rules as people
from scheduling import actions as scheduling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from courses.models import Enrolment
    from people.models import Organisation, Person, Region


@transaction.atomic
def offer_placements(
    *,
    mentor: Person,
    region: Region,
    starts_on: dt.date,
    ends_on: dt.date,
    places: int,
    by: Person,
    now: dt.datetime,
) -> PlacementOffer:
    """Offer places for trainees in a region during a period; the last day is included.

    :raises Refused: everything `rules.placement_offer_problems` names.
    """
    # Two clicks on one button are one offer: the second waits here, and then finds the first.
    scheduling.lock_calendars(people=[mentor])
    made = PlacementOffer(
        mentor=mentor, region=region, starts_on=starts_on, ends_on=ends_on, places=places
    )
    refuse_if(rules.placement_offer_problems(made, today=periods.local_date(now)))
    made.save()
    audit.record("placement_offer.made", made, by=by, at=now, places=places)
    return made


@transaction.atomic
def plan_placement(
    *,
    enrolment: Enrolment,
    host: Organisation,
    mentor: Person,
    starts_on: dt.date,
    ends_on: dt.date,
    planned_minutes: int,
    goals: Sequence[str],
    by: Person,
    now: dt.datetime,
    offer: PlacementOffer | None = None,
    override: str = "",
) -> Placement:
    """Plan a placement for who takes part in a run; it begins when both sides agreed.

    Locks the run, and the offer whose place it takes. The last day is included; a goal is one
    line. Whether the mentor may be one is decided in `pool.actions.plan_placement`.

    :raises Refused: everything `rules.placement_problems` names; `placement.overlaps` needs
        approval.
    """
    placement = Placement(
        enrolment=seats.locked(enrolment),
        offer=_locked_offer(offer),
        host=host,
        mentor=mentor,
        starts_on=starts_on,
        ends_on=ends_on,
        planned_minutes=planned_minutes,
    )
    problems = rules.placement_problems(placement, goals)
    passed = access.settle(problems, by=by, override=override, now=now)
    placement.goals = "\n".join(" ".join(goal.split()) for goal in goals)
    placement.save()
    audit.record("placement.planned", placement, by=by, at=now, passed=passed, reason=override)
    return placement


@transaction.atomic
def agree_to_placement(*, placement: Placement, by: Person, now: dt.datetime) -> Placement:
    """Agree as trainee or as mentor; the office agrees for both, and the log says so.

    The placement becomes active when both sides agreed. Who agreed before changes nothing.
    Returns the placement as it is now.

    :raises Refused: the codes of `rules.agreement_problems`.
    """
    locked = locks.placement_in_run(placement)
    is_office = access.is_office(by, periods.local_date(now))
    agreeing = rules.sides(locked, by, is_office=is_office)
    refuse_if(rules.agreement_problems(locked, agreeing))
    new = [side for side in agreeing if getattr(locked, f"{side}_agreed_at") is None]
    if not new:
        return locked
    moments = {f"{side}_agreed_at": now for side in new}
    for name, moment in moments.items():
        setattr(locked, name, moment)
    locked.save(update_fields=list(moments))
    audit.record("placement.agreed", locked, by=by, at=now, sides="+".join(new))
    if locked.trainee_agreed_at and locked.mentor_agreed_at:
        audit.move(locked, PlacementState.ACTIVE, moves=PLACEMENT_MOVES, by=by, at=now)
    return locked


@transaction.atomic
def complete_placement(*, placement: Placement, by: Person, now: dt.datetime) -> Placement:
    """Close an active placement that was done; with it end the say and the sight of the mentor.

    What is left undone is kept with the log as a warning: `placement.entries_waiting`,
    `placement.no_final_evaluation`. Returns the placement as it is now.

    :raises Refused: `state.not_allowed` unless it is active.
    """
    locked = locks.placement_in_run(placement)
    passed = rules.completion_warnings(locked)
    audit.move(
        locked, PlacementState.COMPLETED, moves=PLACEMENT_MOVES, by=by, at=now, passed=passed
    )
    return locked


@transaction.atomic
def terminate_placement(*, placement: Placement, by: Person, now: dt.datetime) -> Placement:
    """Break off a placement that did not end yet; what was approved keeps counting.

    With it end the say and the sight of the mentor. Returns the placement as it is now.

    :raises Refused: `state.not_allowed` once it ended.
    """
    locked = locks.placement_in_run(placement)
    audit.move(locked, PlacementState.TERMINATED, moves=PLACEMENT_MOVES, by=by, at=now)
    return locked


def _locked_offer(offer: PlacementOffer | None) -> PlacementOffer | None:
    if offer is None:
        return None
    return people.known(PlacementOffer.objects.select_for_update(), offer, "placement_offer")
