"""How the name of a method becomes its code."""

from __future__ import annotations

import re


def method_code(words: str) -> str:
    """Return the code of a method: its name in lower case, with an underscore between words.

    A code is its own code, so it does not matter which of the two a file holds.
    """
    return re.sub(r"[\s_-]+", "_", words.strip().lower())
