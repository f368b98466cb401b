"""What would close a shortfall: a refresher day, a group with room, who looks for a trainer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from courses.models import Course
from pool import standing
from pool.models import PoolMembership
from pool.states import ClosingWay
from scheduling.states import AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes

if TYPE_CHECKING:
    from courses.models import CourseRun
    from people.models import Person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def refreshers(db: None) -> CourseRun:
    """A run of refresher days."""
    run = factories.run()
    Course.objects.filter(pk=run.course_id).update(is_refresher=True)
    return run


def closes(person: Person, kind: str) -> tuple[str, str, dt.date | None, int]:
    [found] = standing.missing(person, {kind: 2}, now=NOW)
    assert (found.kind, found.number) == (kind, 2)
    return found.way, found.name, found.day, found.count


def test_next_refresher_day_is_the_first_that_is_planned(
    refreshers: CourseRun, quinty: Person
) -> None:
    assert closes(quinty, "refresher_day")[0] == ClosingWay.NO_REFRESHER_DAY
    factories.session(factories.run(), NOW + DAY)
    factories.session(refreshers, NOW - DAY, title="Over")
    factories.session(refreshers, NOW + DAY, title="Off", state=AppointmentState.CANCELLED)
    factories.session(refreshers, NOW + 9 * DAY, title="Later")
    factories.session(refreshers, NOW + 5 * DAY, title="Terugkomdag")

    found = closes(quinty, "refresher_day")

    assert found == (ClosingWay.REFRESHER_DAY, "Terugkomdag", dt.date(2027, 3, 6), 0)
    [line] = standing.missing(quinty, {"refresher_day": 2}, now=NOW)
    assert str(line.sentence) == "The next refresher day is on 6 March 2027: Terugkomdag."


def test_own_group_comes_before_one_with_room(quinty: Person) -> None:
    assert closes(quinty, "intervision")[0] == ClosingWay.NO_GROUP
    room = factories.group(name="Room")
    factories.meeting(room, NOW + DAY)
    assert closes(quinty, "intervision")[:2] == (ClosingWay.OPEN_GROUP, "Room")

    own = factories.group(name="Own")
    factories.member(own, quinty)
    factories.meeting(own, NOW + 3 * DAY)

    assert closes(quinty, "intervision") == (ClosingWay.OWN_GROUP, "Own", dt.date(2027, 3, 4), 0)


def test_group_that_is_full_or_has_met_has_no_room(quinty: Person) -> None:
    full, met = factories.group(size_max=4), factories.group()
    for _ in range(4):
        factories.member(full)
    factories.meeting(full, NOW + DAY)
    factories.meeting(met, NOW - DAY)

    assert closes(quinty, "intervision")[0] == ClosingWay.NO_GROUP

    full.memberships.filter(pk=full.memberships.first().pk).update(left_on=NOW.date())  # type: ignore[union-attr]  # four were made
    assert closes(quinty, "intervision")[0] == ClosingWay.OPEN_GROUP


def test_requests_are_those_of_the_own_regions(quinty: Person) -> None:
    group = factories.local_group()
    scenes.request(organisation=group)
    scenes.request()
    scenes.request(organisation=group, state="declined", declined_reason="Te ver")
    assert closes(quinty, "session_given")[0] == ClosingWay.NO_REQUESTS

    assert group.region is not None
    membership = factories.pool_member(quinty, group.region)

    assert closes(quinty, "session_given") == (ClosingWay.REQUESTS, "", None, 1)
    PoolMembership.objects.filter(pk=membership.pk).update(left_on=NOW.date())
    assert closes(quinty, "session_given")[0] == ClosingWay.NO_REQUESTS


def test_who_must_be_observed_asks_the_office(quinty: Person) -> None:
    assert closes(quinty, "observed")[0] == ClosingWay.OBSERVER


def test_everything_that_is_missing_has_a_line_and_nothing_else(quinty: Person) -> None:
    shortfall = {"observed": 1, "session_given": 3, "refresher_day": 2, "intervision": 9}

    found = standing.missing(quinty, shortfall, now=NOW)

    assert [(one.kind, one.number) for one in found] == [
        ("session_given", 3),
        ("intervision", 9),
        ("refresher_day", 2),
        ("observed", 1),
    ]
    assert standing.missing(quinty, {}, now=NOW) == []


@pytest.mark.parametrize(
    ("attendance", "role", "counts"),
    [
        (Attendance.PRESENT, ParticipationRole.PARTICIPANT, True),
        (Attendance.LATE, ParticipationRole.PARTICIPANT, True),
        (Attendance.ABSENT_EXCUSED, ParticipationRole.PARTICIPANT, False),
        (Attendance.PRESENT, ParticipationRole.GUEST, False),
        (Attendance.PRESENT, ParticipationRole.LEAD, False),
    ],
)
def test_refresher_day_counts_for_who_was_there_to_learn(
    attendance: str,
    role: str,
    counts: bool,  # noqa: FBT001 -- a column of the table
    refreshers: CourseRun,
    quinty: Person,
) -> None:
    session = factories.session(refreshers, utc(2027, 2, 1, 9), code="T1", state="held")
    factories.participation(session.appointment, quinty, attendance=attendance, role=role)

    kinds = [event.kind for event in standing.events_of([quinty.pk]).get(quinty.pk, [])]

    assert ("refresher_day" in kinds) == counts


def test_session_of_another_course_is_no_refresher_day(quinty: Person) -> None:
    session = factories.session(factories.run(), utc(2027, 2, 1, 9), state="held")
    factories.participation(session.appointment, quinty, attendance="present")

    assert standing.events_of([quinty.pk])[quinty.pk] == []


def test_refresher_day_that_was_written_down_as_well_counts_once(
    refreshers: CourseRun, quinty: Person
) -> None:
    session = factories.session(refreshers, utc(2027, 2, 1, 9), code="T1", state="held")
    factories.participation(session.appointment, quinty, attendance="present")
    quinty.activities.create(kind="refresher_day", happened_on=dt.date(2027, 2, 1), reference="T1")

    assert len(standing.events_of([quinty.pk])[quinty.pk]) == 1
