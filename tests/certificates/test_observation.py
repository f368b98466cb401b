"""The requirement of observations: scored, by whom, and on which day (invariant 7)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.certificates import made

if TYPE_CHECKING:
    from certificates.evidence import ObservationFact

ASKED = made.RULES["observation"]
DAY = dt.timedelta(days=1)


def passed(*observations: ObservationFact, **changes: object) -> int:
    progress = made.progress(
        "observation",
        {**ASKED, **changes},
        observations=observations,
        mentors=frozenset({made.MENTOR}),
    )
    assert progress.certifiable == (progress.figures["observations_passed"] >= 1)
    return progress.figures["observations_passed"]


def test_observation_passed_gives_no_reason() -> None:
    assert made.progress("observation", ASKED, observations=(made.observation(),)).reasons == ()


def test_observation_missing_is_the_reason() -> None:
    progress = made.progress("observation", ASKED)

    assert progress.reasons == ("observation.passed",)
    assert str(progress.outcomes[0].missing[0].sentence) == (
        "0 of the 1 observations that are needed were passed."
    )


@pytest.mark.parametrize(("lowest", "expected"), [(2, 0), (3, 1), (4, 1)])
def test_observation_needs_every_score(lowest: int, expected: int) -> None:
    assert passed(made.observation(lowest)) == expected


def test_observation_after_a_failed_one_counts() -> None:
    assert passed(made.observation(1), made.observation()) == 1


def test_observation_by_the_mentor_does_not_count() -> None:
    assert passed(made.observation(observer=made.MENTOR)) == 0


def test_observation_by_the_mentor_counts_when_independence_is_not_asked() -> None:
    by_mentor = made.observation(observer=made.MENTOR)

    assert passed(by_mentor, observer_must_differ_from_mentor=False) == 1


@pytest.mark.parametrize("validity_is_asked", [True, False])
def test_observation_by_who_never_held_a_certificate_never_counts(
    *, validity_is_asked: bool
) -> None:
    unknown = made.observation(certificates=())

    assert passed(unknown, observer_must_hold_valid_certificate_on_date=validity_is_asked) == 0


@pytest.mark.parametrize(
    ("issued_on", "valid_until", "expected"),
    [
        (made.EARLIER, made.EARLIER, 1),
        (made.EARLIER + DAY, made.EARLIER + DAY, 0),
        (made.EARLIER - DAY, made.EARLIER - DAY, 0),
        (made.EARLIER - DAY, made.EARLIER + DAY, 1),
    ],
)
def test_observer_is_valid_on_both_end_days(
    issued_on: dt.date, valid_until: dt.date, expected: int
) -> None:
    held = made.certificate(issued_on=issued_on, valid_until=valid_until)

    assert passed(made.observation(certificates=(held,))) == expected


def test_observation_by_an_expired_observer_counts_when_validity_is_not_asked() -> None:
    expired = made.certificate(valid_until=made.EARLIER - DAY)
    observation = made.observation(certificates=(expired,))

    assert passed(observation, observer_must_hold_valid_certificate_on_date=False) == 1


@pytest.mark.parametrize("state", ["revoked", "suspended"])
@pytest.mark.parametrize(("since", "expected"), [(-1, 0), (0, 0), (1, 1)])
def test_observer_counts_until_the_day_before_revoking(
    state: str, since: int, expected: int
) -> None:
    held = made.certificate(state=state, state_since=made.EARLIER + since * DAY)

    assert passed(made.observation(certificates=(held,))) == expected


def test_observer_who_was_reinstated_counts() -> None:
    held = made.certificate(state="issued", state_since=made.LATER)

    assert passed(made.observation(certificates=(held,))) == 1


def test_observer_needs_one_valid_certificate_of_several() -> None:
    expired = made.certificate(valid_until=made.EARLIER - DAY)

    assert passed(made.observation(certificates=(expired, made.certificate()))) == 1


def test_observation_that_comes_later_does_not_count_yet() -> None:
    assert passed(made.observation(on=made.LATER)) == 0


def test_observation_without_demands_is_met() -> None:
    assert made.progress("observation", {}).certifiable


@given(st.lists(st.integers(1, 4), min_size=6, max_size=6), st.integers(0, 5))
def test_observation_passes_exactly_when_no_score_is_lower(scores: list[int], least: int) -> None:
    observation = made.observation(scores=tuple(scores))

    expected = int(all(score >= least for score in scores))
    assert passed(observation, min_score_each_criterion=least) == expected


@given(st.integers(0, 3), st.integers(0, 3))
def test_observations_needed_are_compared_with_those_passed(have: int, need: int) -> None:
    observations = tuple(made.observation() for _ in range(have))

    progress = made.progress(
        "observation", {**ASKED, "min_passed": need}, observations=observations
    )

    assert progress.reasons == (() if have >= need else ("observation.passed",))
