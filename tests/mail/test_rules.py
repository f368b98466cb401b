"""Waiting gets longer with every attempt, and ends."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import rules

DICE = st.floats(min_value=0, max_value=1, exclude_max=True)


@pytest.mark.parametrize(
    ("attempts", "dice", "seconds"),
    [(1, 0.5, 10), (2, 0.5, 20), (3, 0.5, 40), (1, 0, 7.5), (4, 0, 60), (30, 0.5, 6 * 3600)],
)
def test_waiting_doubles_up_to_six_hours(attempts: int, dice: float, seconds: float) -> None:
    assert rules.back_off(attempts, dice) == dt.timedelta(seconds=seconds)


@given(attempts=st.integers(min_value=1, max_value=100_000), dice=DICE)
def test_waiting_moves_by_a_quarter_at_most(attempts: int, dice: float) -> None:
    middle = rules.back_off(attempts, 0.5)

    assert middle * 0.75 <= rules.back_off(attempts, dice) <= middle * 1.25
    assert rules.FIRST <= middle <= rules.LONGEST


@given(attempts=st.integers(min_value=1, max_value=1_000), one=DICE, other=DICE)
def test_longer_wait_never_comes_sooner(attempts: int, one: float, other: float) -> None:
    assert rules.back_off(attempts, 0.5) <= rules.back_off(attempts + 1, 0.5)
    assert (rules.back_off(attempts, one) <= rules.back_off(attempts, other)) == (
        one <= other
    ) or abs(one - other) < 1e-9


def test_mail_is_tried_for_more_than_four_days() -> None:
    tried = range(1, rules.MOST_ATTEMPTS)

    assert not any(rules.has_given_up(attempts) for attempts in tried)
    assert rules.has_given_up(rules.MOST_ATTEMPTS)
    # The shortest there is, whatever the dice.
    assert sum((rules.back_off(one, 0.5) for one in tried), dt.timedelta()) > dt.timedelta(days=4)
