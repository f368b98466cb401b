"""The order in which trainers are asked: what decides, and that nothing else does."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pool import rules
from pool.rules import Candidate, Wanted
from pool.states import LeftOut, MatchReason

APRIL, MAY = dt.date(2027, 4, 1), dt.date(2027, 5, 1)
WANTED = Wanted(has_subject=True, language="nl", months=frozenset({APRIL, MAY}))
BEST = Candidate(
    person=9, knows_subject=True, in_region=True, km=3.0, load=0, trainees=(5,), last_on=None
)


@pytest.mark.parametrize(
    "worse",
    [
        {"knows_subject": False},
        {"in_region": False},
        {"km": 11.0},
        {"km": None},
        {"load": 1},
        {"trainees": ()},
        {"last_on": dt.date(2020, 1, 1)},
    ],
)
def test_each_thing_decides_by_itself(worse: dict[str, Any]) -> None:
    values = {name: getattr(BEST, name) for name in BEST.__slots__}
    other = Candidate(**values | worse | {"person": 1})

    assert rules.ranked([other, BEST], WANTED) == [BEST, other]


def test_subject_that_nobody_asked_for_decides_nothing() -> None:
    other = Candidate(person=1, in_region=True, km=3.0, trainees=(5,))

    wanted = dataclasses.replace(WANTED, has_subject=False)
    [first, _second] = rules.ranked([BEST, other], wanted)

    assert first == other


@pytest.mark.parametrize(
    ("km", "band"), [(0.0, 0), (10.0, 0), (10.1, 1), (25.0, 1), (50.0, 2), (100.0, 3), (101, 4)]
)
def test_distance_counts_in_bands(km: float, band: int) -> None:
    assert rules.band(km) == band


def test_who_lives_nobody_knows_where_counts_as_far_away() -> None:
    assert rules.band(None) == rules.band(1000)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"was_asked": True}, LeftOut.ASKED),
        ({"languages": frozenset({"en"})}, LeftOut.LANGUAGE),
        ({"languages": frozenset({"en", "nl"})}, None),
        ({"full": frozenset({APRIL, MAY})}, LeftOut.CEILING),
        ({"full": frozenset({APRIL})}, None),
    ],
)
def test_who_is_not_asked(fields: dict[str, Any], why: LeftOut | None) -> None:
    assert rules.left_out(Candidate(person=1, **fields), WANTED) == why


def test_who_named_no_language_gives_trainings_in_dutch_alone() -> None:
    wanted = dataclasses.replace(WANTED, language="en")

    assert rules.left_out(Candidate(person=1), wanted) == LeftOut.LANGUAGE


def test_reasons_stand_in_the_order_in_which_they_decide() -> None:
    codes = [reason.code for reason in rules.reasons(BEST, WANTED)]

    assert codes == [
        MatchReason.SUBJECT,
        MatchReason.REGION,
        MatchReason.NEAR,
        MatchReason.LOAD,
        MatchReason.TRAINEE,
    ]


@pytest.mark.parametrize(
    ("asked", "done", "expected"),
    [
        ({"co_train": 2}, {"co_train": 1}, True),
        ({"co_train": 2}, {"co_train": 2}, False),
        ({"observe": 2}, {}, False),
        ({"co_train": 1, "solo_train": 1}, {"co_train": 1}, True),
        ({}, {}, False),
    ],
)
def test_who_still_has_to_train(
    asked: dict[str, int], done: dict[str, int], *, expected: bool
) -> None:
    assert rules.still_to_train(asked, done, ("co_train", "solo_train")) is expected


CANDIDATES = st.builds(
    Candidate,
    person=st.integers(1, 1000),
    knows_subject=st.booleans(),
    in_region=st.booleans(),
    km=st.none() | st.floats(0, 300),
    load=st.integers(0, 3),
    trainees=st.sampled_from([(), (1,)]),
    last_on=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 3)),
)


WANTED_OF_ANY = st.booleans().map(lambda known: dataclasses.replace(WANTED, has_subject=known))


@given(
    st.lists(CANDIDATES, unique_by=lambda one: one.person, max_size=12), WANTED_OF_ANY, st.randoms()
)
def test_order_is_the_one_that_a_person_would_argue_for(
    everybody: list[Candidate], wanted: Wanted, chance: Any
) -> None:
    order = rules.ranked(everybody, wanted)
    shuffled = list(everybody)
    chance.shuffle(shuffled)

    assert rules.ranked(shuffled, wanted) == order
    for first, second in pairwise(order):
        assert _comes_before(first, second, wanted)


def _comes_before(one: Candidate, other: Candidate, wanted: Wanted) -> bool:
    """Argue as a person would, one thing after the other."""
    if wanted.has_subject and one.knows_subject != other.knows_subject:
        return one.knows_subject
    if one.in_region != other.in_region:
        return one.in_region
    if rules.band(one.km) != rules.band(other.km):
        return rules.band(one.km) < rules.band(other.km)
    return one.load < other.load or (one.load == other.load and _is_its_turn(one, other))


def _is_its_turn(one: Candidate, other: Candidate) -> bool:
    if bool(one.trainees) != bool(other.trainees):
        return bool(one.trainees)
    if one.last_on != other.last_on:
        return one.last_on is None or (other.last_on is not None and one.last_on < other.last_on)
    return one.person < other.person
