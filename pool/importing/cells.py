"""What a cell says, as offices write it: days, names, addresses, and words of a list."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pool.importing.sheets import Cell

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december",
    "january february march april may june july august september october november december",
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
_SHORT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})")
_WORDS = re.compile(r"(\d{1,2})[- ]+([^\W\d]+)\.?[- ]+(\d{4})")
_SERIAL = re.compile(r"\d{5}")
# A workbook counts days from here.
_FIRST_DAY = dt.date(1899, 12, 30)
# In which a serial number of a workbook is a day that an office can mean.
_LIKELY = range(2000, 2101)
_SHORTEST_MONTH = 3
_INFIXES = frozenset(
    [
        "van",
        "der",
        "den",
        "de",
        "het",
        "'t",
        "te",
        "ter",
        "ten",
        "in",
        "op",
        "aan",
        "bij",
        "voor",
        "uit",
        "uyt",
        "onder",
        "over",
        "la",
        "le",
        "du",
        "des",
        "von",
        "zu",
        "zum",
        "'s",
        "el",
        "al",
        "d'",
        "l'",
        "af",
    ]
)
_LISTED = re.compile(r"[;,|/\n]")
_LIKE = 0.72


def plain(text: str) -> str:
    """Return a text for looking it up: small letters, without accents, signs and double spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)
    )
    return " ".join(kept.split())


def text_of(cell: Cell) -> str:
    """Return a cell as text: composed (NFC), without spaces around it, a whole number as such."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFC", " ".join(str(cell).split()))


def day_of(cell: Cell) -> tuple[dt.date | None, str]:
    """Return the day that a cell says, or None and what could be meant.

    As `3-7-2025`, with slashes or dots as well, as `2025-07-03`, as `3 juli 2025`, or as a day of
    a workbook. The day comes before the month. Two figures for a year are not guessed.
    """
    if isinstance(cell, dt.datetime):
        return cell.date(), ""
    if isinstance(cell, dt.date):
        return cell, ""
    text = text_of(cell)
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _day(year, month, day), ""
    if found := _DUTCH.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _day(year, month, day), _written(year, day, month)
    if found := _WORDS.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1])), ""
    return None, _meant(text)


def _meant(text: str) -> str:
    if found := _SHORT.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _written(2000 + year, month, day)
    if _SERIAL.fullmatch(text):
        day_meant = _FIRST_DAY + dt.timedelta(days=int(text))
        if day_meant.year in _LIKELY:
            return _written(day_meant.year, day_meant.month, day_meant.day)
    return ""


def _day(year: int, month: int, day: int) -> dt.date | None:
    with suppress(ValueError, OverflowError):
        return dt.date(year, month, day)
    return None


def _written(year: int, month: int, day: int) -> str:
    return f"{day}-{month}-{year}" if _day(year, month, day) else ""


def _month(word: str) -> int:
    found = plain(word)
    for names in _MONTHS:
        for number, name in enumerate(names.split(), start=1):
            if len(found) >= _SHORTEST_MONTH and name.startswith(found):
                return number
    # The one abbreviation that is no beginning.
    return _MONTHS[0].split().index("maart") + 1 if found == "mrt" else 0


def name_of(text: str) -> tuple[str, str, str]:
    """Return given name, infix and family name of a name that was written in one piece.

    `Jan van der Berg`, `Berg, Jan van der` and `Berg, van der, Jan` are one name; where nothing
    tells the parts apart the first word is the given name.
    """
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma:
        parts = [part.strip() for part in after.split(",")]
        if len(parts) > 1 and _is_infix(parts[0]):
            return parts[1], parts[0], before
        words = parts[0].split()
        start = len(words)
        while start > 1 and _is_infix(words[start - 1]):
            start -= 1
        return " ".join(words[:start]), " ".join(words[start:]), before
    words = text.split()
    infixes = [n for n, word in enumerate(words) if n and _is_infix(word)]
    if not infixes:
        return " ".join(words[:1]), "", " ".join(words[1:])
    start = end = infixes[0]
    while end < len(words) - 1 and _is_infix(words[end]):
        end += 1
    return " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:])


def _is_infix(text: str) -> bool:
    return bool(text) and all(word.casefold().rstrip(".") in _INFIXES for word in text.split())


def listed(text: str) -> list[str]:
    """Return the parts of a cell that lists several, without empty ones."""
    return [part.strip() for part in _LISTED.split(text) if part.strip()]


def like(text: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, empty where none does."""
    words = {plain(word): word for word in known}
    found = difflib.get_close_matches(plain(text), words, n=1, cutoff=_LIKE)
    return words[found[0]] if found else ""


def day_problem() -> Problem:
    """Return the problem of a cell that says no day."""
    return Problem("import.day", _("This is not a day. Write it as 3-7-2025."))
