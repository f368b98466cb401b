"""The intervision groups: members, meetings, cases and attendance."""

from __future__ import annotations

from typing import Literal

from scenario.cells import Code, Count, Day, Instant, Text, WallTime
from scenario.rows.base import Row


class IntervisionGroupRow(Row):
    """A group of peers with a guide."""

    file = "intervision_groups.csv"
    key = ("group_code",)

    group_code: Code
    name: Text
    guide_id: Code
    min_size: Count = 4
    max_size: Count = 8
    agreement_version: Code


class IntervisionMemberRow(Row):
    """Somebody's membership of a group."""

    file = "intervision_members.csv"
    key = ("group_code", "person_id", "joined_on")

    group_code: Code
    person_id: Code
    joined_on: Day
    left_on: Day | None = None
    agreement_signed_on: Day | None = None


class IntervisionMeetingRow(Row):
    """A meeting of a group."""

    file = "intervision_meetings.csv"
    key = ("meeting_code",)

    meeting_code: Code
    group_code: Code
    start_local: WallTime
    end_local: WallTime
    delivery: Literal["in_person", "online"]
    chair_id: Code | None = None
    status: Literal["planned", "held", "cancelled"]
    report_finalised_on: Day | None = None
    start_utc: Instant | None = None
    end_utc: Instant | None = None


class IntervisionCaseRow(Row):
    """A case that a member brought to a meeting."""

    file = "intervision_cases.csv"
    key = ("meeting_code", "seq")

    meeting_code: Code
    seq: Count
    case_bringer_id: Code
    method: Text
    title_anonymised: str = ""


class IntervisionAttendanceRow(Row):
    """Whether a member was at a meeting."""

    file = "intervision_attendance.csv"
    key = ("meeting_code", "person_id")

    meeting_code: Code
    person_id: Code
    status: Literal["present", "late", "absent_excused", "absent_unexcused"]
