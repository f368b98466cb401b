"""Other facts of the pool: the ledger, certificates, regions and requests of local groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.variants.folder import later, some

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Row, Scenario

KINDS = ("session_given", "intervision", "refresher_day", "observed")
# The certificates of T5 and T6: nobody's mentor, and leading nothing in this run.
FREE = ("T5", "T6")


def record(scenario: Scenario, person: str, day: str, kind: str, reference: str = "") -> None:
    """Add a row to the ledger, unless that person has one of that kind on that day."""
    cells = {"person_id": person, "date": day, "kind": kind}
    if not scenario.rows("trainer_activity", **cells):
        scenario.add("trainer_activity", **cells, reference=reference)


def boundaries(scenario: Scenario, trainer: Row) -> list[str]:
    edges = (trainer["issued_on"], trainer["valid_until"], scenario.programme["reference_date"])
    return [later(edge, days) for edge in edges for days in (-1, 0, 1)]


def ledger_grows(scenario: Scenario, random: Random) -> None:
    for trainer in some(random, scenario.tables["trainers"], 3):
        day = later(trainer["issued_on"], random.randrange(900))
        record(scenario, trainer["person_id"], day, random.choice(KINDS), "elders gegeven")


def ledger_grows_on_the_edges(scenario: Scenario, random: Random) -> None:
    for trainer in some(random, scenario.tables["trainers"], 4):
        day = random.choice(boundaries(scenario, trainer))
        record(scenario, trainer["person_id"], day, random.choice(KINDS[:2]))


def ledger_shrinks(scenario: Scenario, random: Random) -> None:
    rows = some(random, scenario.rows("trainer_activity", reference=""), 6)
    scenario.remove("trainer_activity", rows)


def ledger_without_a_session(scenario: Scenario, random: Random) -> None:
    """Leave out a session that somebody led: the ledger is whole, so it does not count."""
    referring = [row for row in scenario.tables["trainer_activity"] if row["reference"]]
    scenario.remove("trainer_activity", some(random, referring, 2))


def ledger_rows_move(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("trainer_activity", reference=""), 4):
        trainer = scenario.row("trainers", person_id=row["person_id"])
        scenario.remove("trainer_activity", [row])
        day = random.choice(boundaries(scenario, trainer))
        record(scenario, row["person_id"], day, row["kind"])


def other_training_on_a_session_day(scenario: Scenario, random: Random) -> None:
    referring = [row for row in scenario.tables["trainer_activity"] if row["reference"]]
    for row in some(random, referring, 2):
        scenario.add("trainer_activity", **(row | {"reference": ""}))


def trainer_in_two_regions(scenario: Scenario, random: Random) -> None:
    for trainer in some(random, scenario.tables["trainers"], 2):
        own = trainer["region_codes"]
        codes = [row["code"] for row in scenario.tables["regions"] if row["code"] not in own]
        trainer["region_codes"] = ";".join([own, *random.sample(codes, 1)])


def trainer_moves_region(scenario: Scenario, random: Random) -> None:
    for trainer in some(random, scenario.tables["trainers"], 2):
        codes = [row["code"] for row in scenario.tables["regions"]]
        trainer["region_codes"] = random.choice(codes)


def validity(scenario: Scenario, person: str, issued_on: str, valid_until: str) -> None:
    dates = {"issued_on": issued_on, "valid_until": valid_until}
    scenario.row("trainers", person_id=person).update(dates)


def certificate_of_29_february(scenario: Scenario, random: Random) -> None:
    validity(scenario, random.choice(FREE), "2024-02-29", "2027-02-28")
    scenario.programme["renewal"]["grace_months_after_expiry"] = random.choice([4, 5, 12])


def certificate_of_31_august(scenario: Scenario, random: Random) -> None:
    validity(scenario, random.choice(FREE), "2023-08-31", "2026-08-31")
    scenario.programme["renewal"]["grace_months_after_expiry"] = random.choice([6, 10, 12])


def grace_ends_in_a_shorter_month(scenario: Scenario, random: Random) -> None:
    """End on 31 March with three months grace: 30 June is the last day of it."""
    validity(scenario, random.choice(FREE), "2024-03-31", "2027-03-31")
    scenario.programme["renewal"]["grace_months_after_expiry"] = 3
    scenario.programme["reference_date"] = random.choice(["2027-06-30", "2027-07-01"])


def certificate_ends_about_now(scenario: Scenario, random: Random) -> None:
    ends = later(scenario.programme["reference_date"], random.choice([-1, 0, 1]))
    validity(scenario, random.choice(FREE), "2024-09-01", ends)


def session_about_long_enough_ago(scenario: Scenario, random: Random) -> None:
    ago = scenario.programme["renewal"]["dormant_after_days_without_session"]
    day = later(scenario.programme["reference_date"], -ago - random.choice([0, 1]))
    validity(scenario, "T6", "2025-01-01", "2029-01-01")
    for row in scenario.rows("trainer_activity", person_id="T6", kind="session_given"):
        row["date"] = min(row["date"], day)
    record(scenario, "T6", day, "session_given")


def trainer_added(scenario: Scenario, random: Random) -> None:
    person = {"person_id": "T7", "first_name": "Xandra", "infix": "", "last_name": "Yoghurt"}
    mail = {"email": "xandra.yoghurt@example.org", "roles": "trainer", "local_group_code": "LG-RLK"}
    scenario.add("people", **person, **mail)
    scenario.add(
        "trainers",
        person_id="T7",
        certificate_number="TTT-2026-0001",
        issued_on="2026-02-28",
        valid_until="2029-02-28",
        region_codes="RLK;WAL",
        topics="begroting;media",
    )
    for kind in random.sample(KINDS, 2):
        record(scenario, "T7", "2027-01-16", kind)


def region_added(scenario: Scenario, random: Random) -> None:
    cells = {"code": "NWG", "name": "’t Nieuwe Gewest, noord", "pilot_region": "0"}
    scenario.add("regions", **cells, school_holiday_region="noord")


def request_cancelled(scenario: Scenario, random: Random) -> None:
    for request in some(random, scenario.rows("training_requests", status="delivered")):
        code = request["request_id"]
        scenario.remove("trainer_activity", scenario.rows("trainer_activity", reference=code))
        for row in scenario.rows("placement_log", training_request_id=code):
            row["training_request_id"] = ""
        request.update(status="cancelled", start_local="", end_local="")
        request.update(trainer_id="", trainee_id="")


def request_delivered(scenario: Scenario, random: Random) -> None:
    for request in some(random, scenario.rows("training_requests", status="new")):
        request.update(status="delivered", trainer_id="T4")
        request.update(start_local="2027-06-19T13:00", end_local="2027-06-19T16:00")
        record(scenario, "T4", "2027-06-19", "session_given", request["request_id"])


TRAINERS = (
    ledger_grows,
    ledger_grows_on_the_edges,
    ledger_shrinks,
    ledger_without_a_session,
    ledger_rows_move,
    other_training_on_a_session_day,
    trainer_in_two_regions,
    trainer_moves_region,
    certificate_of_29_february,
    certificate_of_31_august,
    grace_ends_in_a_shorter_month,
    certificate_ends_about_now,
    session_about_long_enough_ago,
    trainer_added,
    region_added,
    request_cancelled,
    request_delivered,
)
