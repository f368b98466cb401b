"""How a trainer stands at a date, from a certificate, a rule and a ledger: arithmetic only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pool.rules import clock
from pool.states import ActivityKind, PoolStatus, StatusReason

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
    leniency: clock.Leniency = field(default_factory=clock.Leniency)

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
    # Every reason that holds, the one that decides the status first.
    reasons: tuple[StatusReason, ...]
    grace_until: dt.date


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
    Leniency moves the last day of grace and nothing else, except that nobody falls asleep while
    the clock stands still.
    Source: scenario README, "Exact meaning", trainers.
    """
    # What was done in grace, after the last day, keeps nobody certified: it is done too late.
    until = min(certificate.valid_until, on)
    past = [event for event in events if event.happened_on <= until]
    counts = Counter(event.kind for event in past if event.happened_on >= certificate.issued_on)
    last_session = _last_session(past, certificate.since)
    answers = _answers(certificate, rule, last_session, on)
    if has_left:
        answers = [(PoolStatus.LEFT, StatusReason.LEFT), *answers]
    return Outcome(
        status=next((status for status, _ in answers), PoolStatus.ACTIVE),
        days_to_expiry=(certificate.valid_until - on).days,
        renewal_due=_is_due(certificate, rule, on),
        counts=dict(counts),
        shortfall=shortfall(rule.needed, counts),
        last_session=last_session,
        reasons=(*(reason for _, reason in answers), *_leniency_reasons(certificate.leniency, on)),
        grace_until=last_day_of_grace(certificate, rule, on=on),
    )


def last_day_of_grace(certificate: CertificateFacts, rule: RuleFacts, *, on: dt.date) -> dt.date:
    """Return the last day on which the certificate can still be renewed, as known on a day."""
    return clock.last_day(
        certificate.valid_until,
        rule.grace_months,
        certificate.leniency,
        since=certificate.issued_on,
        on=on,
    )


def shortfall(needed: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, int]:
    """Return, for each kind of which there is too little, how many are missing."""
    missing = {kind: number - counts.get(kind, 0) for kind, number in needed.items()}
    return {kind: number for kind, number in missing.items() if number > 0}


def _answers(
    certificate: CertificateFacts, rule: RuleFacts, last_session: dt.date | None, on: dt.date
) -> list[tuple[PoolStatus, StatusReason]]:
    """Return every status that has a reason on the day, the one that outweighs the others first."""
    ended = on > certificate.valid_until
    is_over = on > last_day_of_grace(certificate, rule, on=on)
    is_dormant = not ended and _is_dormant(certificate, rule, last_session, on)
    answers = (
        (is_over, PoolStatus.EXPIRED, StatusReason.GRACE_OVER),
        # Before grace: a certificate that is suspended is not waiting for its renewal.
        (certificate.is_suspended, PoolStatus.SUSPENDED, StatusReason.NOT_HELD),
        (ended, PoolStatus.IN_GRACE, StatusReason.ENDED),
        # Before the window: who must wake up first cannot be sent to a group meanwhile.
        (is_dormant, PoolStatus.DORMANT, StatusReason.NO_SESSION),
        (_is_due(certificate, rule, on), PoolStatus.RENEWAL_WINDOW, StatusReason.ENDS_SOON),
    )
    return [(status, reason) for holds, status, reason in answers if holds]


def _leniency_reasons(leniency: clock.Leniency, on: dt.date) -> list[StatusReason]:
    reasons = (
        (leniency.is_extension, StatusReason.EXTENDED),
        (clock.is_paused(leniency, on), StatusReason.PAUSED),
    )
    return [reason for holds, reason in reasons if holds]


def _is_due(certificate: CertificateFacts, rule: RuleFacts, on: dt.date) -> bool:
    return 0 <= (certificate.valid_until - on).days <= rule.window_days


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
    if not days:
        return True
    idle = clock.idle_days(certificate.leniency.pauses, since=max(days), on=on)
    return idle > rule.dormant_after_days
