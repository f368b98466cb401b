"""What trainees did and handed in, and the calls that write it down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from courses import actions
from courses.models import CRITERIA, Evaluation, FinalAssignment, MakeUp, Observation
from courses.states import Activity, EvaluationMoment, LogEntryState, PlacementState, Result
from scheduling.states import Attendance
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Mapping

    from courses.models import CourseRun, CourseSession, Enrolment, LogEntry, Placement
    from people.models import Person

MONDAY = dt.date(2027, 3, 1)
DAY = dt.timedelta(days=1)
SIX_THREES = dict.fromkeys(CRITERIA, 3)
# The rules of the scenario, as the stage of the curriculum holds them.
SESSIONS: Mapping[str, Any] = {
    "min_sessions": 7,
    "max_makeups_counted": 1,
    "makeup_only_for": Attendance.ABSENT_EXCUSED,
    "mandatory_sessions": ["S1", "S8"],
}


def run_with_rules(**changes: Any) -> CourseRun:
    """Make a run whose curriculum asks what the scenario asks of the sessions."""
    stages = {"sessions": {**SESSIONS, **changes}}
    return factories.run(curriculum=factories.curriculum(stages))


def missed(
    enrolment: Enrolment, attendance: Attendance = Attendance.ABSENT_EXCUSED, **fields: Any
) -> CourseSession:
    """Make a session of the run of which this was recorded for the person."""
    made = factories.session(enrolment.run, **fields)
    factories.participation(made.appointment, enrolment.person, attendance=attendance)
    return made


def make_up(enrolment: Enrolment, session: CourseSession | None = None, **fields: Any) -> MakeUp:
    """Make a make-up that was handed in on 1 March and waits."""
    values: dict[str, Any] = {"submitted_on": MONDAY} | fields
    of = session or missed(enrolment)
    return MakeUp.objects.create(enrolment=enrolment, session=of, **values)


def assignment(enrolment: Enrolment, **fields: Any) -> FinalAssignment:
    """Make a final assignment that was handed in on 1 March and waits."""
    values: dict[str, Any] = {"title": "Draaiboek", "submitted_on": MONDAY} | fields
    return FinalAssignment.objects.create(enrolment=enrolment, **values)


def judged(result: str, by: Person) -> dict[str, Any]:
    """Return the fields of work that was judged on 1 March."""
    return {"result": result, "assessed_on": MONDAY, "assessed_by": by}


def planned(enrolment: Enrolment, mentor: Person, **fields: Any) -> Placement:
    """Make a placement to which nobody agreed yet."""
    values: dict[str, Any] = {
        "state": PlacementState.PLANNED,
        "trainee_agreed_at": None,
        "mentor_agreed_at": None,
    } | fields
    return factories.placement(enrolment, mentor, **values)


def draft(placement: Placement, **fields: Any) -> LogEntry:
    """Make an entry that was not handed in yet."""
    values: dict[str, Any] = {"state": LogEntryState.DRAFT, "submitted_at": None} | fields
    return factories.log_entry(placement, **values)


def write(placement: Placement, by: Person, **changes: Any) -> LogEntry:
    """Write three hours of watching on 16 February in the log."""
    values: dict[str, Any] = {
        "starts_at": factories.utc(2027, 2, 16, 12),
        "minutes": 180,
        "activity": Activity.OBSERVE,
        "reflection": "Rustig begonnen",
        "now": factories.NOW,
    } | changes
    return actions.write_entry(placement=placement, by=by, **values)


def evaluate(placement: Placement, by: Person, **changes: Any) -> Evaluation:
    """Hold a mid evaluation on 1 March that is on track."""
    values: dict[str, Any] = {
        "moment": EvaluationMoment.MID,
        "held_on": MONDAY,
        "result": Result.ON_TRACK,
        "now": factories.NOW,
    } | changes
    return actions.hold_evaluation(placement=placement, by=by, **values)


def observe(placement: Placement, observer: Person, **changes: Any) -> Observation:
    """Observe on 1 March and score a three on every criterion."""
    values: dict[str, Any] = {
        "observed_on": MONDAY,
        "scores": SIX_THREES,
        "by": observer,
        "now": factories.NOW,
    } | changes
    return actions.observe(placement=placement, observer=observer, **values)
