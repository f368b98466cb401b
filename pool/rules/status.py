"""How a trainer stands at a date, from a certificate, a rule and a ledger: arithmetic only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from common import periods
from pool.states import ActivityKind, PoolStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger, on the local date on which it happened."""

    kind: str
    happened_on: dt.date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What the status asks of a certificate; both `issued_on` and `valid_until` are in it."""

    issued_on: dt.date
    valid_until: dt.date
    is_suspended: bool = False
    # The first day of the certificate that this one renews, and of the one before that, if any.
    first_issued_on: dt.date | None = None
    # Earned in a run of this program, rather than taken over from before it.
    is_earned_here: bool = False

    @property
    def since(self) -> dt.date:
        """The day of the first certificate in the chain of renewals."""
        return self.first_issued_on or self.issued_on


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What staying in the pool asks; without a rule nothing is asked and nobody falls asleep."""

    needed: Mapping[str, int] = field(default_factory=dict)
    window_days: int = 0
    dormant_after_days: int | None = None
    grace_months: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How somebody stands on a day, and what is missing to renew."""

    status: PoolStatus
    days_to_expiry: int
    renewal_due: bool
    counts: Mapping[str, int]
    shortfall: Mapping[str, int]
    last_session: dt.date | None


def one_ledger(recorded: Iterable[Event], derived: Iterable[Event]) -> list[Event]:
    """Return the recorded and the derived events together, oldest first, none of them twice.

    A recorded line whose kind, date and reference are those of another event is that event, not a
    second one. A line without a reference stands for itself.
    Source: scenario README, "Exact meaning", trainers.
    """
    events = list(derived)
    known = set(events)
    for event in recorded:
        if not event.reference or event not in known:
            events.append(event)
            known.add(event)
    return sorted(events, key=lambda event: (event.happened_on, event.kind))


def standing(
    certificate: CertificateFacts,
    rule: RuleFacts,
    events: Iterable[Event],
    *,
    on: dt.date,
    has_left: bool = False,
) -> Outcome:
    """Return how the holder of a certificate stands on a day.

    Activity counts from the day of issue up to the day asked or the last day of validity,
    whichever comes first, both included. What was done outside that period never helps to renew.
    Source: scenario README, "Exact meaning", trainers.
    """
    # What was done in grace, after the last day, keeps nobody certified: it is done too late.
    until = min(certificate.valid_until, on)
    past = [event for event in events if event.happened_on <= until]
    counts = Counter(event.kind for event in past if event.happened_on >= certificate.issued_on)
    last_session = _last_session(past, certificate.since)
    days = (certificate.valid_until - on).days
    status = _status(certificate, rule, last_session, on)
    return Outcome(
        status=PoolStatus.LEFT if has_left else status,
        days_to_expiry=days,
        renewal_due=0 <= days <= rule.window_days,
        counts=dict(counts),
        shortfall=shortfall(rule.needed, counts),
        last_session=last_session,
    )


def last_day_of_grace(certificate: CertificateFacts, rule: RuleFacts) -> dt.date:
    """Return the last day on which the certificate can still be renewed."""
    return periods.add_months(certificate.valid_until, rule.grace_months)


def shortfall(needed: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, int]:
    """Return, for each kind of which there is too little, how many are missing."""
    missing = {kind: number - counts.get(kind, 0) for kind, number in needed.items()}
    return {kind: number for kind, number in missing.items() if number > 0}


def _status(
    certificate: CertificateFacts, rule: RuleFacts, last_session: dt.date | None, on: dt.date
) -> PoolStatus:
    days = (certificate.valid_until - on).days
    answers = (
        (on > last_day_of_grace(certificate, rule), PoolStatus.EXPIRED),
        # Before grace: a certificate that is suspended is not waiting for its renewal.
        (certificate.is_suspended, PoolStatus.SUSPENDED),
        (days < 0, PoolStatus.IN_GRACE),
        # Before the window: who must wake up first cannot be sent to a group meanwhile.
        (_is_dormant(certificate, rule, last_session, on), PoolStatus.DORMANT),
        (days <= rule.window_days, PoolStatus.RENEWAL_WINDOW),
        (True, PoolStatus.ACTIVE),
    )
    return next(status for holds, status in answers if holds)


def _last_session(past: Collection[Event], since: dt.date) -> dt.date | None:
    # From the first certificate on: renewing early must not put a busy trainer to sleep.
    given = (event for event in past if event.kind == ActivityKind.SESSION_GIVEN)
    return max((e.happened_on for e in given if e.happened_on >= since), default=None)


def _is_dormant(
    certificate: CertificateFacts, rule: RuleFacts, last_session: dt.date | None, on: dt.date
) -> bool:
    if rule.dormant_after_days is None:
        return False
    # A trajectory in this program ends with a training that was observed: that is a session.
    earned = certificate.since if certificate.is_earned_here else None
    days = [day for day in (last_session, earned) if day is not None]
    return not days or (on - max(days)).days > rule.dormant_after_days
