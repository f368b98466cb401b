"""The facts about one enrolment, as plain values that can be asked at any date.

Every date is local to the run, the appointment or the log entry that it comes from. Asked at a
reference date, only what happened or was decided on or before that date is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from certificates.states import holds_on
from courses.states import TOOK_PART, EnrolmentState, LogEntryState, Result

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

# The states that somebody came to be in on a day that is known.
_SINCE_A_DAY = (*TOOK_PART, EnrolmentState.CANCELLED)


@dataclass(frozen=True, slots=True)
class StageFact:
    """One stage of the curriculum; `parameters` is JSON text, so that equal stages are equal."""

    pk: int
    kind: str
    title: str
    parameters: str


@dataclass(frozen=True, slots=True)
class ExemptionFact:
    """That somebody need not do a stage, or the part of it with this code."""

    stage: int
    part: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session of the run and what was recorded of this person."""

    code: str
    title: str
    starts_at: dt.datetime
    on: dt.date
    attendance: str = ""


@dataclass(frozen=True, slots=True)
class JudgementFact:
    """Work that was handed in and judged: a make-up of a session, or a final assignment."""

    submitted_on: dt.date
    assessed_on: dt.date | None
    result: str
    session: str = ""

    def result_on(self, on: dt.date) -> str:
        """Return the result as it was known that day, empty when it was not judged yet."""
        known = self.assessed_on is not None and self.assessed_on <= on
        return self.result if known else Result.PENDING


@dataclass(frozen=True, slots=True)
class EntryFact:
    """An entry of the placement log, without its words."""

    pk: int
    on: dt.date
    minutes: int
    activity: str
    state: str
    submitted_on: dt.date | None
    decided_on: dt.date | None

    def approved_on(self, on: dt.date) -> bool:
        """Return True when the mentor had approved it by that day."""
        return self.state == LogEntryState.APPROVED and self._decided_by(on)

    def pending_on(self, on: dt.date) -> bool:
        """Return True when it was submitted by that day and not decided yet."""
        submitted = self.submitted_on is not None and self.submitted_on <= on
        # Decided later is the same as not decided, and a rejected entry can be handed in again.
        waiting = self.state == LogEntryState.SUBMITTED or not self._decided_by(on)
        return submitted and self.state != LogEntryState.DRAFT and waiting

    def _decided_by(self, on: dt.date) -> bool:
        return self.decided_on is not None and self.decided_on <= on


@dataclass(frozen=True, slots=True)
class EvaluationFact:
    """An evaluation of a placement."""

    moment: str
    held_on: dt.date
    result: str


@dataclass(frozen=True, slots=True)
class CertificateFact:
    """A certificate of an observer."""

    issued_on: dt.date
    valid_until: dt.date
    state: str
    state_since: dt.date | None

    def valid_on(self, day: dt.date) -> bool:
        """Return True when it could be relied on that day; both end days are in.

        What is now suspended or revoked was valid until the day of that decision, and not on it.
        """
        in_period = self.issued_on <= day <= self.valid_until
        return in_period and holds_on(self.state, self.state_since, day)


@dataclass(frozen=True, slots=True)
class ObservationFact:
    """An observation in a placement, with the certificates that its observer ever held."""

    on: dt.date
    scores: tuple[int, ...]
    observer: int
    certificates: tuple[CertificateFact, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting of a group that this person was a member of that day."""

    code: str
    on: dt.date
    minutes: int
    held: bool
    cancelled: bool
    report_final_on: dt.date | None
    attendance: str = ""
    # Attendance → how many members of that day have it. The guide is no member.
    members: Mapping[str, int] = field(default_factory=dict)

    def members_with(self, statuses: Collection[str]) -> int:
        """Return how many members have one of these kinds of attendance."""
        return sum(self.members.get(status, 0) for status in set(statuses))

    def report_final_by(self, on: dt.date) -> bool:
        """Return True when the report was final by that day."""
        return self.report_final_on is not None and self.report_final_on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that requirements may ask about one enrolment."""

    enrolment: int
    person: int
    run: int
    curriculum: int
    state: str
    waitlisted_on: dt.date | None = None
    enrolled_on: dt.date | None = None
    ended_on: dt.date | None = None
    stages: tuple[StageFact, ...] = ()
    exemptions: tuple[ExemptionFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    make_ups: tuple[JudgementFact, ...] = ()
    mentors: frozenset[int] = frozenset()
    entries: tuple[EntryFact, ...] = ()
    evaluations: tuple[EvaluationFact, ...] = ()
    observations: tuple[ObservationFact, ...] = ()
    meetings: tuple[MeetingFact, ...] = ()
    agreements_signed_on: tuple[dt.date, ...] = ()
    # Only the days: what was brought stays in the group.
    cases_on: tuple[dt.date, ...] = ()
    final_assignments: tuple[JudgementFact, ...] = ()
    # Kind of declaration → the day it was signed.
    declarations: Mapping[str, dt.date] = field(default_factory=dict)

    def state_on(self, on: dt.date) -> str:
        """Return where the enrolment stood at the end of that day.

        Who ended later still took part that day, and who got a seat later still waited for it.
        """
        # Before that nobody had a seat, and what they waited for is told by the state alone.
        if self.state not in _SINCE_A_DAY:
            return self.state
        if self.state != EnrolmentState.ENROLLED and (self.ended_on is None or self.ended_on <= on):
            return self.state
        if self.enrolled_on is not None and self.enrolled_on <= on:
            return EnrolmentState.ENROLLED
        waited = self.waitlisted_on is not None and self.waitlisted_on <= on
        return EnrolmentState.WAITLISTED if waited else EnrolmentState.APPLIED

    def sessions_begun(self, on: dt.date) -> list[SessionFact]:
        """Return the sessions that began on or before the day."""
        return [session for session in self.sessions if session.on <= on]

    def next_session(self, on: dt.date, code: str = "") -> SessionFact | None:
        """Return the first session after the day, or the one with this code when it is later."""
        later = (s for s in self.sessions if s.on > on and code in ("", s.code))
        return min(later, key=lambda session: session.starts_at, default=None)

    def next_meeting(self, on: dt.date) -> MeetingFact | None:
        """Return the group's first meeting after the day."""
        later = (m for m in self.meetings if m.on > on and not m.cancelled)
        return min(later, key=lambda meeting: meeting.on, default=None)

    def pending_entries(self, on: dt.date) -> list[EntryFact]:
        """Return the entries that waited for the mentor that day, the oldest first."""
        waiting = [entry for entry in self.entries if entry.pending_on(on)]
        return sorted(waiting, key=lambda entry: (entry.on, entry.pk))
