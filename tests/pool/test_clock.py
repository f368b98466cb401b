"""Leniency: months at their edges, pauses, and a slow version that must agree."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import Period
from pool import rules
from pool.rules import CertificateFacts, Event, Leniency, RuleFacts
from pool.states import ActivityKind, PoolStatus, StatusReason

ISSUED = dt.date(2024, 9, 14)
EXPIRES = dt.date(2027, 9, 14)
RULE = RuleFacts(window_days=90, dormant_after_days=365, grace_months=3)
DAY = dt.timedelta(days=1)


def outcome(
    on: dt.date, leniency: Leniency, *, gave_on: dt.date = EXPIRES, suspended: bool = False
) -> rules.Outcome:
    """Return how somebody stands who gave one session, on the last day unless said otherwise."""
    facts = CertificateFacts(ISSUED, EXPIRES, is_suspended=suspended, leniency=leniency)
    return rules.standing(facts, RULE, [Event(ActivityKind.SESSION_GIVEN, gave_on)], on=on)


def grace_until(ends_on: dt.date, months: int = 0, days: int = 0, grace_months: int = 3) -> dt.date:
    """Return the last day of grace of a certificate with an extension."""
    facts = CertificateFacts(ISSUED, ends_on, leniency=Leniency(months, days))
    rule = RuleFacts(grace_months=grace_months)
    return rules.last_day_of_grace(facts, rule, on=ends_on)


@pytest.mark.parametrize(
    ("ends_on", "months", "days", "expected"),
    [
        # In two steps this would be 28 May.
        (dt.date(2026, 11, 30), 3, 0, dt.date(2027, 5, 30)),
        (dt.date(2027, 8, 31), 3, 0, dt.date(2028, 2, 29)),
        (dt.date(2027, 11, 30), 0, 1, dt.date(2028, 3, 1)),
        (dt.date(2028, 2, 29), 9, 0, dt.date(2029, 2, 28)),
        (dt.date(2027, 9, 14), 0, 31, dt.date(2028, 1, 14)),
    ],
)
def test_extension_counts_months_at_once_and_then_days(
    ends_on: dt.date, months: int, days: int, expected: dt.date
) -> None:
    assert grace_until(ends_on, months, days) == expected


@given(st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 24), st.integers(0, 24))
def test_extra_month_of_grace_is_a_month_of_the_rule(
    ends_on: dt.date, grace_months: int, months: int
) -> None:
    last = grace_until(ends_on, months, grace_months=grace_months)
    total = ends_on.year * 12 + ends_on.month - 1 + grace_months + months

    assert last == grace_until(ends_on, grace_months=grace_months + months)
    assert (last.year, last.month) == (total // 12, total % 12 + 1)
    assert last.day == ends_on.day or (last + DAY).day == 1


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (dt.date(2027, 12, 15), PoolStatus.IN_GRACE),
        (dt.date(2028, 1, 14), PoolStatus.IN_GRACE),
        (dt.date(2028, 1, 15), PoolStatus.EXPIRED),
    ],
)
def test_extension_moves_the_day_on_which_a_certificate_expires(
    on: dt.date, status: PoolStatus
) -> None:
    assert outcome(on, Leniency(months=1)).status == status


def test_extension_does_not_move_the_window_nor_the_printed_day() -> None:
    plain, lenient = (outcome(EXPIRES, each) for each in (Leniency(), Leniency(months=6)))

    assert (lenient.days_to_expiry, lenient.renewal_due, lenient.status) == (
        plain.days_to_expiry,
        plain.renewal_due,
        plain.status,
    )


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        # Half-open: ten days, whether before the end or in grace.
        (Period(dt.date(2027, 5, 1), dt.date(2027, 5, 11)), dt.date(2027, 12, 24)),
        (Period(dt.date(2027, 12, 14), dt.date(2027, 12, 24)), dt.date(2027, 12, 24)),
        (Period(dt.date(2027, 12, 15), dt.date(2027, 12, 25)), dt.date(2027, 12, 14)),
        # Of a pause that began before the certificate only its own days.
        (Period(dt.date(2024, 9, 1), dt.date(2024, 9, 24)), dt.date(2027, 12, 24)),
        (Period(dt.date(2024, 1, 1), dt.date(2024, 9, 14)), dt.date(2027, 12, 14)),
    ],
)
def test_pause_adds_its_days_unless_grace_was_over(pause: Period, expected: dt.date) -> None:
    assert outcome(dt.date(2028, 6, 1), Leniency(pauses=(pause,))).grace_until == expected


def test_nobody_expires_while_the_clock_stands_still() -> None:
    pause = Leniency(pauses=(Period(dt.date(2027, 12, 14)),))

    assert outcome(dt.date(2035, 1, 1), pause).status == PoolStatus.IN_GRACE


def test_pause_that_has_not_begun_adds_nothing_yet() -> None:
    pause = Leniency(pauses=(Period(dt.date(2027, 10, 1)),))

    assert outcome(dt.date(2027, 9, 20), pause).grace_until == dt.date(2027, 12, 14)
    assert outcome(dt.date(2027, 10, 1), pause).grace_until == dt.date(2027, 12, 15)


def test_later_pause_counts_because_an_earlier_one_moved_the_day() -> None:
    pauses = (
        Period(dt.date(2027, 12, 20), dt.date(2027, 12, 25)),
        Period(dt.date(2027, 10, 1), dt.date(2027, 10, 11)),
    )

    assert outcome(dt.date(2028, 6, 1), Leniency(pauses=pauses)).grace_until == dt.date(
        2027, 12, 29
    )


@pytest.mark.parametrize(("days", "status"), [(375, PoolStatus.ACTIVE), (376, PoolStatus.DORMANT)])
def test_pause_is_no_inactivity(days: int, status: PoolStatus) -> None:
    gave_on = dt.date(2025, 1, 1)
    pause = Leniency(pauses=(Period(dt.date(2025, 6, 1), dt.date(2025, 6, 11)),))

    assert outcome(gave_on + dt.timedelta(days=days), pause, gave_on=gave_on).status == status


@pytest.mark.parametrize(
    ("on", "leniency", "suspended", "expected"),
    [
        (dt.date(2027, 3, 1), Leniency(), False, ["no_session"]),
        (EXPIRES, Leniency(), False, ["ends_soon"]),
        (dt.date(2027, 9, 15), Leniency(months=1), False, ["ended", "extended"]),
        (dt.date(2027, 9, 15), Leniency(), True, ["not_held", "ended"]),
        (dt.date(2027, 12, 15), Leniency(), False, ["grace_over", "ended"]),
        (EXPIRES, Leniency(pauses=(Period(EXPIRES),)), False, ["ends_soon", "paused"]),
    ],
)
def test_reasons_name_all_that_holds(
    on: dt.date, leniency: Leniency, expected: list[str], *, suspended: bool
) -> None:
    assert list(outcome(on, leniency, suspended=suspended).reasons) == expected


def test_who_is_active_needs_no_reason() -> None:
    on = dt.date(2026, 1, 1)

    assert outcome(on, Leniency(), gave_on=on).reasons == ()


def test_who_left_is_told_that_first() -> None:
    facts = CertificateFacts(ISSUED, EXPIRES)
    found = rules.standing(facts, RULE, [], on=EXPIRES, has_left=True)

    assert found.status == PoolStatus.LEFT
    assert found.reasons == (
        StatusReason.LEFT,
        StatusReason.NO_SESSION,
        StatusReason.ENDS_SOON,
    )


def test_renewing_is_in_time_until_the_day_that_leniency_gives() -> None:
    facts = CertificateFacts(ISSUED, EXPIRES, leniency=Leniency(months=1))
    days = (dt.date(2028, 1, 14), dt.date(2028, 1, 15))

    assert [[p.code for p in rules.renewal_problems(facts, RULE, {}, on=day)] for day in days] == [
        [],
        ["renewal.too_late"],
    ]


near = st.integers(0, 300).map(lambda days: ISSUED + dt.timedelta(days=days))
cuts = st.lists(near, unique=True, max_size=7).map(sorted)


@st.composite
def several_pauses(draw: st.DrawFn) -> tuple[Period, ...]:
    """Draw pauses that do not overlap, of which the last one may go on."""
    days = draw(cuts)
    pauses = [Period(*pair) for pair in list(pairwise(days))[::2]]
    if days and len(days) % 2:
        pauses.append(Period(days[-1]))
    return tuple(draw(st.permutations(pauses)))


@given(several_pauses(), near, st.integers(0, 40), near, near)
def test_pauses_agree_with_walking_over_the_days(
    pauses: tuple[Period, ...], valid_until: dt.date, extra: int, gave_on: dt.date, on: dt.date
) -> None:
    facts = CertificateFacts(ISSUED, valid_until, leniency=Leniency(days=extra, pauses=pauses))
    rule = RuleFacts(dormant_after_days=30)
    gave_on = min(gave_on, valid_until, on)
    events = [Event(ActivityKind.SESSION_GIVEN, gave_on)]
    found = rules.standing(facts, rule, events, on=on)

    def running(start: dt.date, end: dt.date) -> int:
        days = (start + dt.timedelta(days=n) for n in range((end - start).days))
        return sum(all(day not in pause for pause in pauses) for day in days)

    given_days = (valid_until - ISSUED).days + 1 + extra
    is_over = on > valid_until and running(ISSUED, on) >= given_days
    is_dormant = on <= valid_until and running(gave_on + DAY, on + DAY) > 30
    assert (StatusReason.GRACE_OVER in found.reasons) is is_over
    assert (StatusReason.NO_SESSION in found.reasons) is is_dormant
