"""What a mail that came in says, as far as it can be believed: nothing yet."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class Kind(enum.StrEnum):
    """What a mail is, by its form alone."""

    REPLY = "reply"
    COUNTER = "counter"
    OTHER_CALENDAR = "other-calendar"
    BROKEN = "broken"
    LETTER = "letter"
    BOUNCE = "bounce"
    # Of a machine, and nothing to act on: out of office, delayed, delivered.
    AUTOMATIC = "automatic"
    TOO_BIG = "too-big"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody says in a mail; everything in it may be forged.

    Addresses are in lower case. `events` and `attendees` count what is in the calendar; the fields
    below them are of the only event and its only attendee. `is_of_series` is True for an answer to
    one time of a series. `stamp` and `starts_at` are in UTC, None when absent or without a zone.
    `comment` is the plain text that came along, `about` the Message-IDs of what bounced.
    """

    kind: Kind
    senders: frozenset[str] = frozenset()
    authentication: str = ""
    comment: str = ""
    about: frozenset[str] = frozenset()
    method: str = ""
    events: int = 0
    attendees: int = 0
    uid: str = ""
    attendee: str = ""
    partstat: str = ""
    sequence: int = 0
    is_of_series: bool = False
    stamp: dt.datetime | None = None
    starts_at: dt.datetime | None = None
