"""Every link between documents leads to a file and a heading that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINK = re.compile(r"\]\(([^)\s]+)\)")
# What speaks of this project, not of where its data came from.
DOCUMENTS = [
    path
    for path in reading.markdown()
    if path.parent == reading.ROOT or reading.DOCS in path.parents
]
# Made when the program runs.
NOT_THERE = {"var/"}


def _name(path: Path) -> str:
    return str(path.relative_to(reading.ROOT))


def _links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the anchor of every link that leaves neither the project nor the page."""
    words = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in _LINK.findall(words):
        if "://" not in link and not link.startswith("mailto:"):
            name, _sign, anchor = link.partition("#")
            yield name, anchor


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", reading.markdown(), ids=_name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for name, anchor in _links(path):
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(f"{name}#{anchor}")

    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_files_that_are_named_are_there(path: Path) -> None:
    words = reading.code_words(path.read_text(encoding="utf-8"))
    named = {word for word in words if re.fullmatch(r"[a-z.][\w.]*/[\w./-]*", word)} - NOT_THERE

    assert [name for name in sorted(named) if not (reading.ROOT / name).exists()] == []


def test_every_document_is_reached_from_the_readme() -> None:
    linked = {
        (reading.ROOT / name).resolve() for name, _anchor in _links(reading.ROOT / "README.md")
    }
    documents = [path for path in reading.DOCS.glob("*.md") if path not in linked]

    assert documents == []
    assert reading.DOCS / "decisions" in linked


def test_decisions_are_numbered_in_one_row() -> None:
    names = sorted(path.name for path in (reading.DOCS / "decisions").iterdir())

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_links_find_a_heading_that_is_gone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One heading, with a comma\n[there](#one-heading-with-a-comma)\n")

    assert list(_links(page)) == [("", "one-heading-with-a-comma")]
    assert _anchors(page) == {"one-heading-with-a-comma"}
