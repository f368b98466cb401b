"""Holding and cancelling a meeting, who was there, and its report."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from intervision import actions
from intervision.models import Meeting, Membership
from scheduling.models import Appointment, AttendanceRecord, Participation
from scheduling.rules import Mark
from scheduling.states import AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.factories import utc
from tests.intervision import cast
from tests.intervision.cast import NOW, present
from tests.refusals import refuses

if TYPE_CHECKING:
    from intervision.models import Group
    from people.models import Person

MARCH = dt.date(2027, 3, 1)
A_MINUTE = dt.timedelta(minutes=1)


def confirm(
    meeting: Meeting, marks: dict[Person, Mark], at: dt.datetime = NOW
) -> list[AttendanceRecord]:
    return actions.confirm_presence(meeting=meeting, marks=marks, by=meeting.group.guide, now=at)


def finalise(meeting: Meeting, by: Person, on: dt.date = MARCH) -> Meeting:
    return actions.finalise_report(meeting=meeting, finalised_on=on, by=by, now=NOW)


def marks_of(meeting: Meeting) -> dict[int, str]:
    parts = meeting.appointment.participations.exclude(attendance=Attendance.UNKNOWN)
    return dict(parts.values_list("person", "attendance"))


@pytest.fixture
def held(meeting: Meeting) -> Meeting:
    """A meeting that was held."""
    return actions.hold_meeting(meeting=meeting, by=meeting.group.guide, now=NOW)


def test_hold_meeting_holds_the_appointment(held: Meeting) -> None:
    assert held.appointment.state == AppointmentState.HELD
    assert Appointment.objects.get().state == AppointmentState.HELD


def test_hold_meeting_is_logged_once(held: Meeting, quinty: Person) -> None:
    again = actions.hold_meeting(meeting=held, by=quinty, now=NOW)
    assert again == held
    assert [entry.verb for entry in AuditEntry.objects.about(held)] == ["meeting.held"]


def test_hold_meeting_before_it_begins_is_refused(meeting: Meeting, quinty: Person) -> None:
    with refuses("appointment.not_begun"):
        actions.hold_meeting(meeting=meeting, by=quinty, now=NOW - A_MINUTE)


def test_cancel_meeting_cancels_the_appointment(meeting: Meeting, quinty: Person) -> None:
    cancelled = actions.cancel_meeting(meeting=meeting, because="Snow", by=quinty, now=NOW)
    assert cancelled.appointment.state == AppointmentState.CANCELLED
    assert AuditEntry.objects.about(meeting).get().verb == "meeting.cancelled"


def test_cancel_meeting_that_was_held_is_refused(held: Meeting, quinty: Person) -> None:
    with refuses("state.not_allowed"):
        actions.cancel_meeting(meeting=held, because="Snow", by=quinty, now=NOW)


def test_cancel_meeting_twice_is_refused(meeting: Meeting, quinty: Person) -> None:
    actions.cancel_meeting(meeting=meeting, because="Snow", by=quinty, now=NOW)
    with refuses("state.not_allowed"):
        actions.cancel_meeting(meeting=meeting, because="Snow", by=quinty, now=NOW)


def test_confirm_presence_records_each_mark(meeting: Meeting, five: list[Person]) -> None:
    late = Mark(Attendance.LATE, 10)
    confirm(meeting, {five[0]: Mark(Attendance.PRESENT), five[1]: late})
    assert marks_of(meeting) == {five[0].pk: Attendance.PRESENT, five[1].pk: Attendance.LATE}


def test_confirm_presence_is_logged(meeting: Meeting, five: list[Person], quinty: Person) -> None:
    confirm(meeting, present(*five))
    entry = AuditEntry.objects.about(meeting).get()
    assert (entry.verb, entry.by, entry.data) == (
        "meeting.presence_confirmed",
        quinty,
        {"changed": 5},
    )


def test_confirm_presence_again_records_nothing_new(meeting: Meeting, five: list[Person]) -> None:
    confirm(meeting, present(*five))
    assert confirm(meeting, present(*five)) == []
    assert AuditEntry.objects.about(meeting).count() == 1


def test_confirm_presence_corrected_keeps_who_and_when(
    meeting: Meeting, five: list[Person], quinty: Person
) -> None:
    confirm(meeting, present(five[0]))
    confirm(meeting, {five[0]: Mark(Attendance.ABSENT_EXCUSED)}, NOW + A_MINUTE)
    records = AttendanceRecord.objects.values_list("attendance", "recorded_by", "recorded_at")
    assert list(records) == [
        (Attendance.PRESENT, quinty.pk, NOW),
        (Attendance.ABSENT_EXCUSED, quinty.pk, NOW + A_MINUTE),
    ]


def test_confirm_presence_works_for_a_meeting_that_was_held(
    held: Meeting, five: list[Person]
) -> None:
    assert len(confirm(held, present(*five))) == 5


def test_confirm_presence_before_the_start_is_refused(meeting: Meeting, five: list[Person]) -> None:
    with refuses("attendance.before_start"):
        confirm(meeting, present(*five), NOW - A_MINUTE)
    assert marks_of(meeting) == {}


def test_confirm_presence_of_a_cancelled_meeting_is_refused(
    meeting: Meeting, five: list[Person]
) -> None:
    Appointment.objects.update(state=AppointmentState.CANCELLED)
    with refuses("attendance.appointment_is_cancelled"):
        confirm(meeting, present(*five))


def test_confirm_presence_never_marks_the_guide(
    meeting: Meeting, five: list[Person], quinty: Person
) -> None:
    with refuses("attendance.not_a_member"):
        confirm(meeting, present(*five, quinty))
    assert marks_of(meeting) == {}


def test_confirm_presence_names_everybody_who_is_no_member(
    meeting: Meeting, anna: Person, bas: Person
) -> None:
    with refuses("attendance.not_a_member", "attendance.not_a_member"):
        confirm(meeting, present(anna, bas))


def test_confirm_presence_sentence_holds_the_name(meeting: Meeting, anna: Person) -> None:
    with pytest.raises(Exception, match="Anna Appelmoes is not a member of this group"):
        confirm(meeting, present(anna))


def test_confirm_presence_refuses_who_left_on_that_day(
    meeting: Meeting, five: list[Person]
) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=MARCH)
    with refuses("attendance.not_a_member"):
        confirm(meeting, present(five[0]))


def test_confirm_presence_refuses_who_joined_later(meeting: Meeting, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(joined_on=dt.date(2027, 3, 2))
    with refuses("attendance.not_a_member"):
        confirm(meeting, present(five[0]))


def test_confirm_presence_puts_a_member_on_the_list(group: Group, five: list[Person]) -> None:
    meeting = cast.meeting(group, five[1:])
    confirm(meeting, present(*five))
    part = Participation.objects.get(person=five[0])
    assert (part.role, part.attendance) == (ParticipationRole.PARTICIPANT, Attendance.PRESENT)


def test_confirm_presence_says_everything_at_once(
    meeting: Meeting, five: list[Person], anna: Person
) -> None:
    marks = present(anna) | {five[0]: Mark(Attendance.PRESENT, 5)}
    with refuses(
        "attendance.not_a_member",
        "attendance.before_start",
        "attendance.minutes_without_late",
    ):
        confirm(meeting, marks, NOW - A_MINUTE)


@pytest.mark.parametrize("number", [1, 8])
def test_confirm_presence_asks_as_many_queries_for_one_as_for_eight(
    group: Group, number: int, django_assert_num_queries: Any
) -> None:
    people = cast.members(group, number)
    meeting = cast.meeting(group, people)
    with django_assert_num_queries(13):
        confirm(meeting, present(*people))


def test_finalise_report_keeps_the_day(held: Meeting, five: list[Person]) -> None:
    assert finalise(held, five[0]).report_finalised_on == MARCH
    assert Meeting.objects.get().report_finalised_on == MARCH


def test_finalise_report_is_logged(held: Meeting, five: list[Person]) -> None:
    finalise(held, five[0])
    entry = AuditEntry.objects.about(held).latest("pk")
    assert (entry.verb, entry.by) == ("meeting.report_finalised", five[0])


@pytest.mark.parametrize("role", ["chair", "reporter"])
def test_finalise_report_by_who_has_a_task(held: Meeting, anna: Person, role: str) -> None:
    Meeting.objects.update(**{role: anna})
    assert finalise(held, anna).report_finalised_on == MARCH


def test_finalise_report_by_the_guide(held: Meeting, quinty: Person) -> None:
    assert finalise(held, quinty).report_finalised_on == MARCH


def test_finalise_report_by_the_office_is_refused(held: Meeting, office: Person) -> None:
    with refuses("report.not_in_group"):
        finalise(held, office)
    assert Meeting.objects.get().report_finalised_on is None


def test_finalise_report_by_who_left_before_is_refused(held: Meeting, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=MARCH)
    with refuses("report.not_in_group"):
        finalise(held, five[0])


def test_finalise_report_of_a_meeting_that_was_not_held_is_refused(
    meeting: Meeting, five: list[Person]
) -> None:
    with refuses("report.meeting_not_held"):
        finalise(meeting, five[0])


def test_finalise_report_twice_is_refused(held: Meeting, five: list[Person]) -> None:
    finalise(held, five[0])
    with refuses("report.already_final"):
        finalise(held, five[0])


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2027, 2, 28), "report.before_the_meeting"),
        (dt.date(2027, 3, 2), "report.in_future"),
    ],
)
def test_finalise_report_between_the_meeting_and_today(
    held: Meeting, five: list[Person], day: dt.date, code: str
) -> None:
    with refuses(code):
        finalise(held, five[0], day)


@pytest.mark.parametrize("day", ["2027-03-01", None, NOW])
def test_finalise_report_refuses_what_is_no_date(
    held: Meeting, five: list[Person], day: Any
) -> None:
    with refuses("date.wrong_type"):
        finalise(held, five[0], day)


def test_finalise_report_says_everything_at_once(meeting: Meeting, office: Person) -> None:
    with refuses("report.meeting_not_held", "report.before_the_meeting", "report.not_in_group"):
        finalise(meeting, office, dt.date(2027, 2, 1))


@pytest.mark.parametrize("name", ["hold_meeting", "cancel_meeting", "finalise_report"])
def test_actions_refuse_a_meeting_that_is_not_there(
    meeting: Meeting, quinty: Person, name: str
) -> None:
    meeting.pk = 0
    more: dict[str, dict[str, Any]] = {
        "cancel_meeting": {"because": "Snow"},
        "finalise_report": {"finalised_on": MARCH},
    }
    with refuses("meeting.unknown"):
        getattr(actions, name)(meeting=meeting, by=quinty, now=NOW, **more.get(name, {}))


def test_meeting_at_midnight_falls_on_the_day_of_its_zone(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(joined_on=dt.date(2027, 3, 2))
    meeting = cast.meeting(group, five, utc(2027, 3, 1, 23, 0))
    assert len(confirm(meeting, present(five[0]), utc(2027, 3, 1, 23, 0))) == 1


def test_meeting_calls_itself_by_group_and_code(meeting: Meeting) -> None:
    assert str(meeting) == f"{meeting.group.name} A1"
    assert str(factories.member(meeting.group)).endswith(meeting.group.name)
