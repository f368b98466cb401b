"""Another course of enrolment: who cancels, moves up, withdraws or never gets a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.variants.folder import some
from tests.scenario.variants.intervision import absent_since

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Row, Scenario

# Where a trainee's facts name the trainee, but for the enrolment itself.
PERSON_COLUMNS = {
    "course_attendance": "person_id",
    "makeup_assignments": "person_id",
    "placements": "person_id",
    "final_assignments": "person_id",
    "intervision_members": "person_id",
    "intervision_attendance": "person_id",
    "intervision_cases": "case_bringer_id",
    "intervision_meetings": "chair_id",
    "training_requests": "trainee_id",
}
ALWAYS = "0000"


def happened(scenario: Scenario, enrolment: Row, at: str, event: str, actor: str) -> None:
    cells = {"enrolment_id": enrolment["enrolment_id"], "at_local": at, "event": event}
    scenario.add("enrolment_events", **cells, actor_id=actor)


def waiting(scenario: Scenario) -> list[Row]:
    rows = scenario.rows("enrolments", status="waitlisted")
    return sorted(rows, key=lambda row: int(row["waitlist_position"]))


def renumber(scenario: Scenario) -> None:
    for position, row in enumerate(waiting(scenario), start=1):
        row["waitlist_position"] = str(position)


def enrolled_in_the_large_group(scenario: Scenario, random: Random) -> list[Row]:
    """Pick somebody who never waited, and whose leaving does not make the group too small."""
    members = {row["person_id"] for row in scenario.rows("intervision_members", group_code="IG-A")}
    offered = {row["enrolment_id"] for row in scenario.rows("enrolment_events", event="offered")}
    rows = scenario.rows("enrolments", status="enrolled")
    return some(
        random,
        [r for r in rows if r["person_id"] in members and r["enrolment_id"] not in offered],
    )


def forget_since(scenario: Scenario, person: str, since: str) -> None:
    """Take away what a person would have done from that day on, and cut the placement there."""
    sessions = scenario.tables["course_sessions"]
    codes = {row["session_code"] for row in sessions if row["start_local"] >= since}
    own = scenario.rows("course_attendance", person_id=person)
    scenario.remove("course_attendance", [row for row in own if row["session_code"] in codes])
    for table in ("makeup_assignments", "final_assignments"):
        late = [r for r in scenario.rows(table, person_id=person) if r["assessed_on"] >= since]
        pending = scenario.rows(table, person_id=person, assessed_on="")
        scenario.remove(table, late + pending)
    for row in scenario.rows("training_requests", trainee_id=person):
        row["trainee_id"] = "" if row["start_local"] >= since else person
    absent_since(scenario, person, since)


def cut_placement(scenario: Scenario, placement: Row, since: str) -> None:
    code = {"placement_id": placement["placement_id"]}
    log = scenario.rows("placement_log", **code)
    late = [r for r in log if r["start_local"] >= since or r["decided_on"] >= since]
    scenario.remove("placement_log", late)
    seen = scenario.rows("observations", **code)
    scenario.remove("observations", [row for row in seen if row["observed_on"] >= since])
    for moment in ("mid_evaluation", "final_evaluation"):
        if placement[f"{moment}_on"] >= since:
            placement.update({f"{moment}_on": "", f"{moment}_result": ""})
    placement.update(end_date=since, status="terminated")


def remove_placement(scenario: Scenario, placement: Row) -> None:
    for table in ("placement_log", "observations", "placements"):
        rows = scenario.rows(table, placement_id=placement["placement_id"])
        scenario.remove(table, rows)


def hand_over(scenario: Scenario, old: str, new: str) -> None:
    """Let another person have done everything that this one did as a trainee."""
    for table, column in PERSON_COLUMNS.items():
        for row in scenario.rows(table, **{column: old}):
            row[column] = new


def trainee_withdraws(scenario: Scenario, random: Random) -> None:
    on = random.choice(["2027-04-25", "2027-05-30"])
    for enrolment in enrolled_in_the_large_group(scenario, random):
        person = enrolment["person_id"]
        enrolment["status"] = "withdrawn"
        happened(scenario, enrolment, f"{on}T20:00", "withdrawn", person)
        forget_since(scenario, person, on)
        for placement in scenario.rows("placements", person_id=person):
            cut_placement(scenario, placement, on)
        for member in scenario.rows("intervision_members", person_id=person):
            member["left_on"] = min(member["left_on"] or on, on)


def pass_seat_on(scenario: Scenario, random: Random) -> list[tuple[str, str]]:
    """Let somebody cancel before the start, and the first on the waiting list accept the seat."""
    passed = []
    first = waiting(scenario)[:1]
    for new, old in zip(first, enrolled_in_the_large_group(scenario, random), strict=False):
        happened(scenario, old, "2027-01-25T10:00", "cancelled", old["person_id"])
        happened(scenario, new, "2027-01-25T10:15", "offered", "O1")
        happened(scenario, new, "2027-01-26T09:00", "enrolled", new["person_id"])
        old["status"] = "cancelled"
        new.update(status="enrolled", waitlist_position="", code_of_conduct_signed_on="2027-01-27")
        passed.append((old["person_id"], new["person_id"]))
    renumber(scenario)
    return passed


def seat_passed_on(scenario: Scenario, random: Random) -> None:
    for old, new in pass_seat_on(scenario, random):
        hand_over(scenario, old, new)


def seat_passed_on_to_somebody_who_never_came(scenario: Scenario, random: Random) -> None:
    for old, _ in pass_seat_on(scenario, random):
        forget_since(scenario, old, ALWAYS)
        for placement in scenario.rows("placements", person_id=old):
            remove_placement(scenario, placement)
        memberships = scenario.rows("intervision_members", person_id=old)
        scenario.remove("intervision_members", memberships)


def waiting_person_cancels(scenario: Scenario, random: Random) -> None:
    for enrolment in some(random, waiting(scenario)):
        happened(scenario, enrolment, "2027-01-24T09:00", "cancelled", enrolment["person_id"])
        enrolment.update(status="cancelled", waitlist_position="")
    renumber(scenario)


def nobody_cancels(scenario: Scenario, random: Random) -> None:
    """Let P12 keep the seat, and P13 stay first on the waiting list."""
    stays, waits = (scenario.row("enrolments", enrolment_id=code) for code in ("E05", "E13"))
    events = scenario.tables["enrolment_events"]
    late = [row for row in events if row["at_local"] > "2027-01-20"]
    ours = [row for row in late if row["enrolment_id"] in {"E05", "E13"}]
    moved_up = [row for row in late if row["event"] == "offered" and row not in ours]
    if moved_up or waits["status"] != "enrolled":
        return
    scenario.remove("enrolment_events", ours)
    stays["status"] = "enrolled"
    waits.update(status="waitlisted", waitlist_position="0", code_of_conduct_signed_on="")
    renumber(scenario)
    hand_over(scenario, waits["person_id"], stays["person_id"])


def code_of_conduct_not_signed(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("enrolments", status="enrolled"), 2):
        row["code_of_conduct_signed_on"] = ""


ENROLMENT = (
    trainee_withdraws,
    seat_passed_on,
    seat_passed_on_to_somebody_who_never_came,
    waiting_person_cancels,
    nobody_cancels,
    code_of_conduct_not_signed,
)
