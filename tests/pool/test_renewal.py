"""What renewing asks: enough activity, and the right moment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.problems import Severity
from pool import rules
from pool.rules import CertificateFacts, Event, RuleFacts
from pool.states import ActivityKind

FACTS = CertificateFacts(dt.date(2024, 9, 14), dt.date(2027, 9, 14))
RULE = RuleFacts(needed={"session_given": 6}, window_days=90, grace_months=3)


def codes(on: dt.date, missing: dict[str, int] | None = None) -> list[str]:
    """Return the codes of what needs approval on a day."""
    return [p.code for p in rules.renewal_problems(FACTS, RULE, missing or {}, on=on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (dt.date(2027, 6, 15), ["renewal.too_early"]),
        (dt.date(2027, 6, 16), []),
        (dt.date(2027, 9, 14), []),
        (dt.date(2027, 12, 14), []),
        (dt.date(2027, 12, 15), ["renewal.too_late"]),
    ],
)
def test_renewal_fits_between_window_and_grace(on: dt.date, expected: list[str]) -> None:
    assert codes(on) == expected


def test_renewal_names_each_kind_that_falls_short() -> None:
    missing = {"session_given": 2, "observed": 1}

    assert codes(dt.date(2027, 9, 1), missing) == ["renewal.session_given", "renewal.observed"]


def test_everything_about_renewal_may_be_approved() -> None:
    found = rules.renewal_problems(FACTS, RULE, {"observed": 1}, on=dt.date(2027, 1, 1))

    assert {problem.severity for problem in found} == {Severity.NEEDS_APPROVAL}
    assert [str(problem) for problem in found] == [
        "Missing to renew: 1 × observed.",
        "This can be renewed from 16 June 2027 on.",
    ]


def test_too_late_says_until_when() -> None:
    (problem,) = rules.renewal_problems(FACTS, RULE, {}, on=dt.date(2028, 1, 1))

    assert str(problem) == "This could be renewed until 14 December 2027."


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 40))
def test_who_is_renewable_needs_no_approval_for_activity(
    needed: int, inside: int, outside: int
) -> None:
    rule = RuleFacts(needed={"observed": needed}, window_days=90, grace_months=3)
    before = Event(ActivityKind.OBSERVED, FACTS.issued_on - dt.timedelta(days=1))
    after = Event(ActivityKind.OBSERVED, FACTS.valid_until + dt.timedelta(days=1))
    within = Event(ActivityKind.OBSERVED, FACTS.valid_until)
    events = [within] * inside + [before, after] * outside
    on = dt.date(2027, 10, 1)

    missing = rules.standing(FACTS, rule, events, on=on).shortfall

    found = rules.renewal_problems(FACTS, rule, missing, on=on)
    assert bool(found) is (inside < needed)
