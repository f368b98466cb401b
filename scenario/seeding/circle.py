"""A group of intervision while its run is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import deque

    from intervision.models import Group
    from scenario.seeding.run import Trainee
    from scenario.seeding.trainers import Trainer


@dataclass(slots=True, eq=False)
class Circle:
    """The members and the guide, and whose turn it is."""

    members: list[Trainee]
    guide: Trainer
    row: Group
    # Who brought a case longest ago comes first.
    turns: deque[Trainee]
    # Enrolment → the one meeting that somebody steady misses; a number too high is none.
    misses: dict[int, int]
    number: int = 0
