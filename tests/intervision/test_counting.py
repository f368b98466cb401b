"""Which meetings count, and the statement of hours."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervision import rules
from intervision.models import Membership
from intervision.rules import MeetingFacts, Statement
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.intervision import cast

if TYPE_CHECKING:
    from courses.models import CourseRun
    from intervision.models import Group, Meeting
    from people.models import Person

COUNTS = MeetingFacts(held=True, minutes=90, report_final=True, present_members=3)
RULE = {"min_minutes": 90, "quorum": 3, "report_must_be_final": True}
NOTHING = Statement(0, 0, 0, 0, 0)


def counts(facts: MeetingFacts, **changed: Any) -> bool:
    return rules.meeting_counts(facts, **(RULE | changed))


def statement(person: Person, run: CourseRun, on: dt.date = dt.date(2027, 7, 1)) -> Statement:
    return rules.statement_of_hours(
        person, run, on=on, min_minutes=90, quorum=3, report_must_be_final=True
    )


def test_meeting_counts_exactly_on_every_minimum() -> None:
    assert counts(COUNTS)


@pytest.mark.parametrize(
    "lacking",
    [{"held": False}, {"minutes": 89}, {"report_final": False}, {"present_members": 2}],
)
def test_meeting_does_not_count_when_one_thing_lacks(lacking: dict[str, Any]) -> None:
    assert not counts(dataclasses.replace(COUNTS, **lacking))


def test_meeting_counts_without_report_where_none_is_asked() -> None:
    facts = dataclasses.replace(COUNTS, report_final=False)
    assert counts(facts, report_must_be_final=False)


@given(
    minutes=st.integers(0, 300),
    present=st.integers(0, 10),
    least=st.integers(0, 300),
    quorum=st.integers(0, 10),
)
def test_meeting_counts_from_its_thresholds_on(
    minutes: int, present: int, least: int, quorum: int
) -> None:
    facts = MeetingFacts(held=True, minutes=minutes, report_final=True, present_members=present)
    assert counts(facts, min_minutes=least, quorum=quorum) == (
        minutes >= least and present >= quorum
    )


def hold(meeting: Meeting, *there: Person, reported: bool = True) -> None:
    Appointment.objects.filter(pk=meeting.appointment_id).update(state=AppointmentState.HELD)
    Participation.objects.filter(appointment=meeting.appointment_id, person__in=there).update(
        attendance=Attendance.PRESENT
    )
    meeting.report_finalised_on = dt.date(2027, 3, 5) if reported else None
    meeting.save()
    meeting.appointment.refresh_from_db()


def test_present_members_are_those_who_were_there(meeting: Meeting, five: list[Person]) -> None:
    hold(meeting, *five[:3])
    assert rules.present_members([meeting]) == {meeting.pk: {somebody.pk for somebody in five[:3]}}


def test_present_members_include_who_was_late(meeting: Meeting, five: list[Person]) -> None:
    Participation.objects.filter(person=five[0]).update(attendance=Attendance.LATE)
    assert rules.present_members([meeting]) == {meeting.pk: {five[0].pk}}


def test_present_members_leave_out_the_guide(meeting: Meeting, quinty: Person) -> None:
    hold(meeting, quinty)
    assert rules.present_members([meeting]) == {meeting.pk: set()}


def test_present_members_leave_out_a_guide_who_became_one_later(
    meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five)
    meeting.group.guide = five[0]
    assert rules.present_members([meeting]) == {meeting.pk: {each.pk for each in five[1:]}}


def test_present_members_leave_out_who_was_no_member_that_day(
    meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five)
    Membership.objects.filter(person=five[0]).update(left_on=dt.date(2027, 3, 1))
    Membership.objects.filter(person=five[1]).update(left_on=dt.date(2027, 3, 2))
    assert rules.present_members([meeting]) == {meeting.pk: {each.pk for each in five[1:]}}


@pytest.mark.parametrize("number", [1, 30])
def test_present_members_ask_two_queries(
    group: Group, five: list[Person], number: int, django_assert_num_queries: Any
) -> None:
    meetings = [cast.meeting(group, five) for _ in range(number)]
    with django_assert_num_queries(2):
        assert len(rules.present_members(meetings)) == number


def test_statement_counts_meetings_minutes_and_cases(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    cast.bring(meeting, five[0])
    cast.bring(meeting, five[0])
    hold(meeting, *five[:3])
    assert statement(five[0], run) == Statement(1, 1, 120, 120, 2)


def test_statement_tells_attended_from_counted(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five[:2])
    assert statement(five[0], run) == Statement(1, 0, 120, 0, 0)


def test_statement_leaves_out_who_was_absent(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five[:3])
    assert statement(five[4], run) == NOTHING


def test_statement_leaves_out_what_was_not_held(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five)
    Appointment.objects.update(state=AppointmentState.PLANNED)
    assert statement(five[0], run) == NOTHING


def test_statement_does_not_count_an_unfinished_report(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five, reported=False)
    assert statement(five[0], run) == Statement(1, 0, 120, 0, 0)


def test_statement_of_a_day_before_the_report_does_not_count_it(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    hold(meeting, *five)
    assert statement(five[0], run, dt.date(2027, 3, 4)) == Statement(1, 0, 120, 0, 0)
    assert statement(five[0], run, dt.date(2027, 3, 5)) == Statement(1, 1, 120, 120, 0)


def test_statement_of_a_day_before_the_meeting_is_empty(
    run: CourseRun, meeting: Meeting, five: list[Person]
) -> None:
    cast.bring(meeting, five[0])
    hold(meeting, *five)
    assert statement(five[0], run, dt.date(2027, 2, 28)) == NOTHING


def test_statement_of_somebody_without_a_group_is_empty(run: CourseRun, anna: Person) -> None:
    assert statement(anna, run) == NOTHING


def test_statement_of_the_guide_is_empty(
    run: CourseRun, meeting: Meeting, five: list[Person], quinty: Person
) -> None:
    hold(meeting, quinty, *five)
    assert statement(quinty, run) == NOTHING


def test_statement_leaves_out_another_run(meeting: Meeting, five: list[Person]) -> None:
    hold(meeting, *five)
    assert statement(five[0], factories.run()) == NOTHING


@pytest.mark.parametrize("number", [1, 30])
def test_statement_asks_four_queries(
    run: CourseRun, group: Group, five: list[Person], number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        hold(cast.meeting(group, five), *five)
    with django_assert_num_queries(4):
        found = statement(five[0], run)
    assert found.meetings_counted == number
