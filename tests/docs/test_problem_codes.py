"""The list of problem codes holds every code that can be raised, and no other."""

from __future__ import annotations

import pytest

from tests import translations
from tests.docs import codes, reading

DOCUMENT = "docs/problem-codes.md"
ROOMS = (
    "common",
    "mail",
    "people",
    "scheduling",
    "courses",
    "intervision",
    "certificates",
    "pool",
)


def _listed(room: str) -> dict[str, str]:
    rows = reading.rows(reading.section(reading.text(DOCUMENT), room))
    return {codes.generalised(code.strip("`")): severity for code, severity, _sentence in rows}


@pytest.mark.parametrize("room", [*ROOMS, "scenario"])
def test_codes_of_a_room_are_those_of_its_code(room: str) -> None:
    assert sorted(_listed(room)) == sorted(codes.found_in(room))


@pytest.mark.parametrize("room", [*ROOMS, "scenario"])
def test_severity_is_the_one_beside_the_code(room: str) -> None:
    listed = _listed(room)
    known = {code: found for code, found in codes.found_in(room).items() if found}

    assert {code: set(listed[code].split(" or ")) for code in known} == known


def test_sentences_are_those_that_people_read() -> None:
    messages = {found.id for found in translations.collected()}
    rows = reading.rows(reading.text(DOCUMENT))

    assert [row for row in rows if row[2] not in messages] == []


def test_every_room_with_codes_has_a_section() -> None:
    with_codes = {room for room in reading.ROOMS if room != "lms" and codes.found_in(room)}

    assert with_codes == {*ROOMS, "scenario"}


def test_codes_of_a_room_are_in_order() -> None:
    for room in (*ROOMS, "scenario"):
        rows = reading.rows(reading.section(reading.text(DOCUMENT), room))
        listed = [row[0].strip("`") for row in rows]
        assert listed == sorted(set(listed)), room
