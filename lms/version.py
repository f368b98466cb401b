"""The version, read from the changelog so that the two cannot differ."""

import re
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def _newest() -> str:
    found = _HEADING.search(_CHANGELOG.read_text(encoding="utf-8"))
    if found is None:
        message = "CHANGELOG.md has no heading with a version"
        raise ValueError(message)
    return found[1]


VERSION = _newest()
