"""Bringing a case to a meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from intervision import rules
from intervision.models import Case, Meeting, Membership
from intervision.rules.meetings import LONGEST_TEXT
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.intervision import cast
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person


def passed(case: Case) -> list[str]:
    codes: list[str] = AuditEntry.objects.about(case).get().data.get("passed", [])
    return codes


def test_bring_case_keeps_what_was_written(meeting: Meeting, five: list[Person]) -> None:
    case = cast.bring(meeting, five[0], title=" De wethouder zegt af ", text="Wat nu? 🙂")
    assert (case.title, case.text) == ("De wethouder zegt af", "Wat nu? 🙂")
    assert (case.meeting, case.bringer, case.method) == (meeting, five[0], cast.method())


def test_bring_case_gives_the_next_number(meeting: Meeting, five: list[Person]) -> None:
    assert [cast.bring(meeting, somebody).number for somebody in five[:3]] == [1, 2, 3]


def test_bring_case_numbers_each_meeting_apart(meeting: Meeting, five: list[Person]) -> None:
    cast.bring(meeting, five[0])
    assert cast.bring(cast.meeting(meeting.group, five), five[0]).number == 1


def test_bring_case_never_gives_a_number_twice(meeting: Meeting, five: list[Person]) -> None:
    first = cast.bring(meeting, five[0])
    cast.bring(meeting, five[1])
    first.delete()
    assert cast.bring(meeting, five[2]).number == 3


def test_bring_case_twice_is_two_cases(meeting: Meeting, five: list[Person]) -> None:
    cast.bring(meeting, five[0])
    cast.bring(meeting, five[0])
    assert Case.objects.filter(bringer=five[0]).count() == 2


def test_bring_case_is_logged_without_a_word_of_it(meeting: Meeting, five: list[Person]) -> None:
    entry = AuditEntry.objects.about(cast.bring(meeting, five[0])).get()
    assert (entry.verb, entry.by, entry.data) == ("case.brought", five[0], {})


def test_bring_case_needs_no_text(meeting: Meeting, five: list[Person]) -> None:
    assert cast.bring(meeting, five[0], text="").text == ""


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "text.required"),
        ({"title": "T" * 201}, "text.too_long"),
        ({"title": "\x00"}, "text.nul"),
        ({"title": 5}, "text.wrong_type"),
        ({"text": "\x00"}, "text.nul"),
        ({"text": "T" * (LONGEST_TEXT + 1)}, "text.too_long"),
        ({"text": None}, "text.wrong_type"),
    ],
)
def test_bring_case_refuses_words_that_cannot_be_kept(
    meeting: Meeting, five: list[Person], wrong: dict[str, Any], code: str
) -> None:
    with refuses(code):
        cast.bring(meeting, five[0], **wrong)
    assert not Case.objects.exists()


def test_bring_case_by_somebody_outside_is_refused(meeting: Meeting, anna: Person) -> None:
    with refuses("case.bringer_not_a_member"):
        cast.bring(meeting, anna)


def test_bring_case_by_the_guide_is_refused(meeting: Meeting, quinty: Person) -> None:
    with refuses("case.bringer_not_a_member"):
        cast.bring(meeting, quinty)


def test_bring_case_by_who_left_that_day_is_refused(meeting: Meeting, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=dt.date(2027, 3, 1))
    with refuses("case.bringer_not_a_member"):
        cast.bring(meeting, five[0])


def test_bring_case_to_a_cancelled_meeting_is_refused(meeting: Meeting, five: list[Person]) -> None:
    Appointment.objects.update(state=AppointmentState.CANCELLED)
    with refuses("case.meeting_was_cancelled"):
        cast.bring(meeting, five[0])


def test_bring_case_by_the_chair_asks_approval(meeting: Meeting, five: list[Person]) -> None:
    Meeting.objects.update(chair=five[0])
    with refuses("case.chair_brings"):
        cast.bring(meeting, five[0])


def test_bring_case_by_the_chair_for_a_reason(
    meeting: Meeting, five: list[Person], office: Person
) -> None:
    Meeting.objects.update(chair=five[0])
    case = cast.bring(meeting, five[0], by=office, override="Only one with a question")
    assert passed(case) == ["case.chair_brings"]


@pytest.mark.parametrize(
    ("attendance", "codes"),
    [
        (Attendance.UNKNOWN, []),
        (Attendance.PRESENT, []),
        (Attendance.LATE, []),
        (Attendance.ABSENT_EXCUSED, ["case.bringer_was_absent"]),
        (Attendance.ABSENT_UNEXCUSED, ["case.bringer_was_absent"]),
    ],
)
def test_bring_case_warns_for_a_bringer_who_was_absent(
    meeting: Meeting, five: list[Person], attendance: Attendance, codes: list[str]
) -> None:
    Participation.objects.filter(person=five[0]).update(attendance=attendance)
    assert passed(cast.bring(meeting, five[0])) == codes


def test_bring_case_by_who_is_not_on_the_list_is_fine(meeting: Meeting, five: list[Person]) -> None:
    Participation.objects.filter(person=five[0]).delete()
    assert passed(cast.bring(meeting, five[0])) == []


def test_bring_case_says_everything_at_once(meeting: Meeting, anna: Person) -> None:
    Meeting.objects.update(chair=anna)
    Appointment.objects.update(state=AppointmentState.CANCELLED)
    with refuses(
        "text.required",
        "case.meeting_was_cancelled",
        "case.bringer_not_a_member",
        "case.chair_brings",
    ):
        cast.bring(meeting, anna, title="")


def test_bring_case_refuses_a_meeting_that_is_not_there(
    meeting: Meeting, five: list[Person]
) -> None:
    meeting.pk = 0
    with refuses("meeting.unknown"):
        cast.bring(meeting, five[0])


def test_members_on_a_day_leave_out_the_guide(meeting: Meeting, quinty: Person) -> None:
    factories.member(meeting.group, quinty)
    assert quinty.pk not in rules.members_on(meeting.group, factories.RUN_START)
