"""Planning a meeting, and who chairs, brings a case and reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry, Override
from intervision import actions, rules
from intervision.models import Group, Meeting, Membership, Method
from scheduling.models import Appointment
from scheduling.states import ParticipationRole
from tests import factories
from tests.factories import utc
from tests.intervision import cast
from tests.intervision.cast import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person


def passed(meeting: Meeting) -> list[str]:
    codes: list[str] = AuditEntry.objects.about(meeting).latest("pk").data.get("passed", [])
    return codes


def assign(meeting: Meeting, by: Person, **roles: Any) -> Meeting:
    facts: dict[str, Any] = dict.fromkeys(("chair", "case_bringer", "reporter")) | roles
    return actions.assign_roles(meeting=meeting, by=by, now=NOW, **facts)


def test_plan_meeting_writes_what_was_asked(group: Group, five: list[Person]) -> None:
    meeting = cast.plan(
        group, five[0], chair=five[1], case_bringer=five[2], reporter=five[3], method=cast.method()
    )
    assert (meeting.group, meeting.code, meeting.method) == (group, "A1", cast.method())
    assert (meeting.chair, meeting.case_bringer, meeting.reporter) == tuple(five[1:4])
    assert meeting.appointment.title == group.name


def test_plan_meeting_is_led_by_the_guide(group: Group, five: list[Person], quinty: Person) -> None:
    parts = cast.plan(group, five[0]).appointment.participations
    assert parts.get(role=ParticipationRole.LEAD).person == quinty
    assert parts.filter(role=ParticipationRole.PARTICIPANT).count() == 5


def test_plan_meeting_asks_the_members_of_that_date(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=dt.date(2027, 3, 1))
    Membership.objects.filter(person=five[1]).update(joined_on=dt.date(2027, 3, 2))
    parts = cast.plan(group, five[2]).appointment.participations
    coming = parts.filter(role=ParticipationRole.PARTICIPANT)
    assert set(coming.values_list("person", flat=True)) == {each.pk for each in five[2:]}


def test_plan_meeting_takes_the_date_of_the_zone(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(joined_on=dt.date(2027, 3, 2))
    late = utc(2027, 3, 1, 23, 30)
    meeting = cast.plan(group, five[1], starts_at=late, ends_at=late + dt.timedelta(hours=1))
    assert meeting.appointment.local_date == dt.date(2027, 3, 2)
    assert meeting.appointment.participations.filter(person=five[0]).exists()


def test_plan_meeting_is_logged(group: Group, five: list[Person]) -> None:
    entry = AuditEntry.objects.about(cast.plan(group, five[0])).get()
    assert (entry.verb, entry.by, entry.data) == ("meeting.planned", five[0], {})


def test_plan_meeting_may_be_chaired_and_reported_by_the_guide(
    group: Group, five: list[Person], quinty: Person
) -> None:
    meeting = cast.plan(group, quinty, chair=quinty, reporter=quinty)
    assert (meeting.chair, meeting.reporter) == (quinty, quinty)


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("chair", "meeting.chair_not_in_group"),
        ("case_bringer", "meeting.case_bringer_not_a_member"),
        ("reporter", "meeting.reporter_not_in_group"),
    ],
)
def test_plan_meeting_refuses_a_role_for_somebody_outside(
    group: Group, five: list[Person], anna: Person, role: str, code: str
) -> None:
    with refuses(code):
        cast.plan(group, five[0], **{role: anna})
    assert not Meeting.objects.exists()
    assert not Appointment.objects.exists()


def test_plan_meeting_refuses_a_chair_who_left_by_then(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=dt.date(2027, 3, 1))
    with refuses("meeting.chair_not_in_group"):
        cast.plan(group, five[1], chair=five[0])


def test_plan_meeting_refuses_the_guide_as_case_bringer(
    group: Group, five: list[Person], quinty: Person
) -> None:
    with refuses("meeting.case_bringer_not_a_member"):
        cast.plan(group, quinty, case_bringer=quinty)


def test_plan_meeting_asks_approval_for_a_chair_with_a_case(
    group: Group, five: list[Person]
) -> None:
    with refuses("meeting.chair_brings_case"):
        cast.plan(group, five[0], chair=five[0], case_bringer=five[0])


def test_plan_meeting_lets_a_chair_bring_a_case_for_a_reason(
    group: Group, five: list[Person], office: Person
) -> None:
    meeting = cast.plan(
        group, office, chair=five[0], case_bringer=five[0], override="Nobody else had one"
    )
    assert passed(meeting) == ["meeting.chair_brings_case"]
    assert Override.objects.get().reason == "Nobody else had one"


def test_plan_meeting_refuses_a_reason_of_a_member(group: Group, five: list[Person]) -> None:
    with refuses("meeting.chair_brings_case", "override.not_allowed"):
        cast.plan(group, five[0], chair=five[0], case_bringer=five[0], override="Because")


def test_plan_meeting_warns_for_a_group_that_is_too_small(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person__in=five[:2]).update(left_on=dt.date(2027, 3, 1))
    assert passed(cast.plan(group, five[2])) == ["group.too_small"]


def test_plan_meeting_does_not_warn_for_the_smallest_size(group: Group, five: list[Person]) -> None:
    Membership.objects.filter(person=five[0]).update(left_on=dt.date(2027, 3, 1))
    assert passed(cast.plan(group, five[1])) == []


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ((2027, 1, 30), []),
        ((2027, 1, 29), ["meeting.outside_run"]),
        ((2027, 6, 30), []),
        ((2027, 7, 1), ["meeting.outside_run"]),
    ],
)
def test_plan_meeting_warns_outside_the_run(
    group: Group, five: list[Person], day: tuple[int, int, int], codes: list[str]
) -> None:
    Membership.objects.update(joined_on=dt.date(2027, 1, 1))
    start = utc(*day, 12)
    meeting = cast.plan(group, five[0], starts_at=start, ends_at=start + dt.timedelta(hours=2))
    assert passed(meeting) == codes


@pytest.mark.parametrize(("smallest", "largest"), [(6, 10), (2, 4)])
def test_plan_meeting_warns_for_a_method_of_another_size(
    group: Group, five: list[Person], smallest: int, largest: int
) -> None:
    method = Method.objects.create(code="other", group_min=smallest, group_max=largest)
    assert passed(cast.plan(group, five[0], method=method)) == ["meeting.method_does_not_fit"]


def test_plan_meeting_refuses_a_code_twice(meeting: Meeting, five: list[Person]) -> None:
    start = utc(2027, 4, 1, 12)
    with refuses("meeting.code_taken"):
        cast.plan(meeting.group, five[0], starts_at=start, ends_at=start + dt.timedelta(hours=2))
    assert Meeting.objects.count() == 1


def test_plan_meeting_allows_a_code_of_another_group(meeting: Meeting) -> None:
    other = factories.group(meeting.group.run)
    somebody, *_others = cast.members(other, 4)
    assert cast.plan(other, somebody).code == "A1"


def test_plan_meeting_refuses_a_guide_who_is_elsewhere(
    group: Group, five: list[Person], quinty: Person
) -> None:
    factories.appointment(utc(2027, 3, 1, 13), lead=quinty)
    with refuses("appointment.lead_is_busy"):
        cast.plan(group, five[0])
    assert not Meeting.objects.exists()


def test_plan_meeting_allows_a_guide_who_has_just_finished(
    group: Group, five: list[Person], quinty: Person
) -> None:
    factories.appointment(utc(2027, 3, 1, 14), lead=quinty)
    assert cast.plan(group, five[0]).pk


def test_plan_meeting_says_everything_at_once(
    group: Group, five: list[Person], anna: Person
) -> None:
    with refuses(
        "text.required",
        "meeting.chair_not_in_group",
        "appointment.ends_before_it_starts",
        "appointment.unknown_delivery",
    ):
        cast.plan(group, five[0], code="", chair=anna, ends_at=NOW, delivery="somewhere")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"starts_at": dt.datetime(2027, 3, 1, 12)}, "appointment.time_without_zone"),
        ({"starts_at": "2027-03-01"}, "appointment.time_without_zone"),
        ({"starts_at": dt.datetime.max.replace(tzinfo=dt.UTC)}, "appointment.year_is_unlikely"),
        ({"zone": "Mars/Olympus"}, "time.unknown_zone"),
    ],
)
def test_plan_meeting_refuses_a_moment_that_no_calendar_knows(
    group: Group, five: list[Person], wrong: dict[str, Any], code: str
) -> None:
    with refuses(code):
        cast.plan(group, five[0], **wrong)


def test_plan_meeting_refuses_a_group_that_is_not_there(group: Group, five: list[Person]) -> None:
    group.pk = 0
    with refuses("group.unknown"):
        cast.plan(group, five[0])


@pytest.mark.parametrize("number", [4, 8])
def test_plan_meeting_asks_as_many_queries_for_four_as_for_eight(
    group: Group, number: int, django_assert_max_num_queries: Any
) -> None:
    somebody, *_others = cast.members(group, number)
    with django_assert_max_num_queries(17):
        cast.plan(group, somebody)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Kiritimati"])
def test_meeting_day_is_that_of_the_zone(zone: str) -> None:
    expected = {"Europe/Amsterdam": dt.date(2027, 3, 1), "Pacific/Kiritimati": dt.date(2027, 3, 2)}
    assert rules.meeting_day(NOW, zone) == expected[zone]


def test_assign_roles_replaces_all_three(meeting: Meeting, five: list[Person]) -> None:
    assign(meeting, five[0], chair=five[0], reporter=five[0])
    assigned = assign(meeting, five[0], chair=five[1], case_bringer=five[2])
    assert (assigned.chair, assigned.case_bringer, assigned.reporter) == (five[1], five[2], None)
    assert Meeting.objects.get(pk=meeting.pk).chair == five[1]


def test_assign_roles_is_logged(meeting: Meeting, five: list[Person]) -> None:
    assign(meeting, five[0], chair=five[0])
    assert AuditEntry.objects.about(meeting).get().verb == "meeting.roles_assigned"


def test_assign_roles_follows_the_rules_of_planning(
    meeting: Meeting, five: list[Person], anna: Person
) -> None:
    with refuses(
        "meeting.chair_not_in_group",
        "meeting.case_bringer_not_a_member",
        "meeting.chair_brings_case",
        "meeting.reporter_not_in_group",
    ):
        assign(meeting, five[0], chair=anna, case_bringer=anna, reporter=anna)


def test_assign_roles_after_the_report_is_refused(meeting: Meeting, five: list[Person]) -> None:
    Meeting.objects.update(report_finalised_on=dt.date(2027, 3, 2))
    with refuses("report.already_final"):
        assign(meeting, five[0])


def test_assign_roles_refuses_a_meeting_that_is_not_there(
    meeting: Meeting, five: list[Person]
) -> None:
    meeting.pk = 0
    with refuses("meeting.unknown"):
        assign(meeting, five[0])
