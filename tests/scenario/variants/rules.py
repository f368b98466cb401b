"""Other rules in `programme.json`: thresholds, lists, switches and the reference date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.scenario.variants.folder import Scenario

    Variant = Callable[[Scenario, Random], None]


def other(part: str, key: str, values: list[object]) -> Variant:
    """Make a variant that gives one rule of the requirements another of these values."""

    def change(scenario: Scenario, random: Random) -> None:
        rule = scenario.rule(part)
        rule[key] = random.choice([value for value in values if value != rule[key]])

    change.__name__ = f"{part}_{key}"
    return change


def renewal(key: str, values: list[object]) -> Variant:
    """Make a variant that gives one rule of the renewal another of these values."""

    def change(scenario: Scenario, random: Random) -> None:
        rule = scenario.programme["renewal"]
        rule[key] = random.choice([value for value in values if value != rule[key]])

    change.__name__ = f"renewal_{key}"
    return change


def other_mandatory_sessions(scenario: Scenario, random: Random) -> None:
    codes = [row["session_code"] for row in scenario.tables["course_sessions"]]
    mandatory = random.sample(codes, random.choice([1, 2, len(codes)]))
    scenario.rule("course")["mandatory_sessions"] = mandatory
    for row in scenario.tables["course_sessions"]:
        row["mandatory"] = str(int(row["session_code"] in mandatory))


def no_mandatory_sessions(scenario: Scenario, random: Random) -> None:
    """Empty the list of the rules only: the rules say what is asked, not the column."""
    scenario.rule("course")["mandatory_sessions"] = []


def code_of_conduct_not_asked(scenario: Scenario, random: Random) -> None:
    scenario.programme["requirements"]["code_of_conduct_signed"] = False


def other_valid_months(scenario: Scenario, random: Random) -> None:
    scenario.programme["certificate"]["valid_months"] = random.choice([1, 12, 30, 60])


def other_reference_date(scenario: Scenario, random: Random) -> None:
    days = random.choice([-1, 1, 15, 16, 75, 76, 167, 168, 400])
    scenario.programme["reference_date"] = str(dt.date(2027, 7, 1) + dt.timedelta(days=days))


def earlier_reference_date(scenario: Scenario, random: Random) -> None:
    """Look from a day before the last facts: those of trainees count, whatever their date."""
    scenario.programme["reference_date"] = random.choice(["2027-06-01", "2027-06-13"])


def more_seats(scenario: Scenario, random: Random) -> None:
    scenario.programme["capacity"] = random.choice([13, 40])


RULES: tuple[Variant, ...] = (
    other("course", "min_sessions", [0, 5, 6, 8, 9]),
    other("course", "counting_statuses", [["present"], []]),
    other("course", "max_makeups_counted", [0, 2, 3]),
    other("course", "makeup_only_for", ["absent_unexcused"]),
    other("placement", "min_approved_minutes", [0, 660, 1260, 1441, 1500, 2400]),
    other(
        "placement",
        "min_entries",
        [
            {},
            {"observe": 3},
            {"observe": 0, "solo_train": 2},
            {"prepare": 3, "evaluate": 2, "co_train": 2},
        ],
    ),
    other("placement", "mid_evaluation_required", [False]),
    other("observation", "min_passed", [0, 2, 3]),
    other("observation", "min_score_each_criterion", [1, 2, 4]),
    other("observation", "observer_must_hold_valid_certificate_on_date", [False]),
    other("observation", "observer_must_differ_from_mentor", [False]),
    other("intervision", "min_meetings", [0, 3, 5, 6]),
    other("intervision", "quorum_participants", [0, 2, 4, 5, 6, 7]),
    other("intervision", "min_minutes", [0, 60, 120, 121]),
    other("intervision", "min_cases_brought", [0, 2]),
    other("intervision", "agreement_signed", [False]),
    other("intervision", "report_must_be_final", [False]),
    renewal("window_days_before_expiry", [0, 74, 75, 356, 400]),
    renewal("dormant_after_days_without_session", [19, 26, 40, 396, 397, 800]),
    renewal("grace_months_after_expiry", [0, 4, 12]),
    renewal(
        "in_validity_period",
        [
            {},
            {"session_given": 0, "observed": 0},
            {"session_given": 10, "intervision": 8, "refresher_day": 3, "observed": 1},
            {"session_given": 2, "refresher_day": 1},
        ],
    ),
    other_mandatory_sessions,
    no_mandatory_sessions,
    code_of_conduct_not_asked,
    other_valid_months,
    other_reference_date,
    earlier_reference_date,
    more_seats,
)
