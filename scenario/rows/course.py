"""The course: its sessions, who enrolled, who was there, and what was handed in."""

from __future__ import annotations

from typing import Literal

from scenario.cells import Code, Count, Day, Flag, Instant, Lines, Text, WallTime, Words
from scenario.rows.base import Row


class CourseSessionRow(Row):
    """A session of the course, in local time, with the instants that are expected."""

    file = "course_sessions.csv"
    key = ("session_code",)

    session_code: Code
    title: Text
    delivery: Literal["in_person", "online"]
    start_local: WallTime
    end_local: WallTime
    break_minutes: Count = 0
    venue: str = ""
    municipality_code: Code | None = None
    lead_trainer_id: Code
    co_trainer_id: Code | None = None
    # Shown to people; which sessions are mandatory is said by the rules in programme.json.
    mandatory: Flag = False
    learning_objectives: Lines = ()
    work_forms: Words = ()
    start_utc: Instant | None = None
    end_utc: Instant | None = None


class EnrolmentRow(Row):
    """Somebody's enrolment as it stood at the reference date."""

    file = "enrolments.csv"
    key = ("enrolment_id",)

    enrolment_id: Code
    person_id: Code
    programme: Code
    cohort: Code
    applied_on: Day
    status: Literal["enrolled", "waitlisted", "cancelled", "withdrawn"]
    waitlist_position: Count | None = None
    code_of_conduct_signed_on: Day | None = None


class EnrolmentEventRow(Row):
    """One thing that happened to an enrolment."""

    file = "enrolment_events.csv"
    key = ("enrolment_id", "at_local", "event")

    enrolment_id: Code
    at_local: WallTime
    event: Literal["applied", "enrolled", "waitlisted", "offered", "cancelled", "withdrawn"]
    actor_id: Code
    note: str = ""


class AttendanceRow(Row):
    """Whether somebody was at a session."""

    file = "course_attendance.csv"
    key = ("session_code", "person_id")

    session_code: Code
    person_id: Code
    status: Literal["present", "late", "absent_excused", "absent_unexcused"]
    minutes_late: Count | None = None
    note: str = ""


class MakeUpRow(Row):
    """Work that makes up for a missed session."""

    file = "makeup_assignments.csv"
    key = ("person_id", "session_code", "submitted_on")

    person_id: Code
    session_code: Code
    submitted_on: Day
    assessed_on: Day | None = None
    assessed_by: Code | None = None
    result: str = ""


class FinalAssignmentRow(Row):
    """The final assignment and how it was judged."""

    file = "final_assignments.csv"
    key = ("person_id", "submitted_on")

    person_id: Code
    title: Text
    submitted_on: Day
    assessed_by: Code | None = None
    assessed_on: Day | None = None
    result: str = ""
