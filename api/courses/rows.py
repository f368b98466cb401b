"""What is shown of courses."""

from __future__ import annotations

from api.kernel.rows import Row
from api.people.rows import PersonName
from courses.models import CourseRun, Enrolment


class RunName(Row):
    """A run, where another row points at it."""

    class Meta:
        model = CourseRun
        fields = ("id", "code", "starts_on", "ends_on")


class EnrolmentRow(Row):
    """An enrolment."""

    run = RunName()
    person = PersonName()

    class Meta:
        model = Enrolment
        fields = (
            "id",
            "run",
            "person",
            "curriculum",
            "state",
            "applied_at",
            "waitlisted_at",
            "offer_deadline",
            "offer_missed_at",
            "enrolled_at",
            "ended_at",
            "end_reason",
        )
