"""How a trainer stands at a date: the boundaries, and a slow version that must agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from pool import rules
from pool.rules import CertificateFacts, Event, RuleFacts
from pool.states import ActivityKind, PoolStatus

ISSUED = dt.date(2024, 9, 14)
EXPIRES = dt.date(2027, 9, 14)
TAKEN_OVER = CertificateFacts(ISSUED, EXPIRES)
EARNED = CertificateFacts(ISSUED, EXPIRES, is_earned_here=True)
RULE = RuleFacts(
    needed={"session_given": 2, "observed": 1},
    window_days=90,
    dormant_after_days=365,
    grace_months=3,
)
GIVEN = ActivityKind.SESSION_GIVEN


def status_on(day: dt.date, facts: CertificateFacts = EARNED, *events: Event) -> PoolStatus:
    """Return the status of somebody who gave a session the day before, and these events."""
    yesterday = Event(GIVEN, min(day - dt.timedelta(days=1), EXPIRES))
    return rules.standing(facts, RULE, [yesterday, *events], on=day).status


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (ISSUED, PoolStatus.ACTIVE),
        (dt.date(2027, 6, 15), PoolStatus.ACTIVE),
        (dt.date(2027, 6, 16), PoolStatus.RENEWAL_WINDOW),
        (EXPIRES, PoolStatus.RENEWAL_WINDOW),
        (EXPIRES + dt.timedelta(days=1), PoolStatus.IN_GRACE),
        (dt.date(2027, 12, 14), PoolStatus.IN_GRACE),
        (dt.date(2027, 12, 15), PoolStatus.EXPIRED),
    ],
)
def test_status_turns_on_the_day_itself(day: dt.date, expected: PoolStatus) -> None:
    assert status_on(day) == expected


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (dt.date(2027, 6, 15), False),
        (dt.date(2027, 6, 16), True),
        (EXPIRES, True),
        (EXPIRES + dt.timedelta(days=1), False),
    ],
)
def test_renewal_is_due_from_the_window_to_the_last_day(day: dt.date, *, due: bool) -> None:
    assert rules.standing(EARNED, RULE, [], on=day).renewal_due is due


def test_renewal_is_due_for_who_is_dormant_too() -> None:
    outcome = rules.standing(TAKEN_OVER, RULE, [], on=EXPIRES)

    assert (outcome.status, outcome.renewal_due) == (PoolStatus.DORMANT, True)


@pytest.mark.parametrize(
    ("days", "expected"), [(365, PoolStatus.ACTIVE), (366, PoolStatus.DORMANT)]
)
def test_trainer_falls_asleep_after_365_days(days: int, expected: PoolStatus) -> None:
    on = dt.date(2026, 6, 1)
    given_on = on - dt.timedelta(days=days)

    assert rules.standing(TAKEN_OVER, RULE, [Event(GIVEN, given_on)], on=on).status == expected


def test_trainer_taken_over_without_a_session_is_dormant_at_once() -> None:
    assert rules.standing(TAKEN_OVER, RULE, [], on=ISSUED).status == PoolStatus.DORMANT


@pytest.mark.parametrize(
    ("days", "expected"), [(365, PoolStatus.ACTIVE), (366, PoolStatus.DORMANT)]
)
def test_award_stands_in_for_a_session(days: int, expected: PoolStatus) -> None:
    outcome = rules.standing(EARNED, RULE, [], on=ISSUED + dt.timedelta(days=days))

    assert (outcome.status, outcome.last_session) == (expected, None)


def test_session_before_the_award_does_not_count() -> None:
    before = Event(GIVEN, ISSUED - dt.timedelta(days=1))
    outcome = rules.standing(TAKEN_OVER, RULE, [before], on=ISSUED)

    assert (outcome.status, outcome.counts, outcome.last_session) == (
        PoolStatus.DORMANT,
        {},
        None,
    )


def test_renewing_early_does_not_put_a_busy_trainer_to_sleep() -> None:
    renewed = replace(TAKEN_OVER, issued_on=dt.date(2027, 7, 1), first_issued_on=ISSUED)
    outcome = rules.standing(
        renewed, RULE, [Event(GIVEN, dt.date(2027, 6, 12))], on=dt.date(2027, 7, 2)
    )

    assert outcome.last_session == dt.date(2027, 6, 12)
    assert (outcome.status, outcome.counts) == (PoolStatus.RENEWAL_WINDOW, {})


def test_other_activity_does_not_keep_a_trainer_awake() -> None:
    events = [Event(ActivityKind.INTERVISION, ISSUED), Event(ActivityKind.REFRESHER_DAY, ISSUED)]

    assert rules.standing(TAKEN_OVER, RULE, events, on=ISSUED).status == PoolStatus.DORMANT


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 1, 1), PoolStatus.SUSPENDED),
        (EXPIRES + dt.timedelta(days=1), PoolStatus.SUSPENDED),
        (dt.date(2027, 12, 15), PoolStatus.EXPIRED),
    ],
)
def test_suspended_certificate_is_suspended_until_grace_is_over(
    day: dt.date, expected: PoolStatus
) -> None:
    assert status_on(day, replace(EARNED, is_suspended=True)) == expected


def test_who_left_has_left_whatever_the_certificate_says() -> None:
    outcome = rules.standing(EARNED, RULE, [], on=EXPIRES, has_left=True)

    assert outcome.status == PoolStatus.LEFT


def test_without_a_rule_nothing_is_asked_and_nobody_falls_asleep() -> None:
    outcome = rules.standing(TAKEN_OVER, RuleFacts(), [], on=dt.date(2027, 9, 13))

    assert (outcome.status, outcome.shortfall) == (PoolStatus.ACTIVE, {})


def test_grace_ends_on_a_day_that_exists() -> None:
    facts = CertificateFacts(dt.date(2024, 11, 30), dt.date(2027, 11, 30))

    assert rules.last_day_of_grace(facts, RULE, on=ISSUED) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (ISSUED - dt.timedelta(days=1), {}),
        (ISSUED, {"observed": 1}),
        (EXPIRES, {"observed": 1}),
        (EXPIRES + dt.timedelta(days=1), {}),
    ],
)
def test_activity_counts_within_validity_both_days_included(
    day: dt.date, counts: dict[str, int]
) -> None:
    events = [Event(ActivityKind.OBSERVED, day)]

    assert rules.standing(EARNED, RULE, events, on=dt.date(2028, 1, 1)).counts == counts


def test_activity_after_the_day_asked_does_not_count_yet() -> None:
    events = [Event(GIVEN, dt.date(2026, 1, 2))]

    assert rules.standing(EARNED, RULE, events, on=dt.date(2026, 1, 1)).counts == {}


def test_shortfall_names_only_what_is_missing() -> None:
    needed = {"session_given": 6, "intervision": 9, "observed": 1}

    assert rules.shortfall(needed, {"session_given": 7, "intervision": 8}) == {
        "intervision": 1,
        "observed": 1,
    }


def test_recorded_line_that_names_an_event_is_that_event() -> None:
    session = Event(GIVEN, dt.date(2027, 1, 30), "S1")
    recorded = [
        session,
        Event(GIVEN, dt.date(2026, 1, 30), "S1"),
        replace(session, kind="observed"),
    ]

    assert rules.one_ledger(recorded, [session]) == [recorded[1], recorded[2], session]


def test_recorded_lines_without_reference_stand_for_themselves() -> None:
    line = Event(GIVEN, dt.date(2026, 1, 30))

    assert rules.one_ledger([line, line], []) == [line, line]


def test_line_recorded_twice_under_one_reference_counts_once() -> None:
    line = Event(GIVEN, dt.date(2026, 1, 30), "course elsewhere")

    assert rules.one_ledger([line, line], []) == [line]


def test_two_runs_with_the_same_session_code_on_one_day_count_both() -> None:
    session = Event(GIVEN, dt.date(2027, 1, 30), "S1")

    assert rules.one_ledger([session], [session, session]) == [session, session]


def slow_status(
    facts: CertificateFacts, rule: RuleFacts, sessions: list[dt.date], on: dt.date
) -> PoolStatus:
    """Return the status by walking over the days, one by one, as somebody with a calendar does."""
    grace_end = facts.valid_until + relativedelta(months=rule.grace_months)
    if on > facts.valid_until:
        return PoolStatus.EXPIRED if on > grace_end else PoolStatus.IN_GRACE
    awake = {facts.issued_on} if facts.is_earned_here else set()
    awake |= {day for day in sessions if facts.issued_on <= day <= on}
    looked_back = [on - dt.timedelta(days=n) for n in range((rule.dormant_after_days or 0) + 1)]
    if not awake.intersection(looked_back):
        return PoolStatus.DORMANT
    ahead = [on + dt.timedelta(days=n) for n in range(rule.window_days + 1)]
    return PoolStatus.RENEWAL_WINDOW if facts.valid_until in ahead else PoolStatus.ACTIVE


near = st.integers(0, 400).map(lambda days: ISSUED + dt.timedelta(days=days))


@given(
    st.builds(
        CertificateFacts,
        issued_on=st.just(ISSUED),
        valid_until=near,
        is_earned_here=st.booleans(),
    ),
    st.builds(
        RuleFacts,
        window_days=st.integers(0, 60),
        dormant_after_days=st.integers(0, 60),
        grace_months=st.integers(0, 3),
    ),
    st.lists(near, max_size=4),
    near,
)
def test_status_agrees_with_a_slow_version(
    facts: CertificateFacts, rule: RuleFacts, sessions: list[dt.date], on: dt.date
) -> None:
    events = [Event(GIVEN, day) for day in sessions]

    assert rules.standing(facts, rule, events, on=on).status == slow_status(
        facts, rule, sessions, on
    )


kinds = st.sampled_from(ActivityKind.values)


@given(
    st.lists(st.builds(Event, kind=kinds, happened_on=near), max_size=30),
    st.dictionaries(kinds, st.integers(0, 9)),
    near,
)
def test_counts_and_shortfall_agree_with_counting_by_hand(
    events: list[Event], needed: dict[str, int], on: dt.date
) -> None:
    facts = CertificateFacts(ISSUED, ISSUED + dt.timedelta(days=200))
    outcome = rules.standing(facts, RuleFacts(needed=needed), events, on=on)

    for kind in ActivityKind.values:
        there = sum(e.kind == kind and e.happened_on <= min(on, facts.valid_until) for e in events)
        assert outcome.counts.get(kind, 0) == there
        assert outcome.shortfall.get(kind, 0) == max(0, needed.get(kind, 0) - there)
