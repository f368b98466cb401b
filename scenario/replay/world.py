"""What a scenario has brought about so far, by the codes of its files, and its clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from common import periods
from scenario import checking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from courses.models import Course, CourseRun, CourseSession, Curriculum, Enrolment, Placement
    from intervision.models import Group, Meeting, Membership
    from people.models import Organisation, Person, Region
    from pool.models import TrainingRequest
    from scenario.reading import Scenario

K = TypeVar("K")
T = TypeVar("T")

# Why something is recorded although a rule asks for somebody's approval: what does not count is
# kept as it happened and shown as not counting.
AS_IT_HAPPENED = "Overgenomen uit het scenario, zoals het gebeurd is."


class Absent(Exception):
    """Something is not there because an earlier line was refused."""


@dataclass
class World:
    """Everything that exists by now, by its code, and the office that acts for everybody."""

    scenario: Scenario
    office: Person
    course: Course
    curriculum: Curriculum
    run: CourseRun
    regions: dict[str, Region] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, CourseSession] = field(default_factory=dict)
    # By person: in one run somebody is enrolled once.
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    memberships: dict[tuple[str, ...], Membership] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    requests: dict[str, TrainingRequest] = field(default_factory=dict)
    # Of whom an enrolment or membership was refused: what rests on it says nothing new.
    lost: set[str] = field(default_factory=set)

    @property
    def zone(self) -> str:
        """The time zone of the scenario."""
        return self.scenario.programme.timezone

    def at(self, wall: dt.datetime, expected: dt.datetime | None = None) -> dt.datetime:
        """Return the instant of a wall time of the scenario."""
        return checking.instant(wall, self.zone, expected)

    def on(self, day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        """Return the instant of an hour of a day, which no clock may skip in that night."""
        return periods.from_wall(dt.datetime.combine(day, dt.time(hour, minute)), self.zone, fold=0)


def get(things: Mapping[K, T], code: K) -> T:
    """Return the thing with this code.

    :raises Absent: when the line that should have made it was refused.
    """
    if code not in things:
        raise Absent(code)
    return things[code]
