"""Who gets a seat in a run: applications, the waiting list, offers, and who changes their mind.

Plays what `courses.actions` would do, moment by moment, for all who apply for one run.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courses.states import EndReason, EnrolmentState
from scenario.seeding.days import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario.seeding.chance import Chance
    from scenario.seeding.planning import Plan

    _Event = Callable[["Applicant", dt.datetime], None]

OFFER_DAYS = 7
# Of those who have a seat, and of those who wait for one.
_CANCELS = 0.1
_STOPS_WAITING = 0.1
_CANCELS_FROM = (EnrolmentState.WAITLISTED, EnrolmentState.ENROLLED)
_ANSWERS = {"accept": 70, "decline": 15, "expire": 15}
_REASONS = (EndReason.NO_TIME, EndReason.WORK, EndReason.PERSONAL, EndReason.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Step:
    """One move of an enrolment, by the person or by the program."""

    at: dt.datetime
    before: str
    to: EnrolmentState
    by_program: bool = False


@dataclass(slots=True, eq=False)
class Applicant:
    """Somebody who applies, and where their enrolment stands."""

    person: int
    applied_at: dt.datetime
    state: EnrolmentState = EnrolmentState.APPLIED
    waitlisted_at: dt.datetime | None = None
    offer_deadline: dt.datetime | None = None
    offer_missed_at: dt.datetime | None = None
    enrolled_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    end_reason: EndReason = EndReason.UNKNOWN
    steps: list[Step] = field(default_factory=list)

    def move(self, to: EnrolmentState, now: dt.datetime, *, by_program: bool = False) -> None:
        """Come in another state, and remember it."""
        self.steps.append(Step(now, self.state, to, by_program))
        self.state, self.offer_deadline = to, None

    def end(self, to: EnrolmentState, now: dt.datetime, reason: EndReason) -> None:
        """Cancel or withdraw."""
        self.move(to, now)
        self.ended_at, self.end_reason = now, reason


class Desk:
    """The desk where people apply for one run, and what happens there until a moment."""

    def __init__(self, chance: Chance, plan: Plan, now: dt.datetime) -> None:
        self._chance = chance
        self._now = now
        self._closes_at = at(plan.closes_on, 0)
        self._starts_at = at(plan.starts_on, 0)
        self._free = plan.seats
        self._line: list[Applicant] = []
        self._order = itertools.count()
        self._events: list[tuple[dt.datetime, int, _Event, Applicant]] = []

    def play(self, applicants: list[Applicant]) -> None:
        """Let everything happen that happens to these people before the run begins."""
        for applicant in applicants:
            self._expect(applicant.applied_at, self._decide, applicant)
        while self._events and self._events[0][0] <= self._now:
            moment, _order, event, applicant = heapq.heappop(self._events)
            event(applicant, moment)

    def call_off(self, now: dt.datetime) -> list[Applicant]:
        """Tell who still waits that there is no place, and return who that is."""
        told = list(self._line)
        self._line.clear()
        for applicant in told:
            applicant.end(EnrolmentState.CANCELLED, now, EndReason.ORGANISATION)
        return told

    def _expect(self, moment: dt.datetime, event: _Event, applicant: Applicant) -> None:
        # Of two things at one moment the one that was known first happens first.
        heapq.heappush(self._events, (moment, next(self._order), event, applicant))

    def _decide(self, applicant: Applicant, now: dt.datetime) -> None:
        # Of some who applied last, nobody decided yet.
        if self._now - now < dt.timedelta(days=3) and self._chance.hit(0.5):
            return
        if self._free and self._next_in_line() is None:
            self._free -= 1
            self._enrol(applicant, now)
        else:
            self._wait(applicant, now)

    def _enrol(self, applicant: Applicant, now: dt.datetime) -> None:
        applicant.move(EnrolmentState.ENROLLED, now)
        applicant.enrolled_at = now
        if self._chance.hit(_CANCELS):
            self._expect(self._later(now), self._cancel, applicant)

    def _wait(self, applicant: Applicant, now: dt.datetime, *, by_program: bool = False) -> None:
        applicant.move(EnrolmentState.WAITLISTED, now, by_program=by_program)
        applicant.waitlisted_at = now
        self._line.append(applicant)
        if self._chance.hit(_STOPS_WAITING):
            self._expect(self._later(now), self._cancel, applicant)

    def _cancel(self, applicant: Applicant, now: dt.datetime) -> None:
        before, reason = applicant.state, self._chance.one(_REASONS)
        if before not in _CANCELS_FROM:
            return
        applicant.end(EnrolmentState.CANCELLED, now, reason)
        if before == EnrolmentState.WAITLISTED:
            self._line.remove(applicant)
        else:
            self._free += 1
            self._move_up(now)

    def _move_up(self, now: dt.datetime) -> None:
        first = self._next_in_line()
        if first is None or not self._free or now >= self._closes_at:
            return
        self._line.remove(first)
        self._free -= 1
        first.move(EnrolmentState.OFFERED, now, by_program=True)
        first.offer_deadline = now + dt.timedelta(days=OFFER_DAYS)
        answer = self._chance.weighed(_ANSWERS)
        if answer == "expire":
            # By the program, which looks every now and then.
            self._expect(first.offer_deadline + dt.timedelta(hours=3), self._expire, first)
        else:
            event = self._accept if answer == "accept" else self._decline
            hours = self._chance.number(2, 24 * (OFFER_DAYS - 1))
            self._expect(now + dt.timedelta(hours=hours), event, first)

    def _accept(self, applicant: Applicant, now: dt.datetime) -> None:
        self._enrol(applicant, now)

    def _decline(self, applicant: Applicant, now: dt.datetime) -> None:
        self._free += 1
        applicant.end(EnrolmentState.CANCELLED, now, self._chance.one(_REASONS))
        self._move_up(now)

    def _expire(self, applicant: Applicant, now: dt.datetime) -> None:
        self._free += 1
        applicant.offer_missed_at = now
        self._wait(applicant, now, by_program=True)
        self._move_up(now)

    def _next_in_line(self) -> Applicant | None:
        waiting = (each for each in self._line if each.offer_missed_at is None)
        return next(waiting, None)

    def _later(self, now: dt.datetime) -> dt.datetime:
        """Return a moment before the day before the run begins."""
        left = max(self._starts_at - dt.timedelta(days=1) - now, dt.timedelta(minutes=1))
        return now + left * self._chance.random()
