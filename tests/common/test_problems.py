"""Which problems stop, which can be passed over, and that all of them are told at once."""

from __future__ import annotations

import pytest

from common.problems import Problem, Refused, approval, refuse_if, warning
from tests.refusals import refuses

BLOCKER = Problem("a.blocker", "No.")
APPROVAL = approval("an.approval", "Only with a reason.")
WARNING = warning("a.warning", "Think twice.")


def test_nothing_wrong_passes() -> None:
    assert refuse_if([]) == []


def test_warning_never_stops() -> None:
    assert refuse_if([WARNING]) == [WARNING]


def test_approval_stops_without_a_reason() -> None:
    with refuses("an.approval", "a.warning"):
        refuse_if([APPROVAL, WARNING])


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_empty_reason_is_no_reason(reason: str) -> None:
    with refuses("an.approval"):
        refuse_if([APPROVAL], override=reason)


def test_approval_is_passed_with_a_reason() -> None:
    assert refuse_if([APPROVAL, WARNING], override="She may.") == [APPROVAL, WARNING]


def test_blocker_always_stops_and_everything_is_told_at_once() -> None:
    with refuses("a.blocker", "an.approval", "a.warning"):
        refuse_if([BLOCKER, APPROVAL, WARNING], override="She may.")


def test_refusal_reads_as_its_codes_and_sentences() -> None:
    assert str(Refused([BLOCKER, WARNING])) == "a.blocker: No.; a.warning: Think twice."


def test_field_is_kept() -> None:
    assert approval("a", "A.", "field").field == "field"
    assert warning("a", "A.", "other").field == "other"
