"""Holds the rows of a scenario against each other: codes that must exist, times that must fit.

What the rooms decide themselves, such as who may mark whose attendance, is not decided here: that
comes out when the scenario is played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Refused
from scenario import references, rows
from scenario.findings import Finding
from scenario.reading import PROGRAMME_FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scenario.programme import Programme
    from scenario.reading import Folder

_LAST_EVENT = {"offered": "waitlisted"}


def check(folder: Folder) -> Iterator[Finding]:
    """Yield a finding for every line that contradicts another file or the programme."""
    yield from references.check(folder)
    yield from _who_never_applied(folder)
    yield from _enrolment_findings(folder)
    yield from _repeated_activity(folder)
    yield from _ends_before_start(folder)
    if folder.programme:
        yield from _other_cohorts(folder, folder.programme)
        yield from _certificate_findings(folder, folder.programme)
        yield from _time_findings(folder, folder.programme.timezone)


def _who_never_applied(folder: Folder) -> Iterator[Finding]:
    if rows.EnrolmentRow in folder.unread:
        return
    applied = {row.person_id for row in folder.rows(rows.EnrolmentRow)} | {
        cells.get("person_id", "") for kind, cells in folder.spoiled if kind is rows.EnrolmentRow
    }
    facts: tuple[
        rows.AttendanceRow | rows.MakeUpRow | rows.PlacementRow | rows.FinalAssignmentRow, ...
    ] = (
        *folder.rows(rows.AttendanceRow),
        *folder.rows(rows.MakeUpRow),
        *folder.rows(rows.PlacementRow),
        *folder.rows(rows.FinalAssignmentRow),
    )
    for row in facts:
        if row.person_id not in applied:
            message = format_lazy(_("“{person}” never applied."), person=row.person_id)
            yield Finding(row.file, row.line, "person.never_applied", message)


def _enrolment_findings(folder: Folder) -> Iterator[Finding]:
    spoiled = {
        cells.get("enrolment_id", "")
        for kind, cells in folder.spoiled
        if kind is rows.EnrolmentEventRow
    }
    people: dict[str, int] = {}
    for row in folder.rows(rows.EnrolmentRow):
        first = people.setdefault(row.person_id, row.line)
        if first != row.line:
            message = format_lazy(_("This person already stands on line {line}."), line=first)
            yield Finding(row.file, row.line, "row.duplicate", message)
        # What happened to an enrolment is only known when every line about it could be read.
        if rows.EnrolmentEventRow not in folder.unread and row.enrolment_id not in spoiled:
            yield from _event_findings(row, _events(folder, row))


def _events(folder: Folder, row: rows.EnrolmentRow) -> list[rows.EnrolmentEventRow]:
    own = (e for e in folder.rows(rows.EnrolmentEventRow) if e.enrolment_id == row.enrolment_id)
    return sorted(own, key=lambda event: event.at_local)


def _other_cohorts(folder: Folder, programme: Programme) -> Iterator[Finding]:
    for row in folder.rows(rows.EnrolmentRow):
        if row.programme != programme.code:
            yield references.unknown(row, "programme", row.programme)
        if row.cohort != programme.cohort:
            yield references.unknown(row, "cohort", row.cohort)


def _event_findings(
    row: rows.EnrolmentRow, events: list[rows.EnrolmentEventRow]
) -> Iterator[Finding]:
    if not events or events[0].event != "applied":
        never = _("No event says that this person applied.")
        yield Finding(row.file, row.line, "enrolment.no_application", never)
        return
    if events[0].at_local.date() != row.applied_on:
        differs = _("The day of applying differs from the event.")
        yield Finding(row.file, row.line, "enrolment.applied_on_differs", differs)
    last = _LAST_EVENT.get(events[-1].event, events[-1].event)
    if last != row.status:
        sentence = _("The status is “{status}”, but the events end with “{event}”.")
        message = format_lazy(sentence, status=row.status, event=events[-1].event)
        yield Finding(row.file, row.line, "enrolment.status_differs", message)


def _time_findings(folder: Folder, zone: str) -> Iterator[Finding]:
    if problems := periods.zone_problems(zone):
        yield from (Finding(PROGRAMME_FILE, 0, one.code, one.message) for one in problems)
        return
    for row, wall, expected in _wall_times(folder):
        yield from _wall_time(row, wall, expected, zone)


def _wall_times(
    folder: Folder,
) -> Iterator[tuple[rows.Row, dt.datetime | None, dt.datetime | None]]:
    timed: tuple[rows.CourseSessionRow | rows.IntervisionMeetingRow, ...] = (
        *folder.rows(rows.CourseSessionRow),
        *folder.rows(rows.IntervisionMeetingRow),
    )
    for row in timed:
        yield row, row.start_local, row.start_utc
        yield row, row.end_local, row.end_utc
    for entry in folder.rows(rows.LogEntryRow):
        yield entry, entry.start_local, None
    for event in folder.rows(rows.EnrolmentEventRow):
        yield event, event.at_local, None
    for request in folder.rows(rows.TrainingRequestRow):
        yield request, request.start_local, None
        yield request, request.end_local, None


def _wall_time(
    row: rows.Row, wall: dt.datetime | None, expected: dt.datetime | None, zone: str
) -> Iterator[Finding]:
    if wall is None:
        return
    try:
        found = instant(wall, zone, expected)
    except Refused as refusal:
        yield from (Finding(row.file, row.line, p.code, p.message) for p in refusal.problems)
        return
    if expected is not None and found != expected:
        sentence = _("{wall} in {zone} is {found}, not {expected}.")
        message = format_lazy(
            sentence,
            wall=wall.isoformat(),
            zone=zone,
            found=found.isoformat(),
            expected=expected.isoformat(),
        )
        yield Finding(row.file, row.line, "time.utc_differs", message)


def instant(wall: dt.datetime, zone: str, expected: dt.datetime | None = None) -> dt.datetime:
    """Return the instant of a wall time; of a time that exists twice, the one that is expected.

    :raises Refused: as `common.periods.from_wall` does.
    """
    if expected is not None:
        both = [periods.from_wall(wall, zone, fold=fold) for fold in (0, 1)]
        return expected if expected in both else both[0]
    return periods.from_wall(wall, zone)


def _repeated_activity(folder: Folder) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], int] = {}
    for row in folder.rows(rows.TrainerActivityRow):
        event = (row.person_id, row.kind, row.reference)
        first = seen.setdefault(event, row.line) if row.reference else row.line
        if first != row.line:
            message = format_lazy(_("This says the same thing as line {line}."), line=first)
            yield Finding(row.file, row.line, "row.duplicate", message)


def _ends_before_start(folder: Folder) -> Iterator[Finding]:
    spans: tuple[tuple[rows.Row, dt.date | None, dt.date | None], ...] = (
        *((row, row.start_local, row.end_local) for row in folder.rows(rows.CourseSessionRow)),
        *((row, row.start_local, row.end_local) for row in folder.rows(rows.IntervisionMeetingRow)),
        *((row, row.start_local, row.end_local) for row in folder.rows(rows.TrainingRequestRow)),
        *((row, row.start_date, row.end_date) for row in folder.rows(rows.PlacementRow)),
        *((row, row.issued_on, row.valid_until) for row in folder.rows(rows.TrainerRow)),
    )
    for row, start, end in spans:
        if start is not None and end is not None and end < start:
            yield Finding(
                row.file, row.line, "time.ends_before_start", _("This ends before it starts.")
            )


def _certificate_findings(folder: Folder, programme: Programme) -> Iterator[Finding]:
    for row in folder.rows(rows.TrainerRow):
        if row.issued_on > programme.reference_date:
            message = _("This certificate is issued after the reference date.")
            yield Finding(row.file, row.line, "trainer.issued_later", message)
