"""Facts without a database: each function makes one, with what its caller leaves out."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from certificates import rules
from certificates.evidence import (
    CertificateFact,
    EntryFact,
    Evidence,
    JudgementFact,
    MeetingFact,
    ObservationFact,
    SessionFact,
    StageFact,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from certificates.rules import Progress

ON = dt.date(2027, 7, 1)
EARLIER = dt.date(2027, 3, 1)
LATER = dt.date(2027, 8, 1)
OBSERVER, MENTOR = 7, 8

# The rules of the scenario that everybody knows.
RULES: Mapping[str, Mapping[str, Any]] = {
    "sessions": {
        "min_sessions": 7,
        "of": 8,
        "counting_statuses": ["present", "late"],
        "max_makeups_counted": 1,
        "makeup_only_for": "absent_excused",
        "mandatory_sessions": ["S1", "S8"],
    },
    "placement": {
        "min_approved_minutes": 1440,
        "min_entries": {"observe": 2, "co_train": 2, "solo_train": 1},
        "mid_evaluation_required": True,
        "final_evaluation_result": "voldoende",
    },
    "observation": {
        "min_passed": 1,
        "min_score_each_criterion": 3,
        "observer_must_hold_valid_certificate_on_date": True,
        "observer_must_differ_from_mentor": True,
    },
    "intervision": {
        "min_meetings": 4,
        "of": 5,
        "quorum_participants": 3,
        "group_min": 4,
        "group_max": 8,
        "min_minutes": 90,
        "min_cases_brought": 1,
        "agreement_signed": True,
        "report_must_be_final": True,
    },
    "final_assignment": {"result": "goedgekeurd"},
    "code_of_conduct": {},
}


def stages(**parameters: Mapping[str, Any]) -> tuple[StageFact, ...]:
    """Make the stages of a curriculum, numbered from 1."""
    return tuple(
        StageFact(number, kind, "", json.dumps(asked))
        for number, (kind, asked) in enumerate(parameters.items(), start=1)
    )


def evidence(**fields: Any) -> Evidence:
    """Make the evidence of somebody who was enrolled in December and did nothing yet."""
    values: dict[str, Any] = {
        "enrolment": 1,
        "person": 2,
        "run": 3,
        "curriculum": 4,
        "state": "enrolled",
        "enrolled_on": dt.date(2026, 12, 1),
    } | fields
    return Evidence(**values)


def progress(kind: str, asked: Mapping[str, Any], on: dt.date = ON, **fields: Any) -> Progress:
    """Evaluate a curriculum with one stage."""
    return rules.evaluate(evidence(stages=stages(**{kind: asked}), **fields), on)


def session(number: int, attendance: str = "", on: dt.date = EARLIER) -> SessionFact:
    """Make a session of the run, S1 and so on."""
    starts_at = dt.datetime.combine(on, dt.time(9), dt.UTC)
    return SessionFact(f"S{number}", f"Session {number}", starts_at, on, attendance)


def make_up(
    number: int, result: str = "goedgekeurd", on: dt.date | None = EARLIER
) -> JudgementFact:
    """Make the make-up of a session, judged on a day."""
    return JudgementFact(EARLIER, on, result, f"S{number}")


def entry(minutes: int = 180, activity: str = "observe", **fields: Any) -> EntryFact:
    """Make an entry of the log that was approved."""
    values: dict[str, Any] = {
        "pk": 1,
        "on": EARLIER,
        "state": "approved",
        "submitted_on": EARLIER,
        "decided_on": EARLIER,
    } | fields
    return EntryFact(minutes=minutes, activity=activity, **values)


def certificate(**fields: Any) -> CertificateFact:
    """Make a certificate from January 2025 to December 2027."""
    values: dict[str, Any] = {
        "issued_on": dt.date(2025, 1, 1),
        "valid_until": dt.date(2027, 12, 31),
        "state": "issued",
        "state_since": None,
    } | fields
    return CertificateFact(**values)


def observation(lowest: int = 3, **fields: Any) -> ObservationFact:
    """Make an observation by a certified trainer who is not the mentor."""
    values: dict[str, Any] = {
        "on": EARLIER,
        "scores": (4, 4, lowest, 4, 4, 4),
        "observer": OBSERVER,
        "certificates": (certificate(),),
    } | fields
    return ObservationFact(**values)


def meeting(on: dt.date = EARLIER, **fields: Any) -> MeetingFact:
    """Make a meeting that counts: held, two hours, reported, four members present."""
    values: dict[str, Any] = {
        "code": "M1",
        "minutes": 120,
        "held": True,
        "cancelled": False,
        "report_final_on": on,
        "attendance": "present",
        "members": {"present": 4},
    } | fields
    return MeetingFact(on=on, **values)
