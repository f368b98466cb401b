"""The evaluation of the tests gives the answer key, and each rule switched off its own change."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.scenario import oracle
from tests.scenario.variants import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWERS: dict[str, Any] = json.loads((folder.SHIPPED / "expected_results.json").read_text("utf-8"))


def without_make_ups(scenario: folder.Scenario) -> None:
    scenario.rule("course")["max_makeups_counted"] = 0


def without_mandatory_sessions(scenario: folder.Scenario) -> None:
    scenario.rule("course")["mandatory_sessions"] = []


def with_pending_entries_approved(scenario: folder.Scenario) -> None:
    for row in scenario.rows("placement_log", status="submitted"):
        row["status"] = "approved"


def with_any_observer(scenario: folder.Scenario) -> None:
    scenario.rule("observation")["observer_must_hold_valid_certificate_on_date"] = False


def with_own_mentor(scenario: folder.Scenario) -> None:
    scenario.rule("observation")["observer_must_differ_from_mentor"] = False


def with_any_observer_or_mentor(scenario: folder.Scenario) -> None:
    with_any_observer(scenario)
    with_own_mentor(scenario)


def without_quorum(scenario: folder.Scenario) -> None:
    scenario.rule("intervision")["quorum_participants"] = 0


def without_cases(scenario: folder.Scenario) -> None:
    scenario.rule("intervision")["min_cases_brought"] = 0


SWITCHES: dict[str, Callable[[folder.Scenario], None]] = {
    "makeup": without_make_ups,
    "mandatory": without_mandatory_sessions,
    "approval": with_pending_entries_approved,
    "observer_valid": with_any_observer,
    "observer_independent": with_own_mentor,
    "quorum": without_quorum,
    "case": without_cases,
    "observer_valid+observer_independent": with_any_observer_or_mentor,
}


def test_oracle_gives_the_answer_key() -> None:
    assert oracle.evaluate(folder.SHIPPED) == oracle.in_one_order(ANSWERS)


def test_every_switch_of_the_answer_key_is_tried() -> None:
    assert SWITCHES.keys() == ANSWERS["sensitivity"].keys()


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_rule_switched_off_changes_exactly_these_outcomes(switch: str, tmp_path: Path) -> None:
    scenario = folder.load()
    SWITCHES[switch](scenario)
    folder.write(scenario, tmp_path)

    certified = oracle.evaluate(tmp_path)["certified"]

    assert isinstance(certified, list)
    assert sorted({*certified} ^ {*ANSWERS["certified"]}) == ANSWERS["sensitivity"][switch]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29", 36, "2027-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2027-03-16", 0, "2027-03-16"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_after_stays_in_the_month(start: str, months: int, end: str) -> None:
    assert oracle.months_after(oracle.day(start), months) == dt.date.fromisoformat(end)


def test_a_folder_written_back_says_the_same(tmp_path: Path) -> None:
    folder.write(folder.load(), tmp_path, newline="\r\n")

    assert oracle.read(tmp_path) == oracle.read(folder.SHIPPED)
