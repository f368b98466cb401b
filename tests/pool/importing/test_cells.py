"""What a cell says, in the ways in which offices write it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pool.importing import cells

JULY = dt.date(2025, 7, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "3-7-2025",
        "03-07-2025",
        "3/7/2025",
        "3.7.2025",
        " 3-7-2025 ",
        "3-7-2025 00:00",
        "2025-07-03",
        "2025-7-3",
        "2025-07-03T10:00:00",
        "3 juli 2025",
        "3 jul. 2025",
        "3 July 2025",
        "3-jul-2025",
        dt.datetime(2025, 7, 3, 10),
        JULY,
    ],
)
def test_day_in_many_ways(cell: Any) -> None:
    assert cells.day_of(cell)[0] == JULY


def test_march_has_an_abbreviation_of_its_own() -> None:
    assert cells.day_of("1 mrt 2025")[0] == dt.date(2025, 3, 1)
    assert cells.day_of("1 maa 2025")[0] == dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("3-7-25", "3-7-2025"),
        ("45841", "3-7-2025"),
        (45841, "3-7-2025"),
        (45841.0, "3-7-2025"),
        ("31-2-2025", ""),
        ("12345", ""),
        ("gisteren", ""),
        ("3 ju 2025", ""),
        ("0-0-0000", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_what_is_no_day_is_not_guessed_but_suggested(cell: Any, meant: str) -> None:
    assert cells.day_of(cell) == (None, meant)


@given(st.dates())
def test_every_day_comes_back(day: dt.date) -> None:
    assert cells.day_of(f"{day.day}-{day.month}-{day.year:04}")[0] == day
    assert cells.day_of(day.isoformat())[0] == day


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.times()))
def test_no_cell_is_too_odd(cell: Any) -> None:
    day, meant = cells.day_of(cell)

    assert day is None or isinstance(day, dt.date)
    assert not meant or cells.day_of(meant)[0] is not None
    assert len(cells.name_of(cells.text_of(cell))) == 3


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Jan Jansen", ("Jan", "", "Jansen")),
        ("Jan van der Berg", ("Jan", "van der", "Berg")),
        ("Jan Peter van den Heuvel-Smit", ("Jan Peter", "van den", "Heuvel-Smit")),
        ("Berg, Jan van der", ("Jan", "van der", "Berg")),
        ("Berg, van der, Jan", ("Jan", "van der", "Berg")),
        ("Jansen, Jan", ("Jan", "", "Jansen")),
        ("Els van 't Hof", ("Els", "van 't", "Hof")),
        ("Anna DE VRIES", ("Anna", "DE", "VRIES")),
        ("Fatima El Amrani", ("Fatima", "El", "Amrani")),
        ("Mohammed Ben Ali Hassan", ("Mohammed", "", "Ben Ali Hassan")),
        ("Van der Berg", ("Van", "der", "Berg")),
        ("Madonna", ("Madonna", "", "")),
        ("Jan de", ("Jan", "", "de")),
        ("", ("", "", "")),
    ],
)
def test_name_in_one_piece_comes_apart(written: str, parts: tuple[str, str, str]) -> None:
    assert cells.name_of(written) == parts


def test_words_of_a_list() -> None:
    assert cells.listed("media; wetgeving,  gemeente|vn\n") == [
        "media",
        "wetgeving",
        "gemeente",
        "vn",
    ]


def test_word_that_looks_like_another_is_found() -> None:
    assert cells.like("Amsterdm", ["Rotterdam", "Amsterdam"]) == "Amsterdam"
    assert cells.like("Parijs", ["Rotterdam", "Amsterdam"]) == ""
