"""The placements, what was done in them, and how it was judged."""

from __future__ import annotations

from typing import Literal

from scenario.cells import Code, Count, Day, Lines, Minutes, Score, WallTime
from scenario.rows.base import Row


class PlacementRow(Row):
    """A trainee at work with a local group and a mentor."""

    file = "placements.csv"
    key = ("placement_id",)

    placement_id: Code
    person_id: Code
    host_local_group_code: Code
    mentor_id: Code
    start_date: Day
    end_date: Day
    planned_hours: Count
    goals: Lines = ()
    mid_evaluation_on: Day | None = None
    mid_evaluation_result: str = ""
    final_evaluation_on: Day | None = None
    final_evaluation_result: str = ""
    status: Literal["planned", "active", "completed", "terminated"]


class LogEntryRow(Row):
    """A piece of placement work and what was decided about it."""

    file = "placement_log.csv"
    key = ("entry_id",)

    entry_id: Code
    placement_id: Code
    start_local: WallTime
    minutes: Minutes
    activity: Literal["observe", "prepare", "co_train", "solo_train", "evaluate"]
    training_request_id: Code | None = None
    description: str = ""
    status: Literal["submitted", "approved", "rejected"]
    decided_by: Code | None = None
    decided_on: Day | None = None
    decision_note: str = ""


class ObservationRow(Row):
    """A trainee watched at work, scored on six criteria."""

    file = "observations.csv"
    key = ("observation_id",)

    observation_id: Code
    placement_id: Code
    observed_on: Day
    observer_id: Code
    goals_and_structure: Score
    legal_content: Score
    work_forms: Score
    group_guidance: Score
    plain_language: Score
    reflection: Score
