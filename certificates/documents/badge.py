"""The drawing of a badge: two people, one a step ahead, with a title and a year around them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from certificates.documents import printing

if TYPE_CHECKING:
    from certificates.documents.printing import Issuer


# Every certificate of a year has the same.
@functools.lru_cache(maxsize=64)
def badge_svg(*, title: str, year: int, issuer: Issuer) -> bytes:
    """Return the badge as SVG, 600 by 600, with its letters as outlines and its name as title."""
    drawn = printing.picture("badge", _facts(title, year, issuer), "svg").decode()
    opening, end, rest = drawn.partition(">")
    # Read out to who cannot see it.
    name = f"<title>{escape(f'{title} {year}')}</title>"
    return f'{opening} role="img"{end}{name}{rest}'.encode()


def badge_png(*, title: str, year: int, issuer: Issuer) -> bytes:
    """Return the badge as PNG of 600 by 600 pixels, transparent around the seal."""
    return printing.picture("badge", _facts(title, year, issuer), "png")


def _facts(title: str, year: int, issuer: Issuer) -> dict[str, Any]:
    return {"house": printing.house(issuer), "title": title, "year": str(year)}
