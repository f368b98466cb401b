"""Marking who was at a session."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from common.problems import Refused
from courses import actions
from courses.states import EnrolmentState
from scheduling.models import AttendanceRecord, Participation
from scheduling.rules import Mark
from scheduling.states import AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.courses import places
from tests.refusals import refuses

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from courses.models import CourseRun, CourseSession
    from people.models import Person

pytestmark = pytest.mark.django_db

PRESENT = Mark(Attendance.PRESENT)
EXCUSED = Mark(Attendance.ABSENT_EXCUSED)
# The session of the factory begins at this moment.
START = factories.NOW
AFTER = START + dt.timedelta(hours=3)
SECOND = dt.timedelta(seconds=1)


def _mark(session: CourseSession, marks: Any, by: Person, now: dt.datetime = AFTER) -> Any:
    return actions.mark_session(session=session, marks=marks, by=by, now=now)


def _attendance(session: CourseSession) -> dict[Person, tuple[str, int]]:
    parts = Participation.objects.filter(appointment=session.appointment)
    return {part.person: (part.attendance, part.minutes_late) for part in parts}


def _state(session: CourseSession) -> str:
    session.appointment.refresh_from_db()
    return session.appointment.state


def _listed(run: CourseRun, *people: Person) -> CourseSession:
    session = factories.session(run)
    for each in people:
        factories.enrolment(run, each)
        factories.participation(session.appointment, each)
    return session


def test_one_call_marks_a_whole_session(anna: Person, bas: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna, bas)
    records = _mark(session, {anna: PRESENT, bas: EXCUSED}, quinty)
    assert _attendance(session) == {anna: ("present", 0), bas: ("absent_excused", 0)}
    assert {record.recorded_by for record in records} == {quinty}
    assert {record.recorded_at for record in records} == {AFTER}


def test_marking_says_that_a_planned_session_was_held(anna: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna)
    _mark(session, {anna: PRESENT}, quinty)
    assert _state(session) == AppointmentState.HELD
    verbs = AuditEntry.objects.all().about(session.appointment).values_list("verb", flat=True)
    assert list(verbs) == ["appointment.held", "attendance.recorded"]


def test_marking_without_marks_only_holds_the_session(anna: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna)
    assert _mark(session, {}, quinty) == []
    assert (_state(session), _attendance(session)) == ("held", {anna: ("", 0)})


def test_marking_begins_with_the_session(anna: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna)
    with refuses("attendance.before_start"):
        _mark(session, {anna: PRESENT}, quinty, START - SECOND)
    assert _state(session) == AppointmentState.PLANNED
    assert len(_mark(session, {anna: PRESENT}, quinty, START)) == 1


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (AppointmentState.CANCELLED, "attendance.appointment_is_cancelled"),
        (AppointmentState.DRAFT, "attendance.appointment_is_draft"),
    ],
)
def test_session_that_is_not_given_is_not_marked(
    anna: Person, quinty: Person, state: AppointmentState, code: str
) -> None:
    run = factories.run()
    factories.enrolment(run, anna)
    session = factories.session(run, state=state)
    with refuses(code):
        _mark(session, {anna: PRESENT}, quinty)


def test_late_minutes_are_kept(anna: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna)
    _mark(session, {anna: Mark(Attendance.LATE, 15)}, quinty)
    assert _attendance(session) == {anna: ("late", 15)}


def test_correction_keeps_who_and_when(anna: Person, quinty: Person, office: Person) -> None:
    session = _listed(factories.run(), anna)
    _mark(session, {anna: PRESENT}, quinty)
    _mark(session, {anna: EXCUSED}, office, AFTER + dt.timedelta(days=2))
    history = AttendanceRecord.objects.values_list("attendance", "recorded_by", "recorded_at")
    assert list(history) == [
        ("present", quinty.pk, AFTER),
        ("absent_excused", office.pk, AFTER + dt.timedelta(days=2)),
    ]


def test_same_marks_again_record_nothing(anna: Person, quinty: Person) -> None:
    session = _listed(factories.run(), anna)
    _mark(session, {anna: PRESENT}, quinty)
    assert _mark(session, {anna: PRESENT}, quinty) == []
    assert AttendanceRecord.objects.count() == 1


@pytest.mark.parametrize("role", [ParticipationRole.LEAD, ParticipationRole.CO])
def test_who_leads_can_be_marked_too(quinty: Person, role: ParticipationRole) -> None:
    session = factories.session(factories.run())
    factories.participation(session.appointment, quinty, role=role)
    _mark(session, {quinty: PRESENT}, quinty)
    assert _attendance(session) == {quinty: ("present", 0)}


def test_guest_is_not_marked(bas: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    factories.participation(session.appointment, bas, role=ParticipationRole.GUEST)
    with refuses("attendance.not_a_participant"):
        _mark(session, {bas: PRESENT}, quinty)


def test_who_takes_part_and_was_not_listed_is_put_on_the_list(anna: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    factories.enrolment(session.run, anna)
    _mark(session, {anna: PRESENT}, quinty)
    part = session.appointment.participations.get()
    assert (part.person, part.role, part.attendance) == (anna, "participant", "present")


@pytest.mark.parametrize("place", [places.applied, places.waiting, places.offered])
def test_who_has_no_seat_is_not_marked(anna: Person, quinty: Person, place: places.Maker) -> None:
    session = factories.session(factories.run())
    place(session.run, anna)
    with refuses("attendance.not_a_participant"):
        _mark(session, {anna: PRESENT}, quinty)


def test_who_cancelled_is_not_marked(anna: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    values = {"state": EnrolmentState.CANCELLED, "ended_at": factories.utc(2027, 4, 1)}
    factories.enrolment(session.run, anna, **values)
    with refuses("attendance.not_a_participant"):
        _mark(session, {anna: PRESENT}, quinty)


def test_who_is_in_another_run_is_not_marked(anna: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    factories.enrolment(factories.run(), anna)
    factories.participation(session.appointment, anna)
    with refuses("attendance.not_a_participant"):
        _mark(session, {anna: PRESENT}, quinty)


# Midnight in Amsterdam is 23:00 UTC the day before; the session is on 1 March.
@pytest.mark.parametrize(
    ("enrolled_at", "takes_part"),
    [
        (factories.utc(2027, 3, 1, 22, 59), True),
        (factories.utc(2027, 3, 1, 23), False),
    ],
)
def test_taking_part_begins_on_the_day_of_enrolling(
    anna: Person, quinty: Person, enrolled_at: dt.datetime, *, takes_part: bool
) -> None:
    session = factories.session(factories.run())
    factories.enrolment(session.run, anna, enrolled_at=enrolled_at)
    if takes_part:
        assert len(_mark(session, {anna: PRESENT}, quinty)) == 1
    else:
        with refuses("attendance.not_a_participant"):
            _mark(session, {anna: PRESENT}, quinty)


@pytest.mark.parametrize(
    ("ended_at", "takes_part"),
    [
        (factories.utc(2027, 2, 28, 23), False),
        (factories.utc(2027, 3, 1, 23), True),
    ],
)
def test_taking_part_ends_before_the_day_of_withdrawing(
    anna: Person, quinty: Person, ended_at: dt.datetime, *, takes_part: bool
) -> None:
    session = factories.session(factories.run())
    state = EnrolmentState.WITHDRAWN
    factories.enrolment(session.run, anna, state=state, ended_at=ended_at)
    if takes_part:
        assert len(_mark(session, {anna: PRESENT}, quinty)) == 1
    else:
        with refuses("attendance.not_a_participant"):
            _mark(session, {anna: PRESENT}, quinty)


def test_who_left_and_came_back_is_marked(anna: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    left = factories.utc(2027, 2, 1)
    factories.enrolment(session.run, anna, state=EnrolmentState.WITHDRAWN, ended_at=left)
    factories.enrolment(session.run, anna, enrolled_at=factories.utc(2027, 2, 20))
    assert len(_mark(session, {anna: PRESENT}, quinty)) == 1


def test_all_problems_come_at_once_and_nothing_is_written(
    anna: Person, bas: Person, quinty: Person
) -> None:
    session = _listed(factories.run(), anna)
    unknown: Any = "here"
    marks = {anna: Mark(Attendance.PRESENT, 5), bas: PRESENT, quinty: Mark(unknown)}
    with refuses(
        "attendance.minutes_without_late",
        "attendance.not_a_participant",
        "attendance.not_a_participant",
        "attendance.unknown_kind",
    ):
        _mark(session, marks, quinty)
    assert (_state(session), _attendance(session)) == ("planned", {anna: ("", 0)})


def test_refusal_names_the_person(bas: Person, quinty: Person) -> None:
    session = factories.session(factories.run())
    with pytest.raises(Refused) as refusal:
        _mark(session, {bas: PRESENT}, quinty)
    sentence = "Bas Boschebol did not take part in this run on that day."
    assert [str(problem) for problem in refusal.value.problems] == [sentence]


@pytest.mark.parametrize("mark", ["present", None, Attendance.PRESENT, 1])
def test_what_is_no_mark_is_refused(anna: Person, quinty: Person, mark: Any) -> None:
    session = _listed(factories.run(), anna)
    with refuses("attendance.not_a_mark"):
        _mark(session, {anna: mark}, quinty)


@pytest.mark.parametrize("minutes", [-1, 121, "10", True])
def test_minutes_late_that_cannot_be_are_refused(
    anna: Person, quinty: Person, minutes: Any
) -> None:
    session = _listed(factories.run(), anna)
    code = "attendance.later_than_the_end" if minutes == 121 else "attendance.minutes_late"
    with refuses(code):
        _mark(session, {anna: Mark(Attendance.LATE, minutes)}, quinty)


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("count", [1, 30])
def test_marking_takes_as_many_queries_for_thirty_people_as_for_one(
    quinty: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    listed: bool,
) -> None:
    session = factories.session(factories.run())
    people = [factories.enrolment(session.run).person for _ in range(count)]
    if listed:
        for each in people:
            factories.participation(session.appointment, each)
    with django_assert_num_queries(19 if listed else 20):
        _mark(session, dict.fromkeys(people, PRESENT), quinty)
