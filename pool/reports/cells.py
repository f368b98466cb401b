"""Cells of a spreadsheet, so that none is taken for a formula."""

from __future__ import annotations

from typing import Any

# A spreadsheet takes a cell that begins like this for a formula. Source: OWASP ASVS 5.0, 1.2.10.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00")


def harmless(value: Any) -> Any:
    """Return what can stand in a cell of a CSV file: a text that looks like a formula gets a quote.

    Everything that is no text is returned as it is: a number that is negative is no formula.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
