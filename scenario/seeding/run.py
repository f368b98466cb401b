"""One run of a seed: its row, its sessions, and who takes part and how well."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun, CourseSession
    from scenario.seeding.applying import Applicant
    from scenario.seeding.association import Area, Association
    from scenario.seeding.planning import Plan
    from scheduling.models import Appointment


@dataclass(slots=True, eq=False)
class Trainee:
    """Somebody with a seat in a run."""

    person: int
    enrolment: int
    applicant: Applicant
    # Steady does what is asked; who is not falls short somewhere.
    is_steady: bool
    leaves_on: dt.date | None = None
    # Attendance by session code, as far as it was recorded.
    attended: dict[str, str] = field(default_factory=dict)
    mentors: set[int] = field(default_factory=set)

    def is_in(self, day: dt.date) -> bool:
        """Return True until the day before somebody leaves."""
        return self.leaves_on is None or day < self.leaves_on


@dataclass(slots=True, eq=False)
class Session:
    """A session of a run, with the id of who leads it."""

    row: CourseSession
    appointment: Appointment
    day: dt.date
    lead: int


@dataclass(slots=True, eq=False)
class Run:
    """A run while it is made."""

    association: Association
    plan: Plan
    row: CourseRun
    sessions: list[Session] = field(default_factory=list)
    trainees: list[Trainee] = field(default_factory=list)
    applicants: list[tuple[int, Applicant]] = field(default_factory=list)

    @property
    def area(self) -> Area:
        """The region in which it is given."""
        return self.association.areas[self.plan.region]

    def staying(self, day: dt.date) -> list[Trainee]:
        """Return who takes part on a day."""
        return [trainee for trainee in self.trainees if trainee.is_in(day)]
