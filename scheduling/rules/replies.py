"""What a mail that came in changes: an answer, or nothing and why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from scheduling.calendars.claims import Kind
from scheduling.states import Answer, ReplyResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduling.calendars.claims import Claim

# The words of RFC 5545 for what somebody can answer; to delegate is no answer here.
PARTSTATS: Mapping[str, Answer] = MappingProxyType(
    {
        "ACCEPTED": Answer.ACCEPTED,
        "TENTATIVE": Answer.TENTATIVE,
        "DECLINED": Answer.DECLINED,
    }
)
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_BY_KIND: Mapping[Kind, ReplyResult] = MappingProxyType(
    {
        Kind.TOO_BIG: ReplyResult.TOO_BIG,
        Kind.BROKEN: ReplyResult.UNPARSABLE,
        Kind.LETTER: ReplyResult.NO_CALENDAR,
        Kind.AUTOMATIC: ReplyResult.AUTO_REPLY,
        Kind.BOUNCE: ReplyResult.BOUNCE,
        Kind.OTHER_CALENDAR: ReplyResult.NOT_A_REPLY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody was asked, and which of their answers was the last; instants in UTC.

    `addresses` are their own, in lower case. `is_open` says whether an answer is still wanted.
    `sequence` is that of the last version, `time_sequence` that of the last version with another
    time. `last_sequence` and `last_stamp` are those of the last answer.
    """

    addresses: frozenset[str]
    starts_at: dt.datetime
    is_open: bool
    sequence: int
    time_sequence: int
    last_sequence: int
    last_stamp: dt.datetime | None


def judge(claim: Claim, asked: Asked | None, received_at: dt.datetime) -> ReplyResult:
    """Return what becomes of a mail; `asked` is None for who takes no part in what it is about.

    Everything in it is a claim. It counts when it is one answer of one person, from or about an
    address of their own, to the time as it is now, and later than the last one. That the sender's
    domain vouches for it is not asked: what Google sends for somebody often fails that.
    """
    if claim.kind in _BY_KIND:
        return _BY_KIND[claim.kind]
    if asked is None:
        return ReplyResult.UNKNOWN_UID
    if claim.kind == Kind.COUNTER:
        return ReplyResult.COUNTER
    return (
        _by_shape(claim)
        or _by_person(claim, asked)
        or _by_version(claim, asked)
        or _by_order(claim, asked, received_at)
        or ReplyResult.APPLIED
    )


def stamp_of(claim: Claim, received_at: dt.datetime) -> dt.datetime:
    """Return when it was written, but not later than it came in.

    A clock in 2099 would otherwise keep every later answer out.
    """
    return min(claim.stamp or received_at, received_at)


def _by_shape(claim: Claim) -> ReplyResult | None:
    # An appointment is never sent as a series, so an answer to one time of it is about nothing.
    if claim.events != 1 or claim.attendees != 1 or claim.is_of_series:
        return ReplyResult.BAD_SHAPE
    return None if claim.partstat in PARTSTATS else ReplyResult.BAD_PARTSTAT


def _by_person(claim: Claim, asked: Asked) -> ReplyResult | None:
    # Either is enough: an alias answers for itself, and a program sends for somebody.
    is_theirs = asked.addresses & {claim.attendee, *claim.senders}
    return None if is_theirs else ReplyResult.OTHER_PERSON


def _by_version(claim: Claim, asked: Asked) -> ReplyResult | None:
    if claim.sequence > asked.sequence:
        return ReplyResult.FUTURE
    is_about_another_time = (
        claim.sequence < asked.time_sequence and claim.starts_at != asked.starts_at
    )
    return ReplyResult.STALE if is_about_another_time or not asked.is_open else None


def _by_order(claim: Claim, asked: Asked, received_at: dt.datetime) -> ReplyResult | None:
    last = (asked.last_sequence, asked.last_stamp or _LONG_AGO)
    is_later = (claim.sequence, stamp_of(claim, received_at)) > last
    return None if is_later else ReplyResult.OLD
