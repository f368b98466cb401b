"""The desk of a seed, where more people apply than there are seats."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from courses.states import HOLDS_A_SEAT, EnrolmentState
from scenario.seeding.applying import Applicant, Desk
from scenario.seeding.chance import Chance
from scenario.seeding.days import DAY, at
from scenario.seeding.planning import Plan

START = dt.date(2027, 2, 9)
PLAN = Plan("2027-V0001", 0, 6, 30, (START,), START + 100 * DAY, START + 110 * DAY)
AFTERWARDS = at(START, 12)


def played(seed: int, now: dt.datetime = AFTERWARDS) -> list[Applicant]:
    """Return thirty people who applied for six seats, one each day."""
    days = (PLAN.opens_on + number * DAY for number in range(1, 31))
    applicants = [Applicant(number, at(day, 12)) for number, day in enumerate(days)]
    Desk(Chance(seed), PLAN, now).play(applicants)
    return applicants


@pytest.mark.parametrize("seed", range(20))
def test_no_more_seats_are_held_than_there_are(seed: int) -> None:
    steps = [(step.at, one.person, step) for one in played(seed) for step in one.steps]
    states: dict[int, str] = {}
    # Who gives a seat up does so before it is offered to another, at the same moment.
    for _at, person, step in sorted(steps, key=lambda each: (each[0], each[2].by_program)):
        states[person] = step.to
        assert sum(state in HOLDS_A_SEAT for state in states.values()) <= PLAN.seats


@pytest.mark.parametrize("seed", range(20))
def test_first_offers_are_made_in_the_order_of_the_line(seed: int) -> None:
    offered = [
        (step.at, one.applied_at)
        for one in played(seed)
        for step in one.steps
        if step.to == EnrolmentState.OFFERED
    ]

    assert sorted(offered) == sorted(offered, key=lambda each: each[1])


def test_everything_that_can_happen_to_an_offer_happens() -> None:
    moves = Counter(
        (step.before, step.to) for seed in range(100) for one in played(seed) for step in one.steps
    )

    answers = {to for before, to in moves if before == EnrolmentState.OFFERED}
    assert answers == {
        EnrolmentState.ENROLLED,
        EnrolmentState.WAITLISTED,
        EnrolmentState.CANCELLED,
    }


def test_who_let_an_offer_pass_is_not_offered_another() -> None:
    missed = [one for seed in range(20) for one in played(seed) if one.offer_missed_at]

    assert missed
    for one in missed:
        offers = [step for step in one.steps if step.to == EnrolmentState.OFFERED]
        assert len(offers) == 1


def test_nothing_happens_after_now() -> None:
    now = at(PLAN.opens_on + 20 * DAY, 12)

    assert max(step.at for one in played(1, now) for step in one.steps) <= now


def test_who_still_waits_is_told_on_the_first_day() -> None:
    applicants = [Applicant(number, at(PLAN.opens_on, 12)) for number in range(30)]
    desk = Desk(Chance(1), PLAN, AFTERWARDS)
    desk.play(applicants)
    waiting = [one for one in applicants if one.state == EnrolmentState.WAITLISTED]

    assert waiting
    assert desk.call_off(AFTERWARDS) == waiting
    assert {one.state for one in waiting} == {EnrolmentState.CANCELLED}
