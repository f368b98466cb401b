"""Every promise about calendars rests on tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_TEXT = (ROOT / "docs" / "calendar-checks.md").read_text()
LINES = re.findall(r"^\| ([0-9]+) \| (.+) \| (.+) \|$", _TEXT, re.MULTILINE)


def test_promises_are_numbered_in_one_row_and_each_rests_on_a_test() -> None:
    assert [int(number) for number, _promise, _tests in LINES] == list(range(1, 42))
    assert all(re.search(r"`test_\w+`", tests) for _number, _promise, tests in LINES)


def test_tests_that_are_named_are_there() -> None:
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(), re.MULTILINE)
    }
    named = {name for line in LINES for name in re.findall(r"`(\w+)`", line[2])}
    assert named - known == set()
