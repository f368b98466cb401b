"""Other facts of the placements: log entries, evaluations, observations and mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.oracle import CRITERIA
from tests.scenario.variants.folder import fresh, later, some

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Row, Scenario

ACTIVITIES = ("observe", "prepare", "co_train", "solo_train", "evaluate")


def mentor_of(scenario: Scenario, row: Row) -> str:
    return scenario.row("placements", placement_id=row["placement_id"])["mentor_id"]


def decide(scenario: Scenario, row: Row, status: str, note: str = "") -> None:
    row["status"], row["decision_note"] = status, note
    row["decided_by"] = mentor_of(scenario, row)
    row["decided_on"] = row["decided_on"] or later(row["start_local"][:10], 5)


def entries(scenario: Scenario, random: Random, number: int, **cells: str) -> list[Row]:
    return some(random, scenario.rows("placement_log", **cells), number)


def entry_rejected(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 3, status="approved"):
        decide(scenario, row, "rejected", "graag uitgebreider, met “leerpunten”")


def entry_not_decided(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 5, status="approved"):
        row.update(status="submitted", decided_by="", decided_on="", decision_note="")


def pending_entry_approved(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 1, status="submitted"):
        decide(scenario, row, "approved")


def rejected_entry_approved(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 1, status="rejected"):
        decide(scenario, row, "approved")


def minutes_changed(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 6, training_request_id=""):
        row["minutes"] = str(random.choice([1, 45, 119, 181, 240]))


def activity_changed(scenario: Scenario, random: Random) -> None:
    for row in entries(scenario, random, 12, training_request_id=""):
        row["activity"] = random.choice([a for a in ACTIVITIES if a != row["activity"]])


def entry_removed(scenario: Scenario, random: Random) -> None:
    scenario.remove("placement_log", entries(scenario, random, 3, training_request_id=""))


def entry_added(scenario: Scenario, random: Random) -> None:
    for placement in some(random, scenario.tables["placements"], 3):
        code = fresh(scenario, "placement_log", "entry_id", "L")
        begun = later(placement["start_date"], 1)
        scenario.add(
            "placement_log",
            entry_id=code,
            placement_id=placement["placement_id"],
            start_local=f"{begun}T09:00",
            minutes=str(random.choice([30, 60, 90])),
            activity=random.choice(ACTIVITIES),
            description='Twee regels:\n"kennismaken", en afspraken maken',
        )
        row = scenario.row("placement_log", entry_id=code)
        row["status"] = "submitted"
        if random.choice([True, False]):
            decide(scenario, row, "approved")


def mid_evaluation_missing(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["placements"], 3):
        row.update(mid_evaluation_on="", mid_evaluation_result="")


def mid_evaluation_otherwise(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("placements", mid_evaluation_result="op koers"), 3):
        row["mid_evaluation_result"] = "aandachtspunten"


def final_evaluation_missing(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["placements"], 3):
        row.update(final_evaluation_on="", final_evaluation_result="")


def final_evaluation_insufficient(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("placements", final_evaluation_result="voldoende"), 2):
        row["final_evaluation_result"] = "onvoldoende"


def final_evaluation_sufficient(scenario: Scenario, random: Random) -> None:
    for row in scenario.rows("placements", final_evaluation_result="onvoldoende"):
        row["final_evaluation_result"] = "voldoende"


def mentor_changed(scenario: Scenario, random: Random) -> None:
    for placement in some(random, scenario.tables["placements"], 2):
        old = placement["mentor_id"]
        placement["mentor_id"] = random.choice([t for t in ("T1", "T2", "T3", "T4") if t != old])
        log = scenario.rows("placement_log", placement_id=placement["placement_id"])
        for row in [row for row in log if row["decided_by"]]:
            row["decided_by"] = placement["mentor_id"]


def observations(scenario: Scenario, random: Random, number: int = 1) -> list[Row]:
    return some(random, scenario.tables["observations"], number)


def scores_changed(scenario: Scenario, random: Random) -> None:
    for row in observations(scenario, random, 5):
        criterion = random.choice(CRITERIA)
        row[criterion] = random.choice([s for s in "1234" if s != row[criterion]])


def scores_raised(scenario: Scenario, random: Random) -> None:
    for row in scenario.tables["observations"]:
        row.update({criterion: "3" for criterion in CRITERIA if row[criterion] < "3"})


def observed_by_own_mentor(scenario: Scenario, random: Random) -> None:
    for row in observations(scenario, random, 3):
        row["observer_id"] = mentor_of(scenario, row)


def observed_by_another_trainer(scenario: Scenario, random: Random) -> None:
    for row in observations(scenario, random, 3):
        mentor = mentor_of(scenario, row)
        row["observer_id"] = random.choice([t for t in ("T1", "T2", "T3", "T6") if t != mentor])


def observed_by_somebody_without_a_certificate(scenario: Scenario, random: Random) -> None:
    for row in observations(scenario, random, 2):
        row["observer_id"] = "P15"


def observed_around_the_last_valid_day(scenario: Scenario, random: Random) -> None:
    last = scenario.row("trainers", person_id="T5")["valid_until"]
    for row in observations(scenario, random, 4):
        placement = scenario.row("placements", placement_id=row["placement_id"])
        if placement["start_date"] <= last < placement["end_date"]:
            row.update(observer_id="T5", observed_on=later(last, random.choice([0, 1])))


def observed_around_the_first_valid_day(scenario: Scenario, random: Random) -> None:
    for row in observations(scenario, random):
        first = later(row["observed_on"], random.choice([0, 1]))
        row["observer_id"] = "T6"
        scenario.row("trainers", person_id="T6").update(issued_on=first, valid_until="2030-06-01")


def observation_added(scenario: Scenario, random: Random) -> None:
    for placement in some(random, scenario.rows("placements", status="completed"), 2):
        scenario.add(
            "observations",
            observation_id=fresh(scenario, "observations", "observation_id", "O"),
            placement_id=placement["placement_id"],
            observed_on="2027-06-11",
            observer_id=random.choice(["T1", "T2", "T3", "T4"]),
            **dict.fromkeys(CRITERIA, random.choice("34")),
        )


def observation_removed(scenario: Scenario, random: Random) -> None:
    scenario.remove("observations", observations(scenario, random, 2))


PLACEMENT = (
    entry_rejected,
    entry_not_decided,
    pending_entry_approved,
    rejected_entry_approved,
    minutes_changed,
    activity_changed,
    entry_removed,
    entry_added,
    mid_evaluation_missing,
    mid_evaluation_otherwise,
    final_evaluation_missing,
    final_evaluation_insufficient,
    final_evaluation_sufficient,
    mentor_changed,
    scores_changed,
    scores_raised,
    observed_by_own_mentor,
    observed_by_another_trainer,
    observed_by_somebody_without_a_certificate,
    observed_around_the_last_valid_day,
    observed_around_the_first_valid_day,
    observation_added,
    observation_removed,
)
