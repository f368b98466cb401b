"""The check on the changed scenarios finds what it is for, so that its silence means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenario import consistency
from tests.scenario.contradictions import CONTRADICTIONS, broken
from tests.scenario.variants import load

if TYPE_CHECKING:
    from pathlib import Path


def test_shipped_scenario_contradicts_nothing() -> None:
    assert consistency.contradictions(load()) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown_code.observer",
        "unknown_code.request_in_log",
        "said_twice.attendance",
        "said_twice.entry",
        "impossible_time.utc_of_session",
        "impossible_time.utc_of_meeting",
        "impossible_time.entry_before_placement",
        "impossible_time.entry_after_placement",
        "wrong_person.attendance_of_waiting",
        "wrong_person.presence_of_outsider",
        "wrong_person.presence_after_leaving",
        "wrong_person.waiting_member",
        "wrong_person.decided_by_other_than_mentor",
        "wrong_person.enrolled_without_event",
        "unknown_word.score_5",
    ],
)
def test_a_contradiction_is_found(name: str, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken", CONTRADICTIONS[name])

    assert consistency.contradictions(load(folder)) != []
