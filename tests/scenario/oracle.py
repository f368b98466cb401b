"""What a scenario folder must lead to, worked out from its README alone: slow, and no project code.

Where the README says nothing, the plainest reading is taken: facts of trainees are never left out
because of their date, and of the statuses only `present` is presence at an intervision meeting.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]

PHYSICALLY_THERE = ("present", "late")
NEVER_TOOK_PART = ("waitlisted", "cancelled")
CRITERIA = (
    "goals_and_structure",
    "legal_content",
    "work_forms",
    "group_guidance",
    "plain_language",
    "reflection",
)


@dataclass(frozen=True)
class Folder:
    """The rules and the tables of one scenario, as they stand in the files."""

    programme: dict[str, Any]
    tables: dict[str, list[Row]]

    def rows(self, table: str, **cells: str) -> list[Row]:
        """Give the rows of a table that have exactly these cells."""
        wanted = cells.items()
        return [row for row in self.tables[table] if all(row[k] == v for k, v in wanted)]

    def rule(self, part: str) -> dict[str, Any]:
        """Give one part of the requirements."""
        rule: dict[str, Any] = self.programme["requirements"][part]
        return rule

    @property
    def reference(self) -> dt.date:
        """The day on which everything is evaluated."""
        return day(self.programme["reference_date"])


def read(folder: Path) -> Folder:
    """Read all files of a scenario, with or without a byte order mark."""
    programme = json.loads((folder / "programme.json").read_text("utf-8-sig"))
    return Folder(programme, {path.stem: table(path) for path in folder.glob("*.csv")})


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def months_after(start: dt.date, months: int) -> dt.date:
    """Give the same day some months on, or the last day of a month that is too short for it."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


# --- trainees: the course


def statuses(folder: Folder, person: str) -> dict[str, str]:
    attendance = folder.rows("course_attendance", person_id=person)
    return {row["session_code"]: row["status"] for row in attendance}


def attended_sessions(folder: Folder, person: str) -> set[str]:
    counting = folder.rule("course")["counting_statuses"]
    return {code for code, status in statuses(folder, person).items() if status in counting}


def counted_make_ups(folder: Folder, person: str) -> int:
    rule = folder.rule("course")
    approved = folder.rows("makeup_assignments", person_id=person, result="goedgekeurd")
    status = statuses(folder, person)
    fitting = [
        row for row in approved if status.get(row["session_code"]) == rule["makeup_only_for"]
    ]
    most: int = rule["max_makeups_counted"]
    return min(len(fitting), most)


def counted_sessions(folder: Folder, person: str) -> int:
    return len(attended_sessions(folder, person)) + counted_make_ups(folder, person)


def course_reasons(folder: Folder, person: str) -> list[str]:
    rule = folder.rule("course")
    attended = attended_sessions(folder, person)
    too_few = counted_sessions(folder, person) < rule["min_sessions"]
    missed = [f"course.mandatory:{s}" for s in rule["mandatory_sessions"] if s not in attended]
    return ["course.min_sessions"] * too_few + missed


# --- trainees: the placement


def entries(folder: Folder, person: str, status: str) -> list[Row]:
    placements = {row["placement_id"] for row in folder.rows("placements", person_id=person)}
    log = folder.rows("placement_log", status=status)
    return [row for row in log if row["placement_id"] in placements]


def minutes(folder: Folder, person: str, status: str) -> int:
    return sum(int(row["minutes"]) for row in entries(folder, person, status))


def entry_reasons(folder: Folder, person: str) -> list[str]:
    done = [row["activity"] for row in entries(folder, person, "approved")]
    needed: dict[str, int] = folder.rule("placement")["min_entries"]
    return [f"placement.entries:{a}" for a, number in needed.items() if done.count(a) < number]


def placement_reasons(folder: Folder, person: str) -> list[str]:
    rule = folder.rule("placement")
    placements = folder.rows("placements", person_id=person)
    held = any(row["mid_evaluation_on"] for row in placements)
    finals = [row["final_evaluation_result"] for row in placements]
    missing = {
        "placement.minutes": minutes(folder, person, "approved") < rule["min_approved_minutes"],
        "placement.mid_evaluation": rule["mid_evaluation_required"] and not held,
        "placement.final_evaluation": rule["final_evaluation_result"] not in finals,
    }
    return [code for code, absent in missing.items() if absent] + entry_reasons(folder, person)


# --- trainees: observations


def holds_valid_certificate(folder: Folder, person: str, on: dt.date) -> bool:
    certificates = folder.rows("trainers", person_id=person)
    return any(day(row["issued_on"]) <= on <= day(row["valid_until"]) for row in certificates)


def observer_counts(folder: Folder, observation: Row, mentor: str) -> bool:
    rule = folder.rule("observation")
    observer, on = observation["observer_id"], day(observation["observed_on"])
    if not folder.rows("trainers", person_id=observer):
        return False
    if rule["observer_must_differ_from_mentor"] and observer == mentor:
        return False
    must_be_valid = rule["observer_must_hold_valid_certificate_on_date"]
    return not must_be_valid or holds_valid_certificate(folder, observer, on)


def observation_passed(folder: Folder, observation: Row, mentor: str) -> bool:
    least = folder.rule("observation")["min_score_each_criterion"]
    high_enough = all(int(observation[criterion]) >= least for criterion in CRITERIA)
    return high_enough and observer_counts(folder, observation, mentor)


def passed_observations(folder: Folder, person: str) -> int:
    return sum(
        observation_passed(folder, observation, placement["mentor_id"])
        for placement in folder.rows("placements", person_id=person)
        for observation in folder.rows("observations", placement_id=placement["placement_id"])
    )


# --- trainees: intervision


def present_at(folder: Folder, meeting: str) -> int:
    return len(folder.rows("intervision_attendance", meeting_code=meeting, status="present"))


def meeting_counts(folder: Folder, meeting: Row) -> bool:
    rule = folder.rule("intervision")
    start = dt.datetime.fromisoformat(meeting["start_utc"])
    length = dt.datetime.fromisoformat(meeting["end_utc"]) - start
    return (
        meeting["status"] == "held"
        and length >= dt.timedelta(minutes=rule["min_minutes"])
        and (meeting["report_finalised_on"] != "" or not rule["report_must_be_final"])
        and present_at(folder, meeting["meeting_code"]) >= rule["quorum_participants"]
    )


def attended_meetings(folder: Folder, person: str) -> list[Row]:
    rows = folder.rows("intervision_attendance", person_id=person, status="present")
    codes = [row["meeting_code"] for row in rows]
    return [row for row in folder.tables["intervision_meetings"] if row["meeting_code"] in codes]


def counted_meetings(folder: Folder, person: str) -> int:
    return sum(meeting_counts(folder, meeting) for meeting in attended_meetings(folder, person))


def cases(folder: Folder, person: str) -> int:
    return len(folder.rows("intervision_cases", case_bringer_id=person))


def intervision_reasons(folder: Folder, person: str) -> list[str]:
    rule = folder.rule("intervision")
    memberships = folder.rows("intervision_members", person_id=person)
    signed = any(row["agreement_signed_on"] for row in memberships)
    missing = {
        "intervision.meetings": counted_meetings(folder, person) < rule["min_meetings"],
        "intervision.cases": cases(folder, person) < rule["min_cases_brought"],
        "intervision.agreement": rule["agreement_signed"] and not signed,
    }
    return [code for code, absent in missing.items() if absent]


# --- trainees: everything together


def other_reasons(folder: Folder, enrolment: Row) -> list[str]:
    person, needed = enrolment["person_id"], folder.rule("final_assignment")["result"]
    must_sign = folder.programme["requirements"]["code_of_conduct_signed"]
    few = passed_observations(folder, person) < folder.rule("observation")["min_passed"]
    missing = {
        f"enrolment.{enrolment['status']}": enrolment["status"] != "enrolled",
        "observation.passed": few,
        "final_assignment": not folder.rows("final_assignments", person_id=person, result=needed),
        "code_of_conduct": must_sign and not enrolment["code_of_conduct_signed_on"],
    }
    return [code for code, absent in missing.items() if absent]


def trainee(folder: Folder, enrolment: Row) -> dict[str, object]:
    person, status = enrolment["person_id"], enrolment["status"]
    if status in NEVER_TOOK_PART:
        return {"certify": False, "reasons": [f"enrolment.{status}"]}
    reasons = [
        *other_reasons(folder, enrolment),
        *course_reasons(folder, person),
        *placement_reasons(folder, person),
        *intervision_reasons(folder, person),
    ]
    return {
        "certify": not reasons,
        "reasons": sorted(reasons),
        "sessions_attended": len(attended_sessions(folder, person)),
        "sessions_counted": counted_sessions(folder, person),
        "placement_minutes_approved": minutes(folder, person, "approved"),
        "placement_minutes_pending": minutes(folder, person, "submitted"),
        "observations_passed": passed_observations(folder, person),
        "intervision_attended": len(attended_meetings(folder, person)),
        "intervision_counted": counted_meetings(folder, person),
        "cases_brought": cases(folder, person),
    }


# --- trainers


def counted_activity(folder: Folder, trainer: Row) -> list[Row]:
    first = day(trainer["issued_on"])
    last = min(day(trainer["valid_until"]), folder.reference)
    ledger = folder.rows("trainer_activity", person_id=trainer["person_id"])
    return [row for row in ledger if first <= day(row["date"]) <= last]


def last_session(folder: Folder, trainer: Row) -> dt.date | None:
    activity = counted_activity(folder, trainer)
    given = [day(row["date"]) for row in activity if row["kind"] == "session_given"]
    return max(given, default=None)


def trainer_status(folder: Folder, trainer: Row) -> str:
    rule, on, end = folder.programme["renewal"], folder.reference, day(trainer["valid_until"])
    if on > months_after(end, rule["grace_months_after_expiry"]):
        return "expired"
    if on > end:
        return "in_grace"
    last = last_session(folder, trainer)
    if last is None or (on - last).days > rule["dormant_after_days_without_session"]:
        return "dormant"
    return "active"


def trainer_outcome(folder: Folder, trainer: Row) -> dict[str, object]:
    rule, last = folder.programme["renewal"], last_session(folder, trainer)
    kinds = [row["kind"] for row in counted_activity(folder, trainer)]
    needed: dict[str, int] = rule["in_validity_period"]
    short = {kind: n - kinds.count(kind) for kind, n in needed.items() if n > kinds.count(kind)}
    left = (day(trainer["valid_until"]) - folder.reference).days
    return {
        "status": trainer_status(folder, trainer),
        "counts": {kind: kinds.count(kind) for kind in kinds},
        "renewal_due_within_window": 0 <= left <= rule["window_days_before_expiry"],
        "days_to_expiry": left,
        "renewal_shortfall": short,
        "renewable": not short,
        "last_session": last.isoformat() if last else None,
    }


# --- the pool


def region_of(folder: Folder, person: str) -> str | None:
    [row] = folder.rows("people", person_id=person)
    groups = folder.rows("local_groups", code=row["local_group_code"])
    return groups[0]["region_code"] if groups else None


def active_pool(folder: Folder, newly_certified: list[str]) -> dict[str, int]:
    trainers = folder.tables["trainers"]
    active = [row for row in trainers if trainer_status(folder, row) == "active"]
    served: list[str | None] = [r for row in active for r in row["region_codes"].split(";")]
    served += [region_of(folder, person) for person in newly_certified]
    return {row["code"]: served.count(row["code"]) for row in folder.tables["regions"]}


def present_in(folder: Folder, session: str) -> int:
    attendance = folder.rows("course_attendance", session_code=session)
    return sum(row["status"] in PHYSICALLY_THERE for row in attendance)


def evaluate(path: Path) -> dict[str, object]:
    """Give what `expected_results.json` would say for this folder, but for the sensitivity."""
    folder = read(path)
    trainees = {row["person_id"]: trainee(folder, row) for row in folder.tables["enrolments"]}
    certified = sorted(person for person, outcome in trainees.items() if outcome["certify"])
    sessions = [row["session_code"] for row in folder.tables["course_sessions"]]
    meetings = [row["meeting_code"] for row in folder.tables["intervision_meetings"]]
    trainers = folder.tables["trainers"]
    return {
        "reference_date": folder.reference.isoformat(),
        "trainees": trainees,
        "sessions_present": {code: present_in(folder, code) for code in sessions},
        "intervision_present": {code: present_at(folder, code) for code in meetings},
        "trainers": {row["person_id"]: trainer_outcome(folder, row) for row in trainers},
        "active_pool_by_region_before": active_pool(folder, []),
        "active_pool_by_region_after": active_pool(folder, certified),
        "certified": certified,
    }


def in_one_order(report: dict[str, Any]) -> dict[str, Any]:
    """Give a report without its sensitivity, and with lists whose order is free put in order."""
    ordered = {key: value for key, value in report.items() if key != "sensitivity"}
    trainees = ordered["trainees"].items()
    ordered["trainees"] = {
        person: outcome | {"reasons": sorted(outcome["reasons"])} for person, outcome in trainees
    }
    return ordered | {"certified": sorted(ordered["certified"])}
