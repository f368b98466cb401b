"""Invented names, as they are heard in the Netherlands today, and addresses that reach nobody."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenario.seeding.chance import Chance

_DATA = Path(__file__).resolve().parent / "data"
_GIVEN = (_DATA / "given-names.txt").read_text(encoding="utf-8").split()


def _families() -> list[tuple[str, str]]:
    with (_DATA / "family-names.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["infix"], row["name"]) for row in csv.DictReader(lines)]


_FAMILIES = _families()


def invent(chance: Chance) -> tuple[str, str, str]:
    """Return a given name, an infix that is often empty, and a family name."""
    return (chance.one(_GIVEN), *chance.one(_FAMILIES))


def address(given: str, family: str, number: int) -> str:
    """Return an e-mail address of nobody: example.org is kept free for that."""
    # Letters with a stroke have no plain letter inside, so they are left out.
    plain = unicodedata.normalize("NFKD", f"{given}.{family}".lower())
    return f"{plain.encode('ascii', 'ignore').decode()}{number}@example.org"
