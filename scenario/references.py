"""Codes: which column names a row of which other file, and which name nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.states import Result
from intervision.models import Method
from intervision.rules import method_code
from people.models import Municipality
from scenario import rows
from scenario.findings import Finding
from scenario.reading import PROGRAMME_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario.programme import Programme
    from scenario.reading import Folder

_ROLES = {"trainee", "trainer", "mentor", "intervision_guide", "office"}
_RESULTS = {word for word in Result.values if word}

REFERENCES: dict[type[rows.Row], dict[str, type[rows.Row]]] = {
    rows.LocalGroupRow: {"region_code": rows.RegionRow},
    rows.LocalGroupMunicipalityRow: {"local_group_code": rows.LocalGroupRow},
    rows.PersonRow: {"local_group_code": rows.LocalGroupRow},
    rows.CourseSessionRow: {
        "lead_trainer_id": rows.PersonRow,
        "co_trainer_id": rows.PersonRow,
    },
    rows.EnrolmentRow: {"person_id": rows.PersonRow},
    rows.EnrolmentEventRow: {"enrolment_id": rows.EnrolmentRow, "actor_id": rows.PersonRow},
    rows.AttendanceRow: {"session_code": rows.CourseSessionRow, "person_id": rows.PersonRow},
    rows.MakeUpRow: {
        "session_code": rows.CourseSessionRow,
        "person_id": rows.PersonRow,
        "assessed_by": rows.PersonRow,
    },
    rows.PlacementRow: {
        "person_id": rows.PersonRow,
        "host_local_group_code": rows.LocalGroupRow,
        "mentor_id": rows.PersonRow,
    },
    rows.LogEntryRow: {
        "placement_id": rows.PlacementRow,
        "training_request_id": rows.TrainingRequestRow,
        "decided_by": rows.PersonRow,
    },
    rows.ObservationRow: {"placement_id": rows.PlacementRow, "observer_id": rows.PersonRow},
    rows.IntervisionGroupRow: {"guide_id": rows.PersonRow},
    rows.IntervisionMemberRow: {
        "group_code": rows.IntervisionGroupRow,
        "person_id": rows.PersonRow,
    },
    rows.IntervisionMeetingRow: {
        "group_code": rows.IntervisionGroupRow,
        "chair_id": rows.PersonRow,
    },
    rows.IntervisionCaseRow: {
        "meeting_code": rows.IntervisionMeetingRow,
        "case_bringer_id": rows.PersonRow,
    },
    rows.IntervisionAttendanceRow: {
        "meeting_code": rows.IntervisionMeetingRow,
        "person_id": rows.PersonRow,
    },
    rows.FinalAssignmentRow: {"person_id": rows.PersonRow, "assessed_by": rows.PersonRow},
    rows.TrainerRow: {"person_id": rows.PersonRow},
    rows.TrainerActivityRow: {"person_id": rows.PersonRow},
    rows.TrainingRequestRow: {
        "local_group_code": rows.LocalGroupRow,
        "trainer_id": rows.PersonRow,
        "trainee_id": rows.PersonRow,
    },
}


def check(folder: Folder) -> Iterator[Finding]:
    """Yield a finding for every cell that names something that nothing defines."""
    yield from _unknown_codes(folder)
    yield from _unknown_regions(folder)
    yield from _unknown_roles(folder)
    yield from _unknown_municipalities(folder)
    yield from _unknown_methods(folder)
    yield from _unknown_results(folder)
    if folder.programme:
        yield from _unknown_mandatory_sessions(folder, folder.programme)


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
