"""Files of every make become the same rows; what is no table is refused in words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.problems import Refused
from pool.importing import sheets
from tests.pool.importing import files
from tests.refusals import refuses

LINES = [("Naam", "Plaats"), ("Zoë", "Súdwest-Fryslân")]
ROWS = [(number, list(line)) for number, line in enumerate(LINES, start=1)]


def text(separator: str = ";", encoding: str = "utf-8") -> bytes:
    return files.table(*LINES, separator=separator).decode().encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        text(),
        text(","),
        text("\t"),
        text("|"),
        text(encoding="utf-8-sig"),
        text(encoding="utf-16"),
        text(encoding="latin-1"),
        text(encoding="cp1252"),
        b"sep=;\r\n" + text(),
        b"SEP=,\n" + text(","),
        text().replace(b"\r\n", b"\n"),
        text().replace(b"\r\n", b"\r"),
        text() + b"\r\n;;\r\n  \r\n",
        b'"Naam";"Plaats"\n"Zo\xc3\xab";" S\xc3\xbadwest-Frysl\xc3\xa2n "',
        files.workbook(*LINES),
    ],
)
def test_file_of_any_make_becomes_the_same_rows(data: bytes) -> None:
    assert list(sheets.read(data)) == ROWS


def test_sign_that_only_windows_has_is_read() -> None:
    assert list(sheets.read("Prijs\n€ 5 – “x”".encode("cp1252"))) == [
        (1, ["Prijs"]),
        (2, ["€ 5 – “x”"]),
    ]


def test_days_and_numbers_of_a_workbook_stay_what_they_are() -> None:
    data = files.workbook((dt.datetime(2025, 7, 3), 12, 1.5, None, True))

    assert list(sheets.read(data)) == [(1, [dt.datetime(2025, 7, 3), 12, 1.5, None, True])]


def test_empty_rows_count_and_are_left_out() -> None:
    data = files.workbook(("a",), (None,), ("b",))

    assert list(sheets.read(data)) == [(1, ["a"]), (3, ["b"])]
    assert list(sheets.read(b"a\n\nb\n")) == [(1, ["a"]), (3, ["b"])]


def _archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04nonsense",
        _archive("letter.txt", b"Dear all"),
        _archive("[Content_Types].xml", b"<broken"),
        files.workbook(("a",))[:-200],
        b"a;b\n\x00;c\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b'a;b\n"' + b"x" * 200_000,
        b"\xff\xfea",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with refuses("import.unreadable"):
        list(sheets.read(data))


def test_archive_that_unpacks_to_a_full_disk_is_refused() -> None:
    with refuses("import.too_large"):
        list(sheets.read(_archive("xl/worksheets/sheet1.xml", b"0" * 301_000_000)))


def test_file_that_is_too_large_is_refused() -> None:
    with refuses("import.too_large"):
        list(sheets.read(b"a" * (sheets.MOST_BYTES + 1)))
    with refuses("import.too_many_rows"):
        list(sheets.read(b"a\n" * (sheets.MOST_ROWS + 2)))


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    with suppress(Refused):
        assert all(isinstance(cell, str) for _number, cells in sheets.read(data) for cell in cells)
