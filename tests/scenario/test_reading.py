"""A scenario folder is read whole, or every line that cannot be read is named."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from scenario import reading, rows
from scenario.findings import Contradiction

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped scenario that a test may spoil."""
    return shutil.copytree(reading.SHIPPED, tmp_path / "scenario")


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file of the folder."""
    target = folder / name
    text = target.read_bytes().decode()
    assert old in text
    target.write_bytes(text.replace(old, new, 1).encode())


def found(folder: Path) -> list[tuple[str, int, str]]:
    """Return file, line and code of everything that is wrong."""
    ordered = Contradiction(reading.read(folder).findings).findings
    return [(one.file, one.line, one.code) for one in ordered]


def test_shipped_scenario_is_read_whole() -> None:
    scenario = reading.read(reading.SHIPPED)

    assert len(scenario.rows(rows.PersonRow)) == 22
    assert len(scenario.rows(rows.LogEntryRow)) == 120
    assert scenario.programme
    assert scenario.programme.capacity == 12
    assert scenario.findings == []


def test_empty_cell_is_not_there() -> None:
    scenario = reading.read(reading.SHIPPED)

    assert scenario.rows(rows.EnrolmentRow)[13].code_of_conduct_signed_on is None


def test_byte_order_mark_and_windows_lines_are_read(folder: Path) -> None:
    target = folder / "people.csv"
    target.write_bytes(b"\xef\xbb\xbf" + target.read_bytes().replace(b"\n", b"\r\n"))

    assert len(reading.read(folder).rows(rows.PersonRow)) == 22


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "regions.csv").unlink()

    assert found(folder) == [("regions.csv", 0, "file.missing")]


def test_every_missing_file_of_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert len(found(tmp_path)) == len(rows.ROW_TYPES) + 1


def test_text_that_is_not_utf8_is_named_by_its_line(folder: Path) -> None:
    target = folder / "people.csv"
    target.write_bytes(target.read_bytes().replace("Sûkerbôle".encode(), b"S\xfbkerb\xf4le"))

    assert found(folder) == [("people.csv", 11, "file.not_utf8")]


def test_nul_sign_is_named_by_its_line(folder: Path) -> None:
    spoil(folder, "people.csv", "Bas,", "B\0s,")

    assert found(folder) == [("people.csv", 3, "file.nul")]


def test_open_quotation_mark_is_named_by_its_line(folder: Path) -> None:
    spoil(folder, "people.csv", "P04,Dirk", 'P04,"Dirk')

    assert ("people.csv", 5, "csv.broken") in found(folder)


@pytest.mark.parametrize("change", ["P04,Dirk,,", "P04;Dirk"])
def test_line_with_other_cells_is_named(folder: Path, change: str) -> None:
    spoil(folder, "people.csv", "P04,Dirk", change)

    assert found(folder) == [("people.csv", 5, "csv.cells")]


def test_missing_and_unknown_columns_are_named(folder: Path) -> None:
    spoil(folder, "people.csv", "first_name", "frist_name")

    assert found(folder) == [
        ("people.csv", 1, "csv.missing_column"),
        ("people.csv", 1, "csv.unknown_column"),
    ]


def test_repeated_row_is_named(folder: Path) -> None:
    target = folder / "course_attendance.csv"
    target.write_text(target.read_text() + "S1,P01,late,5,\n")

    assert found(folder) == [("course_attendance.csv", 95, "row.duplicate")]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("people.csv", "P02,Bas", "P02,", "cell.required"),
        ("enrolments.csv", "2026-11-16", "16-11-2026", "cell.date"),
        ("enrolments.csv", "2026-11-16", "2026-02-30", "cell.date"),
        ("placement_log.csv", "2027-02-16T13:00", "2027-02-16T25:00", "cell.time"),
        ("placement_log.csv", "2027-02-16T13:00", "2027-02-16T13:00Z", "cell.time"),
        ("course_sessions.csv", "2027-01-30T09:00:00Z", "2027-01-30T09:00", "cell.time"),
        ("placement_log.csv", ",180,", ",-180,", "cell.range"),
        ("placement_log.csv", ",180,", ",1441,", "cell.range"),
        ("placement_log.csv", ",180,", ",3h,", "cell.number"),
        ("observations.csv", "T4,3,", "T4,5,", "cell.range"),
        ("regions.csv", "Amsterdam,1", "Amsterdam,yes", "cell.flag"),
        ("placement_log.csv", ",observe,", ",watch,", "cell.unknown_word"),
        ("people.csv", "P02,", f"{'P' * 21},", "cell.long"),
    ],
)
def test_cell_that_cannot_be_read_is_named(
    folder: Path, name: str, old: str, new: str, code: str
) -> None:
    spoil(folder, name, old, new)

    assert [entry[2] for entry in found(folder)] == [code]


def test_all_problems_are_named_at_once(folder: Path) -> None:
    spoil(folder, "enrolments.csv", "2026-11-16", "soon")
    spoil(folder, "placement_log.csv", ",180,", ",0,")
    (folder / "regions.csv").unlink()

    assert found(folder) == [
        ("enrolments.csv", 3, "cell.date"),
        ("placement_log.csv", 2, "cell.range"),
        ("regions.csv", 0, "file.missing"),
    ]


@pytest.mark.parametrize("text", ["{", "", "[1, 2", '{"code": }', "[" * 100_000])
def test_broken_json_is_named(folder: Path, text: str) -> None:
    (folder / "programme.json").write_text(text)

    assert [entry[2] for entry in found(folder)] == ["json.broken"]


def test_unknown_rule_is_refused(folder: Path) -> None:
    target = folder / "programme.json"
    programme = json.loads(target.read_text())
    programme["requirements"]["swimming"] = {"lengths": 10}
    target.write_text(json.dumps(programme))

    assert found(folder) == [("programme.json", 0, "cell.unknown")]


def test_finding_reads_as_file_line_and_reason(folder: Path) -> None:
    spoil(folder, "placement_log.csv", ",180,", ",-180,")

    (finding,) = reading.read(folder).findings

    expected = "placement_log.csv:2: “minutes” is -180; the least is 1. [cell.range]"
    assert str(finding) == expected
