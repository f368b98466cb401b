"""The README's two lines are those that are run, with files that are there."""

from __future__ import annotations

import os
import re
from xml.etree import ElementTree as ET

import pytest

from tests import picture
from tests.docs import reading

_SVG = "{http://www.w3.org/2000/svg}"


def _lines() -> tuple[str, str]:
    """Return the README's line for the demo and its line for the tests."""
    indented = re.findall(r"^    (.+)$", reading.text("README.md"), re.MULTILINE)
    [demo, test] = [line for line in indented if line.startswith("python3 -m venv")]
    return demo, test


def test_test_line_is_what_the_whole_check_runs() -> None:
    _demo, test = _lines()

    assert test in reading.text(".ci/run").splitlines()


def test_short_names_run_the_same_lines() -> None:
    demo, test = _lines()
    recipes = reading.text("justfile").splitlines()

    assert f"    {demo} {{{{ arguments }}}}" in recipes
    assert f"    {test} {{{{ arguments }}}}" in recipes


def test_lines_name_files_that_are_there() -> None:
    names = re.findall(r"[\w/]+\.(?:lock|py)\b", " ".join(_lines()))

    assert sorted(set(names)) == ["manage.py", "requirements/run.lock", "requirements/test.lock"]
    assert [name for name in names if not (reading.ROOT / name).is_file()] == []


def test_whole_check_can_be_run() -> None:
    assert os.access(reading.ROOT / ".ci" / "run", os.X_OK)


def test_picture_says_what_it_shows_and_fetches_nothing() -> None:
    words = reading.text("docs/demo.svg")
    drawing = ET.fromstring(words)  # noqa: S314 -- our own file

    assert drawing.findtext(f"{_SVG}title")
    assert drawing.findtext(f"{_SVG}desc")
    assert set(re.findall(r"https?://[^\s\"')]+", words)) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in words
    assert "url(h" not in words


@pytest.mark.django_db
def test_picture_is_that_of_the_demo() -> None:
    # Where this fails the demo shows something else: `python -m tests.picture` makes it anew.
    assert picture.made() == reading.text("docs/demo.svg")
