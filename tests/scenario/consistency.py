"""What a scenario of the tests may not contradict: a check on the changes, not on the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenario.oracle import CRITERIA
from tests.scenario.variants.folder import lasting
from tests.scenario.variants.writing import PERSON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scenario.variants.folder import Row, Scenario

# The statuses that each last event of an enrolment leads to.
AFTER = {"applied": "applied", "offered": "offered"}
KEYS = {
    "people": ("person_id",),
    "enrolments": ("enrolment_id",),
    "course_sessions": ("session_code",),
    "course_attendance": ("session_code", "person_id"),
    "makeup_assignments": ("session_code", "person_id"),
    "placements": ("placement_id",),
    "placement_log": ("entry_id",),
    "observations": ("observation_id",),
    "intervision_members": ("group_code", "person_id"),
    "intervision_attendance": ("meeting_code", "person_id"),
    "intervision_cases": ("meeting_code", "seq"),
    "trainers": ("person_id",),
}
REFERENCES = {
    "session_code": ("course_sessions", "session_code"),
    "meeting_code": ("intervision_meetings", "meeting_code"),
    "group_code": ("intervision_groups", "group_code"),
    "placement_id": ("placements", "placement_id"),
    "enrolment_id": ("enrolments", "enrolment_id"),
    "local_group_code": ("local_groups", "code"),
    "region_code": ("regions", "code"),
    "training_request_id": ("training_requests", "request_id"),
    **dict.fromkeys(PERSON_COLUMNS, ("people", "person_id")),
}


def doubles(scenario: Scenario) -> Iterator[str]:
    for table, columns in KEYS.items():
        keys = [tuple(row[column] for column in columns) for row in scenario.tables[table]]
        yield from (f"{table}: {key} twice" for key in {*keys} if keys.count(key) > 1)


def unknown_codes(scenario: Scenario) -> Iterator[str]:
    known = {
        column: {row[key] for row in scenario.tables[table]} | {""}
        for column, (table, key) in REFERENCES.items()
    }
    for table, rows in scenario.tables.items():
        for row in rows:
            wrong = [
                column for column in row.keys() & known.keys() if row[column] not in known[column]
            ]
            yield from (f"{table}: {column} {row[column]}" for column in wrong)


def statuses_without_their_event(scenario: Scenario) -> Iterator[str]:
    for enrolment in scenario.tables["enrolments"]:
        code = enrolment["enrolment_id"]
        events = scenario.rows("enrolment_events", enrolment_id=code)
        last = max(events, key=lambda row: row["at_local"])["event"]
        if AFTER.get(last, last) != enrolment["status"]:
            yield f"enrolments: {code} is {enrolment['status']} after {last}"


def wrong_waiting_list(scenario: Scenario) -> Iterator[str]:
    rows = scenario.rows("enrolments", status="waitlisted")
    in_order = sorted(rows, key=lambda row: row["applied_on"])
    if [row["waitlist_position"] for row in in_order] != [str(n + 1) for n in range(len(rows))]:
        yield "enrolments: the waiting list is not in order"


def outsiders(scenario: Scenario) -> Iterator[str]:
    took_part = scenario.rows("enrolments", status="enrolled")
    took_part += scenario.rows("enrolments", status="withdrawn")
    people = {row["person_id"] for row in took_part}
    for table in ("course_attendance", "makeup_assignments", "placements", "intervision_members"):
        rows = scenario.tables[table]
        yield from (f"{table}: {r['person_id']}" for r in rows if r["person_id"] not in people)


def is_member(scenario: Scenario, row: Row) -> bool:
    meeting = scenario.row("intervision_meetings", meeting_code=row["meeting_code"])
    person, on = row.get("person_id") or row["case_bringer_id"], meeting["start_local"][:10]
    group = {"group_code": meeting["group_code"], "person_id": person}
    memberships = scenario.rows("intervision_members", **group)
    return any(m["joined_on"] <= on < (m["left_on"] or "9") for m in memberships)


def no_members(scenario: Scenario) -> Iterator[str]:
    for table in ("intervision_attendance", "intervision_cases"):
        rows = scenario.tables[table]
        yield from (f"{table}: {row}" for row in rows if not is_member(scenario, row))


def small_groups(scenario: Scenario) -> Iterator[str]:
    for group in scenario.tables["intervision_groups"]:
        code = group["group_code"]
        staying = scenario.rows("intervision_members", group_code=code, left_on="")
        if len(staying) < int(group["min_size"]):
            yield f"intervision_members: {code} has {len(staying)}"


def outside_placements(scenario: Scenario) -> Iterator[str]:
    for table, column in (("placement_log", "start_local"), ("observations", "observed_on")):
        for row in scenario.tables[table]:
            placement = scenario.row("placements", placement_id=row["placement_id"])
            if not placement["start_date"] <= row[column][:10] <= placement["end_date"]:
                yield f"{table}: {row}"


def wrong_deciders(scenario: Scenario) -> Iterator[str]:
    for row in scenario.tables["placement_log"]:
        mentor = scenario.row("placements", placement_id=row["placement_id"])["mentor_id"]
        expected = "" if row["status"] == "submitted" else mentor
        if row["decided_by"] != expected or bool(row["decided_on"]) != bool(expected):
            yield f"placement_log: {row}"


def wrong_instants(scenario: Scenario) -> Iterator[str]:
    for table in ("course_sessions", "intervision_meetings"):
        for row in scenario.tables[table]:
            times = {column: row[column] for column in ("start_local", "start_utc")}
            if not times.items() <= lasting(row["start_local"], 0).items():
                yield f"{table}: {times}"


def wrong_ledger(scenario: Scenario) -> Iterator[str]:
    for session in scenario.tables["course_sessions"]:
        code, on = session["session_code"], session["start_local"][:10]
        leads = {session["lead_trainer_id"], session["co_trainer_id"]} - {""}
        rows = scenario.rows("trainer_activity", reference=code, kind="session_given", date=on)
        if not {row["person_id"] for row in rows} <= leads:
            yield f"trainer_activity: {code}"


def wrong_scores(scenario: Scenario) -> Iterator[str]:
    for row in scenario.tables["observations"]:
        if not {row[criterion] for criterion in CRITERIA} <= {*"1234"}:
            yield f"observations: {row}"


def contradictions(scenario: Scenario) -> list[str]:
    """Give everything in which a scenario contradicts itself."""
    checks = (
        doubles,
        unknown_codes,
        statuses_without_their_event,
        wrong_waiting_list,
        outsiders,
        no_members,
        small_groups,
        outside_placements,
        wrong_deciders,
        wrong_instants,
        wrong_ledger,
        wrong_scores,
    )
    return [finding for check in checks for finding in check(scenario)]
