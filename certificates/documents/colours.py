"""A house's colours, dark enough to read."""

from __future__ import annotations

import re

# What WCAG asks of text that is not large.
READABLE = 4.5
_WHITE = "#ffffff"
# Below this a screen is linear. Source: WCAG 2.2, relative luminance.
_LINEAR_UNTIL = 0.04045
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def readable(colour: str) -> str:
    """Return a colour, `#rrggbb`, darkened until white stands on it as 4.5 to 1 at least.

    Raises:
        ValueError: what was given is no colour.
    """
    red, green, blue = _parts(colour)
    while contrast(_written(red, green, blue), _WHITE) < READABLE:
        red, green, blue = red * 0.97, green * 0.97, blue * 0.97
    return _written(red, green, blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UNTIL else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[float, float, float]:
    if not _HEX.fullmatch(colour):
        message = f"{colour!r} is no colour; write #rrggbb"
        raise ValueError(message)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(red: float, green: float, blue: float) -> str:
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"
