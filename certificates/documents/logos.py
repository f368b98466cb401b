"""Whether a logo can be printed for good: outlines alone, and nothing from elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import typst

from certificates.documents import printing

# As large as a drawing of lines has to be.
_LONGEST = 200_000
# Letters need a font that is not ours; the others bring what an archive cannot keep.
_FORBIDDEN = {"text", "tspan", "image", "script", "foreignObject", "iframe", "a", "style"}
_ELSEWHERE = re.compile(r"(?i)(https?:|file:|data:|url\(\s*[\"']?(?!#))")


def drawable(svg: str) -> bool:
    """Return True for an SVG of outlines that can be drawn, and that reads nothing elsewhere."""
    # A document type can name files to read; no drawing needs one.
    if len(svg) > _LONGEST or "<!" in svg or "\x00" in svg:
        return False
    try:
        root = ET.fromstring(svg)  # noqa: S314 -- without a document type there are no entities
        elements = list(root.iter())
        if _name(root.tag) != "svg" or any(_is_odd(one) for one in elements):
            return False
        printing.picture("logo", {"logo": svg}, "svg")
    except (ET.ParseError, typst.TypstError, ValueError):
        return False
    return True


def _is_odd(element: ET.Element) -> bool:
    if _name(element.tag) in _FORBIDDEN:
        return True
    return any(
        _name(name).lower().startswith("on") or _ELSEWHERE.search(value)
        for name, value in element.attrib.items()
    )


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
