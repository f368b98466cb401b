"""The documents, and how their tables, examples and links are read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
ROOMS = (
    "common",
    "mail",
    "people",
    "scheduling",
    "courses",
    "intervision",
    "certificates",
    "pool",
    "scenario",
    "lms",
)
# Folders that are made, not written.
_MADE = {"var", "node_modules"}
_CELL_END = re.compile(r"(?<!\\)\|")


def markdown() -> list[Path]:
    """Return every Markdown file of the project."""
    found = (path for path in ROOT.rglob("*.md") if not _is_made(path))
    return sorted(found)


def text(name: str) -> str:
    """Return what stands in a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(words: str, heading: str) -> str:
    """Return what stands under a heading, down to the next one of its rank."""
    _before, _heading, after = words.partition(f"## {heading}\n")
    return after.partition("\n## ")[0]


def rows(words: str) -> list[list[str]]:
    """Return the cells of every table row, without headings and lines."""
    tables = re.findall(r"(?:^\|.*\|\n?)+", words, re.MULTILINE)
    return [_cells(line) for table in tables for line in table.splitlines()[2:]]


def code_words(words: str) -> list[str]:
    """Return what stands between backticks, examples left out."""
    without_examples = re.sub(r"```.*?```", "", words, flags=re.DOTALL)
    return re.findall(r"`([^`]+)`", without_examples)


def example(name: str) -> str:
    """Return the one Python example of a document."""
    [found] = re.findall(r"^```python\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE)
    return str(found)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(line)[1:-1]]


def _is_made(path: Path) -> bool:
    folders = path.relative_to(ROOT).parts[:-1]
    return any(folder in _MADE or folder.startswith(".") for folder in folders)
