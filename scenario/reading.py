"""Reads a scenario folder into rows, and says of every line that cannot be read why not."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from scenario.findings import Finding
from scenario.programme import Programme
from scenario.rows import ROW_TYPES, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

PROGRAMME_FILE = "programme.json"
SHIPPED = Path(__file__).resolve().parent / "data" / "ttt-2027-voorjaar"

RowT = TypeVar("RowT", bound=Row)

# What is said of a cell, by the kind of error; `{expected}` is what the kind of error gives.
_SENTENCES = {
    "missing": ("cell.required", _("“{column}” must be filled in.")),
    "literal_error": ("cell.unknown_word", _("“{column}” is “{value}”; it must be {expected}.")),
    "cell_date": ("cell.date", _("“{column}” is “{value}”; write a day as 2027-03-28.")),
    "cell_wall_time": (
        "cell.time",
        _("“{column}” is “{value}”; write a local time as 2027-03-28T10:00."),
    ),
    "cell_instant": ("cell.time", _("“{column}” is “{value}”; write UTC as 2027-03-28T08:00:00Z.")),
    "int_parsing": ("cell.number", _("“{column}” is “{value}”; write a whole number.")),
    "cell_flag": ("cell.flag", _("“{column}” is “{value}”; write 1 or 0.")),
    "greater_than_equal": ("cell.range", _("“{column}” is {value}; the least is {ge}.")),
    "less_than_equal": ("cell.range", _("“{column}” is {value}; the most is {le}.")),
    "string_too_long": ("cell.long", _("“{column}” is longer than {max_length} signs.")),
    "extra_forbidden": ("cell.unknown", _("“{column}” is not part of the format.")),
}
# NUL, and what stands in for bytes that are no UTF-8.
_UNREADABLE = re.compile("[\0\udc80-\udcff]")
_OTHERWISE = ("cell.invalid", _("“{column}” is “{value}”, which cannot be read."))


@dataclass(frozen=True)
class Scenario:
    """A folder that could be read: its rules, and its rows by their type."""

    programme: Programme
    tables: Mapping[type[Row], tuple[Row, ...]]

    def rows(self, kind: type[RowT]) -> tuple[RowT, ...]:
        """Return the rows of one file, in the order of the file."""
        return tuple(row for row in self.tables[kind] if isinstance(row, kind))


@dataclass
class Folder:
    """What could be read of a folder, and what is wrong with the rest."""

    programme: Programme | None = None
    tables: dict[type[Row], tuple[Row, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    # The cells of lines that are a line, but hold something that cannot be read.
    spoiled: list[tuple[type[Row], dict[str, str]]] = field(default_factory=list)
    # The files of which it cannot be said what they hold.
    unread: set[type[Row]] = field(default_factory=set)

    def rows(self, kind: type[RowT]) -> tuple[RowT, ...]:
        """Return the rows of one file that could be read."""
        return tuple(row for row in self.tables[kind] if isinstance(row, kind))


def read(path: Path) -> Folder:
    """Return what the folder holds, with a finding for all that cannot be read."""
    folder = Folder()
    folder.programme = _read_programme(path, folder.findings)
    for kind in ROW_TYPES:
        folder.tables[kind] = tuple(_read_rows(path, kind, folder))
        folder.findings.extend(_duplicates(folder.tables[kind]))
    return folder


def _read_programme(path: Path, findings: list[Finding]) -> Programme | None:
    text = _read_text(path, PROGRAMME_FILE, findings)
    if text is None or _UNREADABLE.search(text):
        return None
    try:
        return Programme.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        message = format_lazy(_("This is not JSON: {reason}."), reason=error.msg)
        findings.append(Finding(PROGRAMME_FILE, error.lineno, "json.broken", message))
    except RecursionError:
        message = _("This is nested too deeply.")
        findings.append(Finding(PROGRAMME_FILE, 0, "json.broken", message))
    except ValidationError as error:
        findings.extend(_cell_findings(PROGRAMME_FILE, 0, error))
    return None


def _read_text(path: Path, name: str, findings: list[Finding]) -> str | None:
    try:
        data = (path / name).read_bytes()
    except OSError:
        findings.append(Finding(name, 0, "file.missing", _("This file is missing.")))
        return None
    # What is no UTF-8 becomes signs that no text holds, so that only its own line is lost.
    text = data.decode("utf-8-sig", errors="surrogateescape")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\0" in line:
            findings.append(Finding(name, number, "file.nul", _("This line holds a NUL sign.")))
        elif _UNREADABLE.search(line):
            findings.append(Finding(name, number, "file.not_utf8", _("This is not UTF-8 text.")))
    return text


def _read_rows(path: Path, kind: type[Row], folder: Folder) -> Iterator[Row]:
    text = _read_text(path, kind.file, folder.findings)
    records = _records(text or "", kind, folder)
    header = next((cells for _line, cells in records), [])
    if text is None:
        folder.unread.add(kind)
        return
    wrong = list(_header_findings(kind, header))
    folder.findings.extend(wrong)
    if any(finding.code == "csv.missing_column" for finding in wrong):
        folder.unread.add(kind)
        return
    for line, cells in records:
        row = _read_row(kind, line, header, cells, folder)
        if row is not None:
            yield row


def _read_row(
    kind: type[Row], line: int, header: list[str], cells: list[str], folder: Folder
) -> Row | None:
    named = zip(header, cells, strict=False)
    filled = {name: cell for name, cell in named if cell != "" and name in kind.model_fields}
    if found := list(_line_findings(kind, line, header, cells)):
        folder.findings.extend(found)
    elif not any(map(_UNREADABLE.search, cells)):
        try:
            return kind.model_validate(filled | {"line": line})
        except ValidationError as error:
            folder.findings.extend(_cell_findings(kind.file, line, error))
    folder.spoiled.append((kind, filled))
    return None


def _line_findings(
    kind: type[Row], line: int, header: list[str], cells: list[str]
) -> Iterator[Finding]:
    if len(cells) != len(header):
        sentence = _("This line has {found} cells; the first line has {expected}.")
        message = format_lazy(sentence, found=len(cells), expected=len(header))
        yield Finding(kind.file, line, "csv.cells", message)


def _records(text: str, kind: type[Row], folder: Folder) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each record begins, with its cells; blank lines are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = _("This line is broken: check its quotation marks.")
            folder.findings.append(Finding(kind.file, line, "csv.broken", message))
            folder.unread.add(kind)
            return
        if cells:
            yield line, cells


def _header_findings(kind: type[Row], header: list[str]) -> Iterator[Finding]:
    columns = {name: column for name, column in kind.model_fields.items() if name != "line"}
    for name, column in columns.items():
        if column.is_required() and name not in header:
            message = format_lazy(_("The column “{column}” is missing."), column=name)
            yield Finding(kind.file, 1, "csv.missing_column", message)
    for name in header:
        # A column that nobody reads would be lost without a word.
        if name not in columns or header.count(name) > 1:
            message = format_lazy(_("The column “{column}” does not belong here."), column=name)
            yield Finding(kind.file, 1, "csv.unknown_column", message)


def _cell_findings(name: str, line: int, error: ValidationError) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        yield _cell_finding(name, line, detail)


def _cell_finding(name: str, line: int, detail: ErrorDetails) -> Finding:
    code, sentence = _SENTENCES.get(detail["type"], _OTHERWISE)
    limits: dict[str, Any] = {"expected": "", **detail.get("ctx", {})}
    message = format_lazy(
        sentence,
        **limits
        | {
            "column": ".".join(str(part) for part in detail["loc"]),
            "value": Truncator(str(detail["input"])).chars(40),
        },
    )
    return Finding(name, line, code, message)


def _duplicates(rows: tuple[Row, ...]) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        first = seen.setdefault(row.identity, row.line) if row.key else row.line
        if first != row.line:
            message = format_lazy(_("This says the same thing as line {line}."), line=first)
            yield Finding(row.file, row.line, "row.duplicate", message)
