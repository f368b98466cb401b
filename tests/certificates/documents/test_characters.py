"""What no bundled font has is named before anything is made."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates import documents
from certificates.documents import characters
from tests.certificates.documents import made, pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("王小明 (Xiaoming)", ("王", "小", "明")),
        ("Ali 🎉 Ali 🎉", ("🎉",)),
        ("a\u202eb", ("\u202e",)),
        ("a\nb\x00", ("\n", "\x00")),
        ("\ue000", ("\ue000",)),
        ("", ()),
    ],
)
def test_characters_that_cannot_be_printed_are_named_once(
    text: str, named: tuple[str, ...]
) -> None:
    assert documents.unprintable(text) == named


@pytest.mark.parametrize("kind", sorted(made.NAMES))
def test_names_can_be_printed(kind: str) -> None:
    assert documents.unprintable(made.NAMES[kind]) == ()


def test_letters_that_are_not_composed_can_be_printed() -> None:
    apart = "Jose\u0301 Nguye\u0302\u0303n"

    assert documents.unprintable(apart) == ()
    assert documents.certificate_pdf(
        pages.certificate(holder_name=apart)
    ) == documents.certificate_pdf(pages.certificate(holder_name="José Nguyễn"))


def test_what_is_not_asked_beforehand_is_refused_all_the_same() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        documents.certificate_pdf(pages.certificate(holder_name="王小明"))


def test_bold_has_what_regular_has() -> None:
    for regular in characters.FONTS.glob("*-Regular.ttf"):
        bold = regular.with_name(regular.name.replace("Regular", "Bold"))
        assert characters.characters(regular) == characters.characters(bold), regular.name


def _font(subtable: bytes) -> bytes:
    """Return the least that is a font: a directory of one table, with one encoding."""
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable
    return struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(table)) + table


def test_characters_beyond_the_first_plane_are_read(tmp_path: Path) -> None:
    groups = ((0x41, 0x43, 1), (0x1F600, 0x1F601, 4))
    rows = b"".join(struct.pack(">III", *group) for group in groups)
    path = tmp_path / "font.ttf"
    path.write_bytes(_font(struct.pack(">HHIII", 12, 0, 16 + len(rows), 0, len(groups)) + rows))

    assert characters.characters(path) == {0x41, 0x42, 0x43, 0x1F600, 0x1F601}


def test_character_without_a_glyph_is_not_there(tmp_path: Path) -> None:
    # One segment that finds its glyphs in a list, and the one that ends every table.
    ends, starts, deltas, shifts = (0x43, 0xFFFF), (0x41, 0xFFFF), (0, 1), (4, 0)
    numbers = (4, 0, 0, 4, 0, 0, 0, *ends, 0, *starts, *deltas, *shifts, 7, 0, 9)
    path = tmp_path / "font.ttf"
    path.write_bytes(_font(struct.pack(f">{len(numbers)}H", *numbers)))

    assert characters.characters(path) == {0x41, 0x43}


def _printable() -> st.SearchStrategy[str]:
    known = sorted(
        chr(code)
        for path in characters.FONTS.glob("*.ttf")
        for code in characters.characters(path)
        if not documents.unprintable(chr(code))
    )
    return st.text(st.sampled_from(known), min_size=1, max_size=40)


@settings(max_examples=60)
@given(_printable())
def test_what_can_be_printed_is_printed(text: str) -> None:
    page = pages.certificate(holder_name=f"A{text}", signatory_name=f"B{text}")

    assert documents.certificate_pdf(page).startswith(b"%PDF-")


def test_every_font_has_a_licence_and_a_source() -> None:
    licence = (characters.FONTS / "OFL.txt").read_text(encoding="utf-8")
    source = (characters.FONTS / "SOURCE.md").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for path in characters.FONTS.glob("*.ttf"):
        assert path.name.split("-")[0] in source


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Maryam", False), ("مريم (Maryam)", True), ("(Maryam) مريم", False), ("12 مريم", True)],
)
def test_first_letter_decides_the_side(text: str, *, expected: bool) -> None:
    assert characters.is_right_to_left(text) == expected
