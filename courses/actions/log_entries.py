"""Writing the log of a placement, handing entries in, and deciding on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit, periods
from courses import notices
from courses.actions import locks
from courses.models import LogEntry
from courses.rules import log_entries as rules
from courses.states import LOG_ENTRY_MOVES, LogEntryState
from people import access
from people import rules as people

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import Placement
    from people.models import Person
    from scheduling.models import Appointment


@transaction.atomic
def write_entry(
    *,
    placement: Placement,
    starts_at: dt.datetime,
    minutes: int,
    activity: str,
    reflection: str,
    by: Person,
    now: dt.datetime,
    appointment: Appointment | None = None,
    zone: str = periods.DEFAULT_ZONE,
    override: str = "",
) -> LogEntry:
    """Write a draft in the log of a placement; nobody looks at it before it is handed in.

    `starts_at` is an aware instant, `zone` the name of the zone whose clock hung there, `minutes`
    from 1 to 1440. `appointment` is the training that was watched or given. A second entry about
    the same time is kept, with a warning.

    :raises Refused: everything `rules.entry_problems` names; `entry.placement_ended` needs
        approval.
    """
    entry = LogEntry(
        placement=locks.placement(placement),
        starts_at=starts_at,
        zone=zone,
        minutes=minutes,
        activity=activity,
        reflection=reflection,
        appointment=appointment,
    )
    problems = rules.entry_problems(entry, by=by, is_office=_is_office(by, now))
    passed = access.settle(problems, by=by, override=override, now=now)
    entry.reflection = people.tidy(reflection)
    entry.save()
    audit.record("logentry.written", entry, by=by, at=now, passed=passed, reason=override)
    return entry


@transaction.atomic
def submit_entry(*, entry: LogEntry, by: Person, now: dt.datetime, override: str = "") -> LogEntry:
    """Hand in a draft, or an entry that was rejected, for the mentor to decide on.

    The note of an earlier decision stays until the next one. Returns the entry as it is now.

    :raises Refused: everything `rules.submission_problems` names; `entry.placement_ended` needs
        approval.
    """
    locked = locks.entry(entry)
    problems = rules.submission_problems(locked, by=by, is_office=_is_office(by, now), now=now)
    passed = access.settle(problems, by=by, override=override, now=now)
    audit.move(
        locked,
        LogEntryState.SUBMITTED,
        moves=LOG_ENTRY_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        submitted_at=now,
        decided_by=None,
        decided_at=None,
    )
    return locked


@transaction.atomic
def decide_entry(
    *,
    entry: LogEntry,
    approved: bool,
    note: str,
    by: Person,
    now: dt.datetime,
    override: str = "",
) -> LogEntry:
    """Approve or reject an entry that was handed in; an approved one never changes again.

    While the placement runs this is for its mentor alone, also after its last day, so that the
    last entries get their decision. Once it ended the office can still decide, with a reason in
    `override`. A rejection needs a note. The trainee is told. Returns the entry as it is now.

    :raises Refused: everything `rules.decision_problems` names; `entry.placement_ended` needs
        approval.
    """
    locked = locks.entry(entry)
    problems = rules.decision_problems(locked, approved=approved, note=note, by=by)
    passed = access.settle(problems, by=by, override=override, now=now)
    audit.move(
        locked,
        LogEntryState.APPROVED if approved else LogEntryState.REJECTED,
        moves=LOG_ENTRY_MOVES,
        by=by,
        at=now,
        passed=passed,
        reason=override,
        decided_by=by,
        decided_at=now,
        decision_note=people.tidy(note),
    )
    notices.entry_decided(locked, now=now)
    return locked


def _is_office(by: Person, now: dt.datetime) -> bool:
    return access.is_office(by, periods.local_date(now))
