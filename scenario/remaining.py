"""What is left of a scenario without the lines that are wrong, and all that rests on them.

So that one wrong line does not hide another: the rest is played, and says what else is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario import rows
from scenario.reading import Scenario
from scenario.references import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario.findings import Finding
    from scenario.programme import Programme
    from scenario.reading import Folder

    Tables = Mapping[type[rows.Row], tuple[rows.Row, ...]]

# The columns in which a line speaks of a trainee whose enrolment it rests on.
_TRAINEES = ("person_id", "case_bringer_id", "chair_id")
_OF_TRAINEES = (
    rows.AttendanceRow,
    rows.MakeUpRow,
    rows.PlacementRow,
    rows.FinalAssignmentRow,
    rows.IntervisionMemberRow,
    rows.IntervisionMeetingRow,
    rows.IntervisionCaseRow,
    rows.IntervisionAttendanceRow,
)


def remaining(folder: Folder, programme: Programme, findings: list[Finding]) -> Scenario:
    """Return the scenario without the lines of these findings and what rests on them."""
    faulty = {(finding.file, finding.line) for finding in findings}
    tables: Tables = {
        kind: tuple(row for row in table if (row.file, row.line) not in faulty)
        for kind, table in folder.tables.items()
    }
    before = {row.enrolment_id: row.person_id for row in folder.rows(rows.EnrolmentRow)}
    gone = _lost_enrolments(folder, faulty)
    while True:
        people = {person for code, person in before.items() if code in gone}
        people |= _lost_members(folder, tables)
        kept = {kind: _kept(kind, table, tables, gone, people) for kind, table in tables.items()}
        if sum(map(len, kept.values())) == sum(map(len, tables.values())):
            return Scenario(programme, kept)
        gone |= before.keys() - {row.identity[0] for row in kept[rows.EnrolmentRow]}
        tables = kept


def _lost_enrolments(folder: Folder, faulty: set[tuple[str, int]]) -> set[str]:
    """Return the enrolments of which something that happened is not known."""
    spoiled = {
        cells.get("enrolment_id", "")
        for kind, cells in folder.spoiled
        if kind in (rows.EnrolmentEventRow, rows.EnrolmentRow)
    }
    events = folder.rows(rows.EnrolmentEventRow)
    return spoiled | {row.enrolment_id for row in events if (row.file, row.line) in faulty}


def _lost_members(folder: Folder, tables: Tables) -> set[str]:
    """Return the people of whom a membership is not known."""
    known = {row.identity for row in tables[rows.IntervisionMemberRow]}
    lost = {
        row.person_id for row in folder.rows(rows.IntervisionMemberRow) if row.identity not in known
    }
    return lost | {
        cells.get("person_id", "")
        for kind, cells in folder.spoiled
        if kind is rows.IntervisionMemberRow
    }


def _kept(
    kind: type[rows.Row],
    table: tuple[rows.Row, ...],
    tables: Tables,
    gone: set[str],
    people: set[str],
) -> tuple[rows.Row, ...]:
    known = {
        column: {None, *(row.identity[0] for row in tables[target])}
        for column, target in REFERENCES.get(kind, {}).items()
    }
    columns = _TRAINEES if kind in _OF_TRAINEES else ()
    return tuple(
        row
        for row in table
        if all(getattr(row, column) in codes for column, codes in known.items())
        and not any(getattr(row, column, None) in people for column in columns)
        and getattr(row, "enrolment_id", None) not in gone
    )
