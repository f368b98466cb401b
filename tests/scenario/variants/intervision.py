"""Other facts of intervision: who was there, meetings, reports, cases and memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.variants.folder import lasting, some

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Row, Scenario


STATUSES = ("present", "late", "absent_excused", "absent_unexcused")


def attendance_at_meetings_changed(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["intervision_attendance"], 6):
        row["status"] = random.choice([s for s in STATUSES if s != row["status"]])


def late_at_meetings(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("intervision_attendance", status="present"), 10):
        row["status"] = "late"


def meeting_attendance_not_recorded(scenario: Scenario, random: Random) -> None:
    rows = some(random, scenario.tables["intervision_attendance"], 4)
    scenario.remove("intervision_attendance", rows)


def meeting_on_the_edge_of_its_quorum(scenario: Scenario, random: Random) -> None:
    for meeting in some(random, scenario.tables["intervision_meetings"], 2):
        code = meeting["meeting_code"]
        there = scenario.rows("intervision_attendance", meeting_code=code, status="present")
        for row in there[random.choice([2, 3]) :]:
            row["status"] = "absent_excused"


def meetings(scenario: Scenario, random: Random, number: int) -> list[Row]:
    return some(random, scenario.tables["intervision_meetings"], number)


def report_not_final(scenario: Scenario, random: Random) -> None:
    for row in meetings(scenario, random, 2):
        row["report_finalised_on"] = ""


def meeting_still_planned(scenario: Scenario, random: Random) -> None:
    for row in meetings(scenario, random, 2):
        row.update(status="planned", report_finalised_on="")


def meeting_cancelled(scenario: Scenario, random: Random) -> None:
    for row in meetings(scenario, random, 2):
        row.update(status="cancelled", report_finalised_on="")
        cells = {"meeting_code": row["meeting_code"]}
        for table in ("intervision_attendance", "intervision_cases"):
            scenario.remove(table, scenario.rows(table, **cells))


def meeting_cancelled_but_attended(scenario: Scenario, random: Random) -> None:
    for row in meetings(scenario, random, 1):
        row.update(status="cancelled", report_finalised_on="")


def meeting_shortened(scenario: Scenario, random: Random) -> None:
    for row in meetings(scenario, random, 3):
        row.update(lasting(row["start_local"], random.choice([45, 60, 89, 90])))


def agreement_not_signed(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["intervision_members"], 2):
        row["agreement_signed_on"] = ""


def bring(scenario: Scenario, meeting: str, person: str) -> None:
    last = max(int(r["seq"]) for r in scenario.rows("intervision_cases", meeting_code=meeting))
    scenario.add(
        "intervision_cases",
        meeting_code=meeting,
        seq=str(last + 1),
        case_bringer_id=person,
        method="incidentmethode",
        title_anonymised="Wie zegt het, en „hoe”?",
    )


def bringing_meeting(scenario: Scenario, random: Random, member: Row) -> list[str]:
    """Find a meeting with a case already, of the same group, that this member does not chair."""
    brought = {row["meeting_code"] for row in scenario.tables["intervision_cases"]}
    held = scenario.rows("intervision_meetings", group_code=member["group_code"])
    fitting = [
        row
        for row in held
        if row["meeting_code"] in brought and row["chair_id"] != member["person_id"]
        if member["joined_on"] <= row["start_local"][:10] < (member["left_on"] or "9")
    ]
    return [row["meeting_code"] for row in some(random, fitting)]


def case_added(scenario: Scenario, random: Random) -> None:
    for member in some(random, scenario.tables["intervision_members"], 4):
        for meeting in bringing_meeting(scenario, random, member):
            bring(scenario, meeting, member["person_id"])


def case_removed(scenario: Scenario, random: Random) -> None:
    last_first = [row for row in scenario.tables["intervision_cases"] if row["seq"] == "1"]
    for row in some(random, last_first, 3):
        if len(scenario.rows("intervision_cases", meeting_code=row["meeting_code"])) == 1:
            scenario.remove("intervision_cases", [row])


def guide_instead_of(scenario: Scenario, person: str, since: str) -> None:
    """Let the guide chair what this person would have chaired since that day."""
    for meeting in scenario.rows("intervision_meetings", chair_id=person):
        if meeting["start_local"] >= since:
            group = scenario.row("intervision_groups", group_code=meeting["group_code"])
            meeting["chair_id"] = group["guide_id"]


def absent_since(scenario: Scenario, person: str, since: str) -> None:
    """Take a person out of every meeting since that day."""
    held = scenario.tables["intervision_meetings"]
    codes = {row["meeting_code"] for row in held if row["start_local"] >= since}
    columns = {"intervision_attendance": "person_id", "intervision_cases": "case_bringer_id"}
    for table, column in columns.items():
        own = scenario.rows(table, **{column: person})
        scenario.remove(table, [row for row in own if row["meeting_code"] in codes])
    guide_instead_of(scenario, person, since)


def member_left(scenario: Scenario, random: Random) -> None:
    for member in some(random, scenario.rows("intervision_members", group_code="IG-A", left_on="")):
        member["left_on"] = "2027-05-20"
        absent_since(scenario, member["person_id"], "2027-05-20")


def member_joined_later(scenario: Scenario, random: Random) -> None:
    members = scenario.rows("intervision_members", group_code="IG-A", left_on="")
    idle = [row for row in members if not scenario.rows("intervision_cases", **first_case(row))]
    for member in some(random, idle):
        member.update(joined_on="2027-02-20", agreement_signed_on="2027-02-20")
        early = {"meeting_code": "A1", "person_id": member["person_id"]}
        rows = scenario.rows("intervision_attendance", **early)
        scenario.remove("intervision_attendance", rows)


def first_case(member: Row) -> Row:
    return {"meeting_code": "A1", "case_bringer_id": member["person_id"]}


INTERVISION = (
    attendance_at_meetings_changed,
    late_at_meetings,
    meeting_attendance_not_recorded,
    meeting_on_the_edge_of_its_quorum,
    report_not_final,
    meeting_still_planned,
    meeting_cancelled,
    meeting_cancelled_but_attended,
    meeting_shortened,
    agreement_not_signed,
    case_added,
    case_removed,
    member_left,
    member_joined_later,
)
