"""The people and meetings of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intervision import actions
from intervision.models import Method
from scheduling.rules import Mark
from scheduling.states import Attendance, Delivery, ParticipationRole
from tests import factories

if TYPE_CHECKING:
    import datetime as dt

    from intervision.models import Case, Group, Meeting
    from people.models import Person

NOW = factories.NOW
TWO_HOURS_ON = factories.utc(2027, 3, 1, 14)
# Nothing else in the database looks like it, so finding it anywhere means a leak.
CANARY = "Kanarie-zwijgt-7Qx"


def members(of: Group, number: int) -> list[Person]:
    """Make so many members who are enrolled in the run since before it began."""
    people = [factories.person() for _ in range(number)]
    for somebody in people:
        factories.enrolment(of.run, somebody)
        factories.member(of, somebody)
    return people


def meeting(
    of: Group, people: list[Person], starts_at: dt.datetime = NOW, **fields: Any
) -> Meeting:
    """Make a planned meeting of two hours, led by the guide, with these people on its list."""
    made = factories.meeting(of, starts_at, **fields)
    factories.participation(made.appointment, of.guide, role=ParticipationRole.LEAD)
    for somebody in people:
        factories.participation(made.appointment, somebody)
    return made


def present(*people: Person) -> dict[Person, Mark]:
    """Mark these people as present."""
    return dict.fromkeys(people, Mark(Attendance.PRESENT))


def method() -> Method:
    """Return the method for beginners, which the migration put there."""
    return Method.objects.get(code="incidentmethode")


def plan(of: Group, by: Person, **fields: Any) -> Meeting:
    """Plan a meeting of two hours online at the fixed moment, unless told otherwise."""
    facts: dict[str, Any] = {
        "code": "A1",
        "starts_at": NOW,
        "ends_at": TWO_HOURS_ON,
        "zone": "Europe/Amsterdam",
        "delivery": Delivery.ONLINE,
        "now": NOW,
    } | fields
    return actions.plan_meeting(group=of, by=by, **facts)


def bring(at: Meeting, bringer: Person, **fields: Any) -> Case:
    """Bring a case without words worth keeping, unless told otherwise."""
    facts: dict[str, Any] = {
        "method": method(),
        "title": "A title",
        "text": "",
        "by": bringer,
        "now": NOW,
    } | fields
    return actions.bring_case(meeting=at, bringer=bringer, **facts)
