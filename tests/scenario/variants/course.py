"""Other facts of the course: attendance, make-ups, sessions and final assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.variants.folder import lasting, later, some

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Row, Scenario

STATUSES = ("present", "late", "absent_excused", "absent_unexcused")


def mark(row: Row, status: str) -> None:
    row["status"] = status
    row["minutes_late"] = "10" if status == "late" else ""


def made_up(scenario: Scenario, row: Row) -> bool:
    key = {"person_id": row["person_id"], "session_code": row["session_code"]}
    return bool(scenario.rows("makeup_assignments", **key))


def without_make_up(scenario: Scenario, random: Random, number: int = 1, **cells: str) -> list[Row]:
    rows = scenario.rows("course_attendance", **cells)
    return some(random, [row for row in rows if not made_up(scenario, row)], number)


def absences_made_up(scenario: Scenario) -> list[Row]:
    return [row for row in scenario.tables["course_attendance"] if made_up(scenario, row)]


def submit_make_up(scenario: Scenario, row: Row, result: str) -> None:
    session = scenario.row("course_sessions", session_code=row["session_code"])
    held = session["start_local"][:10]
    scenario.add(
        "makeup_assignments",
        person_id=row["person_id"],
        session_code=row["session_code"],
        submitted_on=later(held, 5),
        assessed_on=later(held, 9),
        assessed_by=session["lead_trainer_id"],
        result=result,
    )


def attendance_changed(scenario: Scenario, random: Random) -> None:
    for row in without_make_up(scenario, random, 8):
        mark(row, random.choice([status for status in STATUSES if status != row["status"]]))


def mandatory_session_missed(scenario: Scenario, random: Random) -> None:
    for row in without_make_up(scenario, random, session_code="S8"):
        mark(row, random.choice(STATUSES[2:]))


def everybody_late(scenario: Scenario, random: Random) -> None:
    for row in without_make_up(scenario, random, 99, session_code="S1"):
        mark(row, "late")


def attendance_not_recorded(scenario: Scenario, random: Random) -> None:
    scenario.remove("course_attendance", without_make_up(scenario, random, 4))


def make_up_added(scenario: Scenario, random: Random) -> None:
    for row in without_make_up(scenario, random, 2, status="absent_excused"):
        submit_make_up(scenario, row, random.choice(["goedgekeurd", "onvoldoende"]))


def make_up_of_a_mandatory_session(scenario: Scenario, random: Random) -> None:
    for row in without_make_up(scenario, random, session_code=random.choice(["S1", "S8"])):
        mark(row, "absent_excused")
        submit_make_up(scenario, row, "goedgekeurd")


def make_up_of_an_unexcused_absence(scenario: Scenario, random: Random) -> None:
    for row in some(random, absences_made_up(scenario)):
        mark(row, "absent_unexcused")


def make_up_of_an_attended_session(scenario: Scenario, random: Random) -> None:
    for row in some(random, absences_made_up(scenario)):
        mark(row, "present")


def second_make_up_approved(scenario: Scenario, random: Random) -> None:
    for row in scenario.rows("makeup_assignments", result="onvoldoende"):
        row["result"] = "goedgekeurd"


def make_up_insufficient(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("makeup_assignments", result="goedgekeurd")):
        row["result"] = "onvoldoende"


def make_up_not_assessed(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["makeup_assignments"]):
        row.update(assessed_on="", assessed_by="", result="")


def session_removed(scenario: Scenario, random: Random) -> None:
    code = random.choice(["S2", "S3", "S5", "S6"])
    for table in ("course_sessions", "course_attendance", "makeup_assignments"):
        scenario.remove(table, scenario.rows(table, session_code=code))
    scenario.remove("trainer_activity", scenario.rows("trainer_activity", reference=code))
    rule = scenario.rule("course")
    rule["of"] = len(scenario.tables["course_sessions"])
    rule["mandatory_sessions"] = [s for s in rule["mandatory_sessions"] if s != code]


def session_added(scenario: Scenario, random: Random) -> None:
    first = scenario.tables["course_sessions"][0]
    leads = {"lead_trainer_id": first["lead_trainer_id"], "co_trainer_id": ""}
    new = {"session_code": "S9", "title": "Terugkomdag", "mandatory": "0"}
    scenario.add("course_sessions", **(first | leads | new | lasting("2027-06-26T10:00", 210)))
    for row in scenario.rows("enrolments", status="enrolled"):
        person = row["person_id"]
        scenario.add("course_attendance", session_code="S9", person_id=person, status="present")
    scenario.add(
        "trainer_activity",
        person_id=leads["lead_trainer_id"],
        date="2027-06-26",
        kind="session_given",
        reference="S9",
    )
    scenario.rule("course")["of"] = len(scenario.tables["course_sessions"])


def session_moved_to_the_day_of_summer_time(scenario: Scenario, random: Random) -> None:
    session = scenario.row("course_sessions", session_code="S4")
    session.update(lasting("2027-03-28T10:00", 210))
    for row in scenario.rows("trainer_activity", reference="S4"):
        row["date"] = "2027-03-28"


def session_held_online(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("course_sessions", delivery="in_person")):
        row.update(delivery="online", venue="Online", municipality_code="", break_minutes="0")


def final_assignment_missing(scenario: Scenario, random: Random) -> None:
    scenario.remove("final_assignments", some(random, scenario.tables["final_assignments"]))


def final_assignment_insufficient(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["final_assignments"], 2):
        row["result"] = "onvoldoende"


def final_assignment_not_assessed(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["final_assignments"], 2):
        row.update(assessed_by="", assessed_on="", result="")


def final_assignment_added(scenario: Scenario, random: Random) -> None:
    done = {row["person_id"] for row in scenario.tables["final_assignments"]}
    enrolled = scenario.rows("enrolments", status="enrolled")
    for row in some(random, [row for row in enrolled if row["person_id"] not in done]):
        scenario.add(
            "final_assignments",
            person_id=row["person_id"],
            title="Draaiboek: “ja, maar…”, deel 1",
            submitted_on="2027-06-10",
            assessed_by="T1",
            assessed_on="2027-06-14",
            result="goedgekeurd",
        )


COURSE = (
    attendance_changed,
    mandatory_session_missed,
    everybody_late,
    attendance_not_recorded,
    make_up_added,
    make_up_of_a_mandatory_session,
    make_up_of_an_unexcused_absence,
    make_up_of_an_attended_session,
    second_make_up_approved,
    make_up_insufficient,
    make_up_not_assessed,
    session_removed,
    session_added,
    session_moved_to_the_day_of_summer_time,
    session_held_online,
    final_assignment_missing,
    final_assignment_insufficient,
    final_assignment_not_assessed,
    final_assignment_added,
)
