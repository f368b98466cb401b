"""Ways to make a scenario contradict itself, and the place that a refusal has to name for each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.scenario.variants.folder import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Contradiction:
    """What to replace on which line of which file; without a line, the file is taken away.

    `places` are `file:line` (a file alone where no line can be meant); one of them is enough,
    because two lines that contradict each other are one problem.
    """

    file: str
    line: int
    old: str
    new: str
    places: tuple[str, ...]

    def put_into(self, folder: Path) -> None:
        """Break the copy of the shipped scenario in this folder."""
        path = folder / self.file
        if not self.line:
            path.unlink()
            return
        lines = path.read_bytes().split(b"\n")
        before = lines[self.line - 1]
        after = before.replace(self.old.encode(), self.new.encode("utf-8", "surrogateescape"))
        assert after != before, f"{self.file}:{self.line} does not hold {self.old!r}"
        lines[self.line - 1] = after
        path.write_bytes(b"\n".join(lines))


def lines_of(file: str) -> list[str]:
    return (SHIPPED / file).read_text("utf-8").split("\n")


def place(file: str, start: str) -> str:
    """Give `file:line` of the only line that starts like this."""
    [number] = [n for n, line in enumerate(lines_of(file), start=1) if line.startswith(start)]
    return f"{file}:{number}"


def swap(file: str, start: str, old: str, new: str, *also: str) -> Contradiction:
    """Replace text on the line that starts like this; other places may be named instead."""
    here = place(file, start)
    return Contradiction(file, int(here.split(":")[1]), old, new, (here, *also))


def added(file: str, row: str, *also: str) -> Contradiction:
    """Add a row after the last one; other places may be named instead."""
    last = len(lines_of(file)) - 1
    text = lines_of(file)[last - 1]
    here = f"{file}:{last + 1}"
    return Contradiction(file, last, text, f"{text}\n{row}", (here, *also))


def doubled(file: str, start: str) -> Contradiction:
    """Say the same row twice."""
    first = place(file, start)
    row = lines_of(file)[int(first.split(":")[1]) - 1]
    return added(file, row, first)


def missing(file: str) -> Contradiction:
    return Contradiction(file, 0, "", "", (file,))


def broken(folder: Path, *ways: Contradiction) -> Path:
    """Copy the shipped scenario to a new folder and break it in these ways."""
    shutil.copytree(SHIPPED, folder)
    for way in ways:
        way.put_into(folder)
    return folder


PEOPLE, GROUPS, TOWNS = "people.csv", "local_groups.csv", "local_group_municipalities.csv"
SESSIONS, ATTENDANCE, MAKE_UPS = (
    "course_sessions.csv",
    "course_attendance.csv",
    "makeup_assignments.csv",
)
ENROLMENTS, EVENTS, FINALS = "enrolments.csv", "enrolment_events.csv", "final_assignments.csv"
PLACEMENTS, LOG, OBSERVATIONS = "placements.csv", "placement_log.csv", "observations.csv"
CIRCLES, MEMBERS, MEETINGS = (
    "intervision_groups.csv",
    "intervision_members.csv",
    "intervision_meetings.csv",
)
CASES, PRESENCE = "intervision_cases.csv", "intervision_attendance.csv"
TRAINERS, LEDGER, REQUESTS = "trainers.csv", "trainer_activity.csv", "training_requests.csv"
RULES = "programme.json"

UNKNOWN_CODES = {
    "person_in_attendance": swap(ATTENDANCE, "S1,P01", "P01", "P99"),
    "person_in_enrolments": swap(ENROLMENTS, "E03", "P03", "P99"),
    "person_in_events": swap(EVENTS, "E01,2026-11-15T12:01", "O1", "O9"),
    "assessor_of_make_up": swap(MAKE_UPS, "P05,S4", "T1", "T9"),
    "trainee_of_placement": swap(PLACEMENTS, "PL04", "P04", "P99"),
    "mentor_of_placement": swap(PLACEMENTS, "PL01", "T1", "T9"),
    "decider_of_entry": swap(LOG, "L001", "T1,", "T9,"),
    "observer": swap(OBSERVATIONS, "O01", "T4", "T9"),
    "guide": swap(CIRCLES, "IG-A", "T3", "T9"),
    "member": swap(MEMBERS, "IG-A,P01", "P01", "P99"),
    "chair": swap(MEETINGS, "A2", "P01", "P99"),
    "case_bringer": swap(CASES, "A1", "P01", "P99"),
    "person_at_meeting": swap(PRESENCE, "A1,P01", "P01", "P99"),
    "assessor_of_final_assignment": swap(FINALS, "P01", "T1", "T9"),
    "author_of_final_assignment": swap(FINALS, "P01", "P01", "P99"),
    "trainer": swap(TRAINERS, "T6", "T6", "T9"),
    "trainer_in_ledger": swap(LEDGER, "T4,2025-10-04", "T4", "T9"),
    "trainer_of_request": swap(REQUESTS, "R1", ",T1,", ",T9,"),
    "trainee_of_request": swap(REQUESTS, "R1", "P01", "P99"),
    "lead_of_session": swap(SESSIONS, "S3", "T2", "T9"),
    "co_trainer_of_session": swap(SESSIONS, "S3", "T4", "T9"),
    "session_in_attendance": swap(ATTENDANCE, "S1,P01", "S1", "S99"),
    "session_in_make_up": swap(MAKE_UPS, "P05,S4", "S4", "S99"),
    "local_group_of_person": swap(PEOPLE, "P05", "LG-AMS", "LG-XXX"),
    "local_group_of_town": swap(TOWNS, "LG-AMS,GM0363", "LG-AMS", "LG-XXX"),
    "host_of_placement": swap(PLACEMENTS, "PL02", "LG-BOM", "LG-XXX"),
    "local_group_of_request": swap(REQUESTS, "R6", "LG-AMS", "LG-XXX"),
    "intervision_group_of_member": swap(MEMBERS, "IG-A,P01", "IG-A", "IG-X"),
    "intervision_group_of_meeting": swap(MEETINGS, "A3", "IG-A", "IG-X"),
    "region_of_local_group": swap(GROUPS, "LG-AMS", ",AMS,", ",XXX,"),
    "region_of_trainer": swap(TRAINERS, "T4", "WAL", "XXX"),
    "municipality_of_local_group": swap(TOWNS, "LG-AMS,GM0363", "GM0363", "GM9999"),
    "municipality_of_session": swap(SESSIONS, "S4", "GM0344", "GM9999"),
    "municipality_of_request": swap(REQUESTS, "R6", "GM0384", "GM9999"),
    "placement_in_log": swap(LOG, "L001", "PL01", "PL99"),
    "placement_in_observations": swap(OBSERVATIONS, "O01", "PL01", "PL99"),
    "enrolment_in_events": swap(EVENTS, "E01,2026-11-15T12:00", "E01", "E99"),
    "meeting_in_cases": swap(CASES, "B2", "B2", "B99"),
    "meeting_in_attendance": swap(PRESENCE, "B2,P02", "B2", "B99"),
    "request_in_log": swap(LOG, "L006", "R1", "R99"),
    "mandatory_session": swap(RULES, '    "S8"', "S8", "S99", RULES),
}

UNKNOWN_WORDS = {
    "attendance": swap(ATTENDANCE, "S1,P01", "present", "aanwezig"),
    "attendance_at_meeting": swap(PRESENCE, "A1,P05", "present", "aanwezig"),
    "status_of_enrolment": swap(ENROLMENTS, "E09", "enrolled", "busy"),
    "event": swap(EVENTS, "E13,2027-01-20", "offered", "invited"),
    "delivery": swap(SESSIONS, "S2", "online", "radio"),
    "activity": swap(LOG, "L003", "prepare", "rest"),
    "status_of_entry": swap(LOG, "L003", "approved", "fine"),
    "kind_in_ledger": swap(LEDGER, "T1,2024-10-05", "refresher_day", "holiday"),
    "status_of_request": swap(REQUESTS, "R7", "cancelled", "gone"),
    "status_of_meeting": swap(MEETINGS, "B5", "held", "perhaps"),
    "bad_date": swap(ENROLMENTS, "E02", "2026-11-16", "2026-02-30"),
    "dutch_date": swap(TRAINERS, "T5", "2024-03-16", "16-03-2024"),
    "date_of_nothing": swap(PLACEMENTS, "PL03", "2027-04-22", "binnenkort"),
    "minutes_in_words": swap(LOG, "L002", "180", "drie uur"),
    "negative_minutes": swap(LOG, "L001", "180", "-180"),
    "negative_minutes_late": swap(ATTENDANCE, "S2,P09", "10", "-10"),
    "negative_break": swap(SESSIONS, "S3", ",30,", ",-30,"),
    "negative_hours": swap(PLACEMENTS, "PL06", ",24,", ",-24,"),
    "score_5": swap(OBSERVATIONS, "O01", "3,4,3,3,4,3", "3,5,3,3,4,3"),
    "score_0": swap(OBSERVATIONS, "O02", "3,3,3,4,3,3", "0,3,3,4,3,3"),
    "no_person": swap(ENROLMENTS, "E03", "P03", ""),
    "no_start": swap(SESSIONS, "S5", "2027-04-03T10:00", ""),
    "nul_byte": swap(PEOPLE, "P01", "Anna", "An\0na"),
    "zone": swap(RULES, ' "timezone"', "Amsterdam", "Atlantis", RULES),
    "seats_in_words": swap(RULES, ' "capacity"', "12", '"twaalf"', RULES),
    "negative_threshold": swap(RULES, '   "min_sessions"', "7", "-7", RULES),
}

IMPOSSIBLE_TIMES = {
    "session_in_the_lost_hour": swap(SESSIONS, "S4", "2027-03-20T10:00", "2027-03-28T02:30"),
    "meeting_in_the_lost_hour": swap(MEETINGS, "B2", "2027-03-24T19:30", "2027-03-28T02:30"),
    "entry_in_the_lost_hour": swap(LOG, "L005", "2027-04-07T19:30", "2027-03-28T02:30"),
    "request_in_the_lost_hour": swap(REQUESTS, "R2", "2027-03-27T13:00", "2027-03-28T02:30"),
    "event_in_the_lost_hour": swap(EVENTS, "E11,2027", "2027-04-08T20:00", "2027-03-28T02:30"),
    "utc_of_session": swap(SESSIONS, "S5", "T08:00:00Z", "T09:00:00Z"),
    "utc_of_session_end": swap(SESSIONS, "S6", "T19:30:00Z", "T20:30:00Z"),
    "utc_of_meeting": swap(MEETINGS, "B3", "T17:30:00Z", "T18:30:00Z"),
    "session_ends_before": swap(SESSIONS, "S3", "2027-03-06T13:30", "2027-03-06T09:30"),
    "meeting_ends_before": swap(MEETINGS, "A4", "2027-05-11T21:30", "2027-05-11T18:30"),
    "request_ends_before": swap(REQUESTS, "R4", "2027-06-05T13:00", "2027-06-05T09:00"),
    "placement_ends_before": swap(PLACEMENTS, "PL12", "2027-06-18", "2027-01-18"),
    "certificate_ends_before": swap(TRAINERS, "T6", "2028-06-21", "2025-06-20"),
    "break_longer_than_session": swap(SESSIONS, "S8", ",45,", ",450,"),
    "trainer_in_two_sessions": swap(
        SESSIONS, "S4", "2027-03-20", "2027-03-06", place(SESSIONS, "S3")
    ),
    "trainer_at_session_and_request": swap(
        REQUESTS, "R3", "2027-05-29T", "2027-05-22T", place(SESSIONS, "S7")
    ),
    "entry_before_placement": swap(LOG, "L001", "2027-02-16T", "2027-02-01T"),
    "entry_after_placement": swap(LOG, "L037", "2027-03-16T", "2027-04-12T"),
    "enrolled_before_applying": swap(
        EVENTS,
        "E06,2026-11-22T12:01",
        "2026-11-22T12:01",
        "2026-11-20T12:01",
        place(EVENTS, "E06,2026-11-22T12:00"),
        place(ENROLMENTS, "E06"),
    ),
}

WRONG_PEOPLE = {
    "attendance_of_waiting": added(ATTENDANCE, "S1,P14,present,,"),
    "attendance_of_cancelled": added(ATTENDANCE, "S1,P12,present,,"),
    "attendance_after_withdrawal": added(ATTENDANCE, "S8,P04,present,,"),
    "attendance_of_office": added(ATTENDANCE, "S1,O1,present,,"),
    "presence_of_outsider": added(PRESENCE, "A1,P02,present"),
    "presence_after_leaving": added(PRESENCE, "B3,P04,present"),
    "make_up_of_waiting": added(MAKE_UPS, "P14,S4,2027-03-29,2027-04-02,T1,goedgekeurd"),
    "member_of_two_groups": added(
        MEMBERS, "IG-B,P01,2027-01-30,,2027-01-30", place(MEMBERS, "IG-A,P01")
    ),
    "waiting_member": added(MEMBERS, "IG-B,P15,2027-01-30,,2027-01-30"),
    "decided_by_other_than_mentor": swap(LOG, "L002", "T1,", "T2,"),
    "decided_by_trainee": swap(LOG, "L003", "T1,", "P01,"),
    "too_few_seats": swap(
        RULES,
        ' "capacity"',
        "12",
        "11",
        RULES,
        place(EVENTS, "E12,2026-12-10T12:01"),
        place(ENROLMENTS, "E12"),
    ),
    "enrolled_without_event": swap(
        ENROLMENTS, "E14", "waitlisted,1", "enrolled,", place(EVENTS, "E14,2026-12-14T12:01")
    ),
    "withdrawn_without_event": swap(
        ENROLMENTS, "E09", "enrolled", "withdrawn", place(EVENTS, "E09,2026-12-01T12:01")
    ),
}

SAID_TWICE = {
    "person": doubled(PEOPLE, "P01"),
    "enrolment": doubled(ENROLMENTS, "E01"),
    "session": doubled(SESSIONS, "S2"),
    "attendance": doubled(ATTENDANCE, "S1,P01"),
    "make_up": doubled(MAKE_UPS, "P05,S6"),
    "placement": doubled(PLACEMENTS, "PL01"),
    "entry": doubled(LOG, "L001"),
    "observation": doubled(OBSERVATIONS, "O01"),
    "intervision_group": doubled(CIRCLES, "IG-A"),
    "member": doubled(MEMBERS, "IG-A,P01"),
    "meeting": doubled(MEETINGS, "A1"),
    "case": doubled(CASES, "A1"),
    "presence": doubled(PRESENCE, "A1,P01"),
    "final_assignment": doubled(FINALS, "P01"),
    "trainer": doubled(TRAINERS, "T1"),
    "request": doubled(REQUESTS, "R1"),
    "region": doubled("regions.csv", "AMS"),
    "local_group": doubled(GROUPS, "LG-AMS"),
    "address": swap(
        PEOPLE,
        "P02",
        "bas.boschebol@example.org",
        "Anna.Appelmoes@example.org",
        place(PEOPLE, "P01"),
    ),
}

UNREADABLE = {
    "no_regions": missing("regions.csv"),
    "no_events": missing(EVENTS),
    "no_rules": missing(RULES),
    "column_missing": swap(MAKE_UPS, "person_id", "assessed_by", "assessor"),
    "column_unknown": swap(CIRCLES, "group_code", "agreement_version", "agreement_version,colour"),
    "column_twice": swap(FINALS, "person_id", "assessed_by", "title"),
    "quote_left_open": swap(REQUESTS, "R7", "groep trok", '"groep trok'),
    "quote_closed_early": swap(SESSIONS, "S2", 'Zvw)"', 'Zvw)" en meer'),
    "too_many_fields": swap(PRESENCE, "A1,P01", "present", "present,en meer"),
    "too_few_fields": swap(ATTENDANCE, "S1,P02", "present,,", "present"),
    "not_utf_8": swap(PEOPLE, "P10", "Sûkerbôle", "S\udcfbkerb\udcf4le"),
    "comma_missing_in_rules": swap(
        RULES, ' "capacity"', "12,", "12", place(RULES, ' "enrolment_opens"')
    ),
    "rule_missing": swap(RULES, '   "min_sessions"', "min_sessions", "least_sessions", RULES),
}

CONTRADICTIONS: dict[str, Contradiction] = {
    f"{kind}.{name}": contradiction
    for kind, table in (
        ("unknown_code", UNKNOWN_CODES),
        ("unknown_word", UNKNOWN_WORDS),
        ("impossible_time", IMPOSSIBLE_TIMES),
        ("wrong_person", WRONG_PEOPLE),
        ("said_twice", SAID_TWICE),
        ("unreadable", UNREADABLE),
    )
    for name, contradiction in table.items()
}
