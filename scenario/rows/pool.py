"""Trainers from before the scenario, what they did, and what groups asked for."""

from __future__ import annotations

from typing import Literal

from scenario.cells import Code, Count, Day, Text, WallTime, Words
from scenario.rows.base import Row


class TrainerRow(Row):
    """A certificate from before the scenario."""

    file = "trainers.csv"
    key = ("person_id",)

    person_id: Code
    certificate_number: Text
    issued_on: Day
    valid_until: Day
    region_codes: Words = ()
    topics: Words = ()


class TrainerActivityRow(Row):
    """A line of the ledger of what trainers did."""

    file = "trainer_activity.csv"
    # Somebody can give two sessions on a day: only a row with a reference names one event.
    key = ()

    person_id: Code
    date: Day
    kind: Literal["session_given", "intervision", "refresher_day", "observed"]
    reference: str = ""


class TrainingRequestRow(Row):
    """What a local group asked for and what became of it."""

    file = "training_requests.csv"
    key = ("request_id",)

    request_id: Code
    local_group_code: Code
    municipality_code: Code
    topic: Text
    requested_on: Day
    start_local: WallTime | None = None
    end_local: WallTime | None = None
    expected_participants: Count | None = None
    status: Literal["new", "scheduled", "delivered", "cancelled"]
    trainer_id: Code | None = None
    trainee_id: Code | None = None
    note: str = ""
