"""The figures as two tables: the lists, and everything that has a bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GROWTH = 1.5
_QUERIES = 8
# What is asked of every list, and of some more: CPU against the same answer by one query.
_TIMES_THE_FLOOR = {
    "run matrix": 4.0,
    "progress": 4.0,
    "enrolments": 3.0,
    "people": 3.0,
    "attention list": 3.0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, and what is asked of it."""

    what: str
    figure: float
    most: float | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is met, and by how much not."""
        if self.most is None:
            return "–"
        if self.figure <= self.most:
            return "met"
        return f"{self.figure / self.most:.1f} times too much"


LISTS = ("list, page of 50", "CPU ms", "queries", "against 1 query", "largest against smallest")
BARS = ("what", "figure", "at most", "")


def lists(found: Mapping[int, Mapping[str, Any]], middle: int) -> list[tuple[str, ...]]:
    """Return a line for each list: its cost in the middle size, and how it grows."""
    small, large = min(found), max(found)
    return [
        (
            name,
            f"{one['cpu']:.1f}",
            str(one["queries"]),
            f"{one['cpu'] / one['floor']:.1f} x",
            f"{_grown(found, name, small, large):.2f} x",
        )
        for name, one in found[middle]["lists"].items()
    ]


def bars(found: Mapping[int, Mapping[str, Any]], middle: int) -> Iterable[Line]:
    """Return every figure that has a bar, the lists first."""
    here, small, large = found[middle], min(found), max(found)
    for name, most in _TIMES_THE_FLOOR.items():
        one = here["lists"][name]
        yield Line(f"{name}: CPU against one query", one["cpu"] / one["floor"], most, "x")
    for name in here["lists"]:
        growth = _grown(found, name, small, large)
        yield Line(f"{name}: {large:,} against {small:,} trainees", growth, _GROWTH, "x")
    queries = {one["queries"] for size in found.values() for one in size["lists"].values()}
    yield Line("most queries of a list, at any size", max(queries), _QUERIES)
    sheet = here["sheet"]
    yield Line("CSV: CPU for a row", sheet["cpu"], 0.10, "ms")
    yield Line("CSV: CPU against one query", sheet["cpu"] / sheet["floor"], unit="x")
    grown = (found[large]["sheet"]["grown"] - sheet["grown"]) / 1024
    yield Line(f"CSV: more memory for {large:,} than for {middle:,}", max(grown, 0.0), 16, "MiB")
    me = here["me"]
    yield Line("GET /me: CPU", me["cpu"], 2.5, "ms")
    yield Line("GET /me: CPU against one query", me["cpu"] / me["floor"], unit="x")
    everybody = found[large]["everybody"]
    yield Line(f"evaluating all {everybody['rows']:,}: CPU for each", everybody["cpu"], unit="ms")
    yield Line("the same, against one query", everybody["cpu"] / everybody["floor"], unit="x")
    attention = found[large]["attention"]
    yield Line(f"attention list anew, {attention['rows']:,} lines", attention["cpu"], unit="ms")
    yield Line("the same, against two queries", attention["cpu"] / attention["floor"], unit="x")


def raced(found: Mapping[str, Any]) -> Iterable[Line]:
    """Return how the race for ten places went; every race must end with ten and forty."""
    wrong = [ended for ended in found["ended"] if list(ended) != [10, 40]]
    yield Line("races that did not end with 10 in and 40 waiting", len(wrong), 0)
    yield Line("a place: CPU", found["cpu"], 12, "ms")
    yield Line("a place: queries", found["queries"], 12)
    yield Line("places given in a second, 25 at once", found["per second"])


def text(line: Line) -> tuple[str, str, str, str]:
    """Return a line as the cells of a table."""
    most = "" if line.most is None else f"{line.most:g} {line.unit}".strip()
    return line.what, f"{line.figure:.4g} {line.unit}".strip(), most, line.verdict


def markdown(heading: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Return a table as a document holds it."""
    written = (heading, tuple("---" for _each in heading), *lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in written)


def _grown(found: Mapping[int, Mapping[str, Any]], name: str, small: int, large: int) -> float:
    here, there = found[small]["lists"][name], found[large]["lists"][name]
    return float(there["cpu"] / here["cpu"])
