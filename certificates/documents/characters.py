"""Which characters the bundled fonts have: asked before anything is typeset."""

from __future__ import annotations

import functools
import struct
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = Path(__file__).resolve().parent / "fonts"
# The face of running text; its words with a letter it lacks are set in another, letter and all.
_TEXT = "AtkinsonHyperlegible-Regular.ttf"
# The joiners of Persian and Arabic, and the soft hyphen: seen by what they do, without a glyph.
_UNSEEN = frozenset("\u00ad\u200c\u200d")
# Controls, marks of direction, surrogates, private use and what is not assigned: nobody's name has
# them, and they can make a page read otherwise than it is written.
_NO_TEXT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SEGMENTS, _GROUPS = 4, 12


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no bundled font has, each once, in order of the text.

    The text is composed first (NFC), as it is when it is typeset. Empty when it can be printed.
    """
    known = _every_character()
    return tuple(
        one
        for one in dict.fromkeys(unicodedata.normalize("NFC", text))
        if one not in _UNSEEN and (ord(one) not in known or unicodedata.category(one) in _NO_TEXT)
    )


@functools.cache
def plain_letters() -> str:
    """Return, as the inside of a class of a regular expression, what the face of text has."""
    ranges = _ranges(sorted(characters(FONTS / _TEXT)))
    return "".join(rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges)


def is_right_to_left(text: str) -> bool:
    """Whether a text begins from the right: its first letter with a direction decides.

    Source: Unicode Standard Annex 9, rules P2 and P3.
    """
    directions = (unicodedata.bidirectional(one) for one in text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


@functools.cache
def _every_character() -> frozenset[int]:
    # A bold face has what its regular one has; a test holds that.
    return frozenset().union(*(characters(path) for path in sorted(FONTS.glob("*.ttf"))))


def characters(path: Path) -> frozenset[int]:
    """Return the code points for which a font has a glyph.

    Reads the tables of format 4 and 12, which every font of today has. Source: the OpenType
    specification, cmap.
    """
    data = path.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    offsets = {struct.unpack_from(">I", data, start + 4 + 8 * n + 4)[0] for n in range(count)}
    found: set[int] = set()
    for offset in offsets:
        (form,) = struct.unpack_from(">H", data, start + offset)
        if form == _SEGMENTS:
            found.update(_of_segments(data, start + offset))
        elif form == _GROUPS:
            found.update(_of_groups(data, start + offset))
    return frozenset(found)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
    return next(int(offset) for name, _sum, offset, _length in records if name == tag)


def _of_segments(data: bytes, at: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    size = twice // 2
    ends = struct.unpack_from(f">{size}H", data, at + 14)
    starts = struct.unpack_from(f">{size}H", data, at + 16 + twice)
    deltas = struct.unpack_from(f">{size}H", data, at + 16 + 2 * twice)
    places = at + 16 + 3 * twice
    shifts = struct.unpack_from(f">{size}H", data, places)
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if shifts[n] == 0:
                glyph = (code + deltas[n]) & 0xFFFF
            else:
                place = places + 2 * n + shifts[n] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                yield code


def _of_groups(data: bytes, at: int) -> Iterator[int]:
    (size,) = struct.unpack_from(">I", data, at + 12)
    for n in range(size):
        first, last, _glyph = struct.unpack_from(">III", data, at + 16 + 12 * n)
        yield from range(first, last + 1)


def _ranges(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = last = codes[0]
    for code in codes[1:]:
        if code != last + 1:
            yield first, last
            first = code
        last = code
    yield first, last
