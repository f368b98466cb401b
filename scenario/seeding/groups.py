"""The intervision groups of a run of a seed: who meets whom, when, and who brings a case."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from intervision.models import Group, Membership
from scenario.seeding import enrolling, meetings
from scenario.seeding.circle import Circle
from scenario.seeding.days import DAY, WEEK, at, is_free, weekday

if TYPE_CHECKING:
    import datetime as dt

    from scenario.seeding.run import Run, Trainee

SMALLEST = 4
LARGEST = 8
MEETINGS = 5
_AGREEMENT = "2024-1"
_EVERY = 3 * WEEK
# On Mondays and Wednesdays, when there are no sessions.
_WEEKDAYS = (0, 2)


def form(run: Run) -> list[Circle]:
    """Divide who takes part over groups of four to eight; who leaves, leaves no group too small."""
    trainees = run.association.chance.order(run.trainees)
    if len(trainees) < SMALLEST or not run.association.is_past(_formed_on(run)):
        return []
    number = -(-len(trainees) // LARGEST)
    return [_form(run, trainees[index::number], f"G{index + 1}") for index in range(number)]


def meet(run: Run, circles: list[Circle]) -> None:
    """Plan the meetings of every group, and hold those that are over by now."""
    for circle in circles:
        _join(run, circle)
        day = run.plan.starts_on + WEEK
        met = 0
        while met < MEETINGS:
            day = _free_evening(circle, weekday(day, _WEEKDAYS[circle.row.pk % 2]))
            if day > run.plan.ends_on:
                break
            circle.guide.taken.add(day)
            circle.number += 1
            met += meetings.meet(run, circle, day)
            day += _EVERY


def _formed_on(run: Run) -> dt.date:
    return run.plan.starts_on + 2 * DAY


def _form(run: Run, members: list[Trainee], code: str) -> Circle:
    association, formed_on = run.association, _formed_on(run)
    guide = association.trainers.find(run.plan.region, formed_on, run.plan.ends_on)
    group = Group(
        run=run.row,
        code=code,
        name=f"Intervisie {run.plan.code} {code}",
        guide_id=guide.pk,
        agreement_version=_AGREEMENT,
        size_min=SMALLEST,
        size_max=LARGEST,
    )
    association.writer.add(group)
    moment, clerk = at(formed_on, 14), association.clerk()
    association.writer.record("group.formed", group, at=moment, by=clerk)
    spare = len(members) - SMALLEST
    for member in members:
        if spare and enrolling.let_leave(run, member):
            spare -= 1
    misses = {each.enrolment: association.chance.number(1, 2 * MEETINGS) for each in members}
    return Circle(members, guide, group, deque(members), misses)


def _join(run: Run, circle: Circle) -> None:
    association, writer = run.association, run.association.writer
    joined_on = _formed_on(run)
    for member in circle.members:
        row = Membership(
            group=circle.row,
            run=run.row,
            person_id=member.person,
            joined_on=joined_on,
            left_on=member.leaves_on,
        )
        writer.add(row)
        writer.record("membership.joined", row, at=at(joined_on, 14), by=association.clerk())
        signed_on = association.chance.after(joined_on, 0, 9)
        signs = member.is_steady or association.chance.hit(0.8)
        if signs and association.is_past(signed_on) and member.is_in(signed_on):
            row.agreement_signed_on, row.agreement_version = signed_on, _AGREEMENT
            moment = at(signed_on, 20)
            writer.record("membership.agreement_signed", row, at=moment, by=member.person)
        if member.leaves_on is not None:
            moment = at(member.leaves_on, 10)
            writer.record("membership.left", row, at=moment, by=association.clerk())


def _free_evening(circle: Circle, day: dt.date) -> dt.date:
    """Return the first evening, week after week, that is no holiday and free for the guide."""
    while not is_free(day) or day in circle.guide.taken:
        day += WEEK
    return day
