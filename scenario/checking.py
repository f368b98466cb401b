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
from courses.states import Result
from intervision.models import Method
from intervision.rules import method_code
from people.models import Municipality
from scenario import rows
from scenario.findings import Finding
from scenario.reading import PROGRAMME_FILE
from scenario.references import REFERENCES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scenario.programme import Programme
    from scenario.reading import Folder

_ROLES = {"trainee", "trainer", "mentor", "intervision_guide", "office"}
_LAST_EVENT = {"offered": "waitlisted"}
_RESULTS = {word for word in Result.values if word}


def check(folder: Folder) -> Iterator[Finding]:
    """Yield a finding for every line that contradicts another file or the programme."""
    yield from _unknown_codes(folder)
    yield from _unknown_regions(folder)
    yield from _unknown_roles(folder)
    yield from _unknown_municipalities(folder)
    yield from _unknown_methods(folder)
    yield from _unknown_results(folder)
    yield from _who_never_applied(folder)
    yield from _enrolment_findings(folder)
    yield from _repeated_activity(folder)
    if folder.programme:
        yield from _unknown_mandatory_sessions(folder, folder.programme)
        yield from _other_cohorts(folder, folder.programme)
        yield from _certificate_findings(folder, folder.programme)
        yield from _time_findings(folder, folder.programme.timezone)


def unknown(row: rows.Row, column: str, value: str) -> Finding:
    """Return the finding that a cell names something that no file defines."""
    message = format_lazy(
        _("“{column}” names “{value}”, which is not known."), column=column, value=value
    )
    return Finding(row.file, row.line, "code.unknown", message)


def _known(folder: Folder, kind: type[rows.Row]) -> set[str]:
    """Return the codes of a file, those of lines that could not be read included."""
    column = kind.key[0]
    spoiled = {cells.get(column, "") for other, cells in folder.spoiled if other is kind}
    return spoiled | {row.identity[0] for row in folder.rows(kind)}


def _unknown_codes(folder: Folder) -> Iterator[Finding]:
    for kind, columns in REFERENCES.items():
        for column, target in columns.items():
            # Of a file that could not be read, nobody knows what it names.
            if target in folder.unread:
                continue
            known = _known(folder, target)
            for row in folder.rows(kind):
                value = getattr(row, column)
                if value is not None and value not in known:
                    yield unknown(row, column, value)


def _unknown_regions(folder: Folder) -> Iterator[Finding]:
    if rows.RegionRow in folder.unread:
        return
    known = _known(folder, rows.RegionRow)
    for row in folder.rows(rows.TrainerRow):
        for code in row.region_codes:
            if code not in known:
                yield unknown(row, "region_codes", code)


def _unknown_roles(folder: Folder) -> Iterator[Finding]:
    for row in folder.rows(rows.PersonRow):
        for role in row.roles:
            if role not in _ROLES:
                yield unknown(row, "roles", role)


def _unknown_mandatory_sessions(folder: Folder, programme: Programme) -> Iterator[Finding]:
    asked = (programme.requirements.course or {}).get("mandatory_sessions", [])
    if rows.CourseSessionRow in folder.unread or not isinstance(asked, list):
        return
    known = _known(folder, rows.CourseSessionRow)
    for code in asked:
        if code not in known:
            message = format_lazy(_("The mandatory session “{code}” is not known."), code=code)
            yield Finding(PROGRAMME_FILE, 0, "code.unknown", message)


def _unknown_municipalities(folder: Folder) -> Iterator[Finding]:
    known = set(Municipality.objects.values_list("code", flat=True))
    places: tuple[
        rows.LocalGroupMunicipalityRow | rows.CourseSessionRow | rows.TrainingRequestRow, ...
    ] = (
        *folder.rows(rows.LocalGroupMunicipalityRow),
        *folder.rows(rows.CourseSessionRow),
        *folder.rows(rows.TrainingRequestRow),
    )
    for row in places:
        if row.municipality_code and row.municipality_code not in known:
            yield unknown(row, "municipality_code", row.municipality_code)


def _unknown_methods(folder: Folder) -> Iterator[Finding]:
    known = set(Method.objects.values_list("code", flat=True))
    for row in folder.rows(rows.IntervisionCaseRow):
        if method_code(row.method) not in known:
            yield unknown(row, "method", row.method)


def _unknown_results(folder: Folder) -> Iterator[Finding]:
    judged: tuple[rows.MakeUpRow | rows.FinalAssignmentRow, ...] = (
        *folder.rows(rows.MakeUpRow),
        *folder.rows(rows.FinalAssignmentRow),
    )
    for row in judged:
        if row.result and row.result not in _RESULTS:
            yield unknown(row, "result", row.result)
    for placement in folder.rows(rows.PlacementRow):
        result = placement.final_evaluation_result
        if result and result not in _RESULTS:
            yield unknown(placement, "final_evaluation_result", result)


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
            yield unknown(row, "programme", row.programme)
        if row.cohort != programme.cohort:
            yield unknown(row, "cohort", row.cohort)


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


def _certificate_findings(folder: Folder, programme: Programme) -> Iterator[Finding]:
    for row in folder.rows(rows.TrainerRow):
        if row.issued_on > programme.reference_date:
            message = _("This certificate is issued after the reference date.")
            yield Finding(row.file, row.line, "trainer.issued_later", message)
        if row.valid_until < row.issued_on:
            message = _("A certificate cannot end before it is issued.")
            yield Finding(row.file, row.line, "trainer.ends_before_issue", message)
