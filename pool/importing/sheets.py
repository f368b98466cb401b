"""Reads a file as offices keep them, CSV or XLSX, into rows of cells, whoever wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common.problems import Problem, Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    # Cells of a workbook can be days and numbers; those of CSV are texts.
    Cell = str | int | float | dt.datetime | dt.date | dt.time | bool | None
    Line = tuple[int, list[Cell]]

# More than the largest list of an association, and little enough to hold in memory.
MOST_BYTES, MOST_ROWS, _MOST_COLUMNS = 30_000_000, 100_000, 200
# What a workbook may be once it is unpacked: a few kilobytes can unpack to a full disk.
_MOST_UNPACKED = 300_000_000
_ZIP = b"PK\x03\x04"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";\t,|"
_SAID = re.compile(r"sep=(.)", re.IGNORECASE)


def read(data: object) -> Iterator[Line]:
    """Yield each row that is not empty with its number, the first of a file being 1.

    CSV in UTF-8, UTF-16 or what Windows writes, separated by semicolons, commas, tabs or bars; or
    the first sheet of a workbook (XLSX). Which of them shows in the bytes, not in a name.

    :raises Refused: `import.too_large`, `import.unreadable`, `import.too_many_rows`.
    """
    if not isinstance(data, bytes):
        raise Refused([_unreadable()])
    if len(data) > MOST_BYTES:
        raise Refused([too_large()])
    lines = _of_workbook(data) if data.startswith(_ZIP) else _of_text(data)
    for number, cells in lines:
        if number > MOST_ROWS + 1:
            raise Refused([_too_many_rows()])
        if any(cell not in (None, "") for cell in cells):
            yield number, cells[:_MOST_COLUMNS]


def too_large() -> Problem:
    """Return the problem of a file that is too large to be read."""
    message = _("A file is {most} megabytes at most. Split it in two.")
    return Problem(
        "import.too_large", format_lazy(message, most=MOST_BYTES // 1_000_000), field="file"
    )


def _too_many_rows() -> Problem:
    message = format_lazy(_("A file holds {most} rows at most. Split it in two."), most=MOST_ROWS)
    return Problem("import.too_many_rows", message, field="file")


def _unreadable() -> Problem:
    message = _("This is neither a workbook (XLSX) nor a table as text (CSV).")
    return Problem("import.unreadable", message, field="file")


def _of_text(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    if "\0" in text:
        raise Refused([_unreadable()])
    lines = io.StringIO(text, newline="")
    first = lines.readline()
    # Excel lets a file say by itself how it is separated, and shows that line to nobody.
    if said := _SAID.fullmatch(first.strip()):
        separator = said[1]
    else:
        separator = max(_SEPARATORS, key=first.count)
        lines.seek(0)
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=separator), start=1):
            yield number, [cell.strip() for cell in row]
    except csv.Error as error:
        raise Refused([_unreadable()]) from error


def _decoded(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    try:
        return data.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        if marked:
            raise Refused([_unreadable()]) from error
        # What is no UTF-8 comes from Windows, which gives every byte but five a sign.
        return data.decode("cp1252", errors="replace")


def _of_workbook(data: bytes) -> Iterator[Line]:
    if _unpacked(data) > _MOST_UNPACKED:
        raise Refused([too_large()])
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a program wrote about its size can be wrong, and would cut rows off.
        sheet.reset_dimensions()
        rows: Iterable[Any] = sheet.iter_rows(values_only=True)
        for number, row in enumerate(rows, start=1):
            yield number, [cell.strip() if isinstance(cell, str) else cell for cell in row]
    # A broken archive fails in as many ways as it has parts: XML, numbers, names, sizes.
    except Exception as error:
        raise Refused([_unreadable()]) from error


def _unpacked(data: bytes) -> int:
    """Return how many bytes an archive says that it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise Refused([_unreadable()]) from error
