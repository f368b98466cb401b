"""The map of the country: where municipalities lie, and how far apart they are."""

from __future__ import annotations

import functools
import json
import math
from pathlib import Path
from typing import Any

_MAP = (Path(__file__).resolve().parent / "data" / "map").with_suffix(".json")
# The map is drawn on the Dutch grid, in which a unit of it is as long everywhere.
_KM_PER_UNIT = 0.267


def distance(one: str, other: str) -> float | None:
    """Return how many kilometres lie between the middles of two municipalities, as a bird flies.

    None for a code that is not on the map: what was merged away since.
    """
    points = _points()
    if one not in points or other not in points:
        return None
    return math.dist(points[one], points[other]) * _KM_PER_UNIT


@functools.cache
def drawn() -> dict[str, Any]:
    """Return the map as it is drawn: the size of the picture, and the paths of all areas."""
    found: dict[str, Any] = json.loads(_MAP.read_text(encoding="utf-8"))
    return found


@functools.cache
def _points() -> dict[str, tuple[float, float]]:
    return {one["code"]: tuple(one["label"]) for one in drawn()["municipalities"]}
