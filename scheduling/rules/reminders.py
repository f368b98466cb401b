"""When somebody is reminded of an appointment, counted back from its start."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduling.states import LEADING, ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Reminder:
    """How many days before the start somebody is reminded, and until when that is not too late.

    Later than `latest` before the start it is not sent any more: whoever is invited two days
    ahead needs no mail that says “next week”.
    """

    days: int
    latest: dt.timedelta

    def is_due(self, starts_at: dt.datetime, now: dt.datetime) -> bool:
        """Answer True from its moment on until it is too late; both instants are aware."""
        return self.latest < starts_at - now <= dt.timedelta(days=self.days)


_WEEK = Reminder(days=7, latest=dt.timedelta(days=3))
_DAY = Reminder(days=1, latest=dt.timedelta(hours=2))
_EVERYBODY = (_WEEK, _DAY)
# Who leads has prepared for weeks.
_WHO_LEADS = (_DAY,)
FURTHEST_REMINDER = dt.timedelta(days=_WEEK.days)


def reminders_of(role: str) -> Iterable[Reminder]:
    """Return the reminders that somebody in this role gets, the first one first."""
    return _WHO_LEADS if ParticipationRole(role) in LEADING else _EVERYBODY


def due_reminder(role: str, starts_at: dt.datetime, now: dt.datetime) -> Reminder | None:
    """Return the one reminder that is due now for somebody in this role, None when none is."""
    due = (one for one in reminders_of(role) if one.is_due(starts_at, now))
    return next(due, None)
