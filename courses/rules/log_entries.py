"""What makes an entry of the placement log, when it is handed in, and who decides on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common import audit, periods
from common.problems import Problem, approval, warning
from courses.models import LogEntry
from courses.rules import placement as placements
from courses.rules import values
from courses.states import LOG_ENTRY_MOVES, Activity, LogEntryState
from people import rules as people

if TYPE_CHECKING:
    from people.models import Person

MOST_MINUTES = 24 * 60
LONGEST_TEXT = 5_000
_DAY = dt.timedelta(minutes=MOST_MINUTES)


def entry_problems(entry: LogEntry, *, by: Person, is_office: bool) -> list[Problem]:
    """Return everything that is wrong with an entry, kept or not, that somebody writes.

    Blockers: `entry.not_the_trainee` for who is neither the trainee nor of the office,
    `placement.not_begun`, `entry.unknown_activity`, `entry.outside_placement` when it begins on a
    day outside it, and what is wrong with the moment, the zone, the minutes and the text.
    `entry.placement_ended` needs approval. `entry.overlaps` another one of the placement that was
    not rejected: a warning, as two things can be done at once. `appointment.unknown`.
    """
    activity = _("This is not a kind of work in a placement.")
    return [
        *_writer_problems(entry, by=by, is_office=is_office),
        *placements.not_begun_problems(entry.placement),
        *ended_problems(entry),
        *people.choice_problems(
            "activity", entry.activity, Activity.values, "entry.unknown_activity", activity
        ),
        *people.text_problems(
            "reflection", entry.reflection, max_length=LONGEST_TEXT, required=False
        ),
        *_time_problems(entry),
        *people.row_problems(appointment=entry.appointment),
    ]


def submission_problems(
    entry: LogEntry, *, by: Person, is_office: bool, now: dt.datetime
) -> list[Problem]:
    """Return what stands in the way of handing in an entry, which may have been changed since.

    The codes of `entry_problems`, `entry.in_future` until the work is done, and
    `state.not_allowed` for what was handed in already.
    """
    problems = entry_problems(entry, by=by, is_office=is_office)
    if not _moment_problems(entry) and entry.ends_at > now:
        message = _("This work is not done yet.")
        problems.append(Problem("entry.in_future", message, field="starts_at"))
    return [
        *problems,
        *audit.move_problems(entry.state, LogEntryState.SUBMITTED, LOG_ENTRY_MOVES),
    ]


def decision_problems(
    entry: LogEntry, *, approved: object, note: object, by: Person
) -> list[Problem]:
    """Return what stands in the way of a decision on an entry.

    `entry.own` for the trainee, always. While the placement runs only its mentor decides:
    `entry.not_the_mentor`. Once it ended nobody does, unless the office says why:
    `entry.placement_ended` needs approval. `state.not_allowed` for what does not wait for a
    decision; `entry.note_required` for a rejection without a reason; `entry.no_decision` for
    anything but yes or no; and the text of the note.
    """
    to = LogEntryState.APPROVED if approved else LogEntryState.REJECTED
    problems = [
        *audit.move_problems(entry.state, to, LOG_ENTRY_MOVES),
        *_decider_problems(entry, by),
        *people.text_problems("note", note, max_length=LONGEST_TEXT, required=False),
    ]
    if not isinstance(approved, bool):
        problems.append(Problem("entry.no_decision", _("Say yes or no."), field="approved"))
    elif not approved and isinstance(note, str) and not note.strip():
        message = _("Say why this entry is rejected.")
        problems.append(Problem("entry.note_required", message, field="note"))
    return problems


def ended_problems(entry: LogEntry) -> list[Problem]:
    """Return `entry.placement_ended`, which needs approval, once the placement ended."""
    if entry.placement.state not in placements.ENDED:
        return []
    return [approval("entry.placement_ended", _("This placement has ended."))]


def _writer_problems(entry: LogEntry, *, by: Person, is_office: bool) -> list[Problem]:
    if is_office or by.pk == entry.placement.enrolment.person_id:
        return []
    message = _("Only the trainee writes in the log of a placement.")
    return [Problem("entry.not_the_trainee", message)]


def _decider_problems(entry: LogEntry, by: Person) -> list[Problem]:
    problems = ended_problems(entry)
    if by.pk == entry.placement.enrolment.person_id:
        problems.append(Problem("entry.own", _("Nobody can decide on their own entry.")))
    elif not problems and by.pk != entry.placement.mentor_id:
        message = _("Only the mentor of this placement can decide on its entries.")
        problems.append(Problem("entry.not_the_mentor", message))
    return problems


def _time_problems(entry: LogEntry) -> list[Problem]:
    problems = [
        *_moment_problems(entry),
        *periods.zone_problems(entry.zone),
        *values.number_problems("minutes", entry.minutes, least=1, most=MOST_MINUTES),
    ]
    if problems:
        return problems
    if entry.local_date not in entry.placement.period:
        message = _("This day lies outside the placement.")
        problems.append(Problem("entry.outside_placement", message, field="starts_at"))
    if _overlaps(entry):
        message = _("Another entry is about the same time.")
        problems.append(warning("entry.overlaps", message, field="starts_at"))
    return problems


def _moment_problems(entry: LogEntry) -> list[Problem]:
    return values.moment_problems("starts_at", entry.starts_at)


def _overlaps(entry: LogEntry) -> bool:
    # No entry lasts longer than a day, so what began a day earlier is over.
    near = LogEntry.objects.filter(
        placement=entry.placement_id,
        starts_at__lt=entry.ends_at,
        starts_at__gt=entry.starts_at - _DAY,
    )
    others = near.exclude(pk=entry.pk).exclude(state=LogEntryState.REJECTED)
    return any(other.ends_at > entry.starts_at for other in others)
