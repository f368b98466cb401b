"""The map of the country: where municipalities lie, and how far apart they are."""

from __future__ import annotations

import functools
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAP = (Path(__file__).resolve().parent / "data" / "map").with_suffix(".json")
# Where the borders come from; under every map that is made of them.
SOURCE = _("Kadaster / Centraal Bureau voor de Statistiek, 2022 (adapted)")
# The map is drawn on the Dutch grid, in which a unit of it is as long everywhere.
_KM_PER_UNIT = 0.267
# The green of the house, twice: filled, and as lines on white.
_STYLE = (
    "path{stroke:#667;stroke-width:.6}.not{fill:#fff}.fully{fill:#00594f}"
    ".partly{fill:url(#lines)}.border{fill:none;stroke:#222;stroke-width:1.6}"
    "text{font:16px sans-serif;fill:#222}.big{font:bold 26px sans-serif}"
)
_KEY = '<path d="M10,{}h28v20h-28z" class="{}"/><text x="48" y="{}">{}</text>'
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1210" role="img" \
aria-labelledby="map-title"><title id="map-title">{title}</title><style>{style}</style>
<defs><pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>\
<rect width="3" height="6" fill="#5aa79c"/></pattern></defs>
<rect width="1000" height="1210" fill="#fff"/>
{areas}
{borders}
<text x="10" y="34" class="big">{heading}</text>
<text x="10" y="60">{day}</text>
{legend}
<text x="10" y="1198">{source}</text>
</svg>
"""


def distance(one: str, other: str) -> float | None:
    """Return how many kilometres lie between the middles of two municipalities, as a bird flies.

    None for a code that is not on the map: what was merged away since.
    """
    points = _points()
    if one not in points or other not in points:
        return None
    return math.dist(points[one], points[other]) * _KM_PER_UNIT


def drawing(
    levels: Mapping[str, str],
    names: Mapping[str, str],
    *,
    heading: str,
    day: str,
    legend: Mapping[str, str],
) -> str:
    """Return the map as SVG, each municipality in the colour and the pattern of its level.

    `levels` gives the level of each municipality by its code (`fully`, `partly` or `not`), `names`
    what a pointer over it reads, and `legend` what each level is called. Colour never says alone
    what a level is: what is begun is hatched, and what is not is left white. It needs no style
    sheet and no script of elsewhere.
    """
    areas = format_html_join(
        "\n",
        '<path class="{}" d="{}"><title>{}</title></path>',
        (
            (levels.get(one["code"], "not"), one["d"], names.get(one["code"], one["name"]))
            for one in drawn()["municipalities"]
        ),
    )
    borders = format_html_join(
        "\n", '<path class="border" d="{}"/>', ((one["d"],) for one in drawn()["provinces"])
    )
    return format_html(
        _SVG,
        title=f"{heading}. {day}",
        heading=heading,
        day=day,
        legend=format_html_join("\n", _KEY, _keys(legend)),
        style=mark_safe(_STYLE),  # noqa: S308 -- our own, above
        areas=areas,
        borders=borders,
        source=SOURCE,
    )


def _keys(legend: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for number, (level, words) in enumerate(legend.items()):
        top = 84 + number * 30
        yield top, level, top + 16, words


@functools.cache
def drawn() -> dict[str, Any]:
    """Return the map as it is drawn: the size of the picture, and the paths of all areas."""
    found: dict[str, Any] = json.loads(_MAP.read_text(encoding="utf-8"))
    return found


@functools.cache
def _points() -> dict[str, tuple[float, float]]:
    return {one["code"]: tuple(one["label"]) for one in drawn()["municipalities"]}
