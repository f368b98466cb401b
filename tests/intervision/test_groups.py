"""Forming a group, joining and leaving it, and signing its agreement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.models import AuditEntry
from common.periods import Period
from courses.models import Enrolment
from courses.states import EnrolmentState
from intervision import actions, rules
from intervision.models import Group, Meeting, Membership
from mail.models import Message
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState, Attendance, ParticipationRole
from tests import factories
from tests.factories import RUN_START, utc
from tests.intervision import cast
from tests.intervision.cast import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import CourseRun
    from people.models import Person

MARCH = dt.date(2027, 3, 1)
days = st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def form(run: CourseRun, guide: Person, by: Person, **fields: Any) -> Group:
    facts = {"code": "IG-A", "name": "Intervisiegroep IJsselmeer", "agreement_version": "1"}
    return actions.form_group(run=run, guide=guide, by=by, now=NOW, **(facts | fields))


def join(group: Group, person: Person, joined_on: dt.date = RUN_START) -> Membership:
    return actions.join_group(group=group, person=person, joined_on=joined_on, by=person, now=NOW)


def leave(person: Person, left_on: dt.date) -> Membership:
    membership = Membership.objects.get(person=person, left_on=None)
    return actions.leave_group(membership=membership, left_on=left_on, by=person, now=NOW)


def sign(membership: Membership, signed_on: dt.date = RUN_START) -> Membership:
    by = membership.person
    return actions.sign_agreement(membership=membership, signed_on=signed_on, by=by, now=NOW)


@pytest.fixture
def newcomer(run: CourseRun) -> Person:
    """Somebody who is enrolled and in no group yet."""
    return factories.enrolment(run).person


def test_form_group_has_four_to_eight_members_by_default(
    run: CourseRun, quinty: Person, office: Person
) -> None:
    group = form(run, quinty, office)
    assert (group.run, group.guide, group.size_min, group.size_max) == (run, quinty, 4, 8)


def test_form_group_is_logged(run: CourseRun, quinty: Person, office: Person) -> None:
    group = form(run, quinty, office)
    entry = AuditEntry.objects.about(group).get()
    assert (entry.verb, entry.by, entry.at, entry.data) == ("group.formed", office, NOW, {})


def test_form_group_gives_the_guide_no_membership(
    run: CourseRun, quinty: Person, office: Person
) -> None:
    form(run, quinty, office)
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("smallest", "largest"), [(0, 8), (-1, 8), (5, 4), (4, 40_000), ("4", 8), (4, None)]
)
def test_form_group_refuses_sizes_out_of_order(
    smallest: Any, largest: Any, run: CourseRun, quinty: Person, office: Person
) -> None:
    with refuses("group.sizes"):
        form(run, quinty, office, size_min=smallest, size_max=largest)
    assert not Group.objects.exists()


def test_form_group_refuses_a_code_of_the_same_run(
    group: Group, quinty: Person, office: Person
) -> None:
    with refuses("group.code_taken"):
        form(group.run, quinty, office)


def test_form_group_allows_the_same_code_in_another_run(
    group: Group, quinty: Person, office: Person
) -> None:
    assert form(factories.run(), quinty, office).code == group.code


def test_form_group_refuses_a_guide_of_the_office(run: CourseRun, office: Person) -> None:
    with refuses("group.guide_is_office"):
        form(run, office, office)


def test_form_group_refuses_an_archived_guide(run: CourseRun, office: Person) -> None:
    with refuses("person.archived"):
        form(run, factories.person(archived_at=NOW), office)


def test_form_group_says_everything_at_once(run: CourseRun, office: Person) -> None:
    with refuses(
        "text.required", "text.too_long", "text.nul", "group.sizes", "group.guide_is_office"
    ):
        form(run, office, office, code=" ", name="N" * 121, agreement_version="\x00", size_min=9)


def test_form_group_takes_emoji_and_accents(run: CourseRun, quinty: Person, office: Person) -> None:
    assert form(run, quinty, office, name="Súdwest 🌷 IJ").name == "Súdwest 🌷 IJ"


def test_form_group_refuses_a_run_that_is_not_there(
    run: CourseRun, quinty: Person, office: Person
) -> None:
    run.pk = 0
    with refuses("run.unknown"):
        form(run, quinty, office)


def change_guide(group: Group, guide: Person) -> Group:
    return actions.change_guide(group=group, guide=guide, by=guide, now=NOW)


def test_change_guide_is_logged_with_who_it_was(group: Group, quinty: Person, anna: Person) -> None:
    assert change_guide(group, anna).guide == anna
    entry = AuditEntry.objects.about(group).get()
    assert (entry.verb, entry.data) == ("group.guide_changed", {"before": quinty.pk})


def test_change_guide_hands_over_the_meetings_to_come(
    group: Group, five: list[Person], anna: Person
) -> None:
    past = cast.meeting(group, five, utc(2027, 2, 28, 12))
    coming = cast.meeting(group, five, utc(2027, 3, 2, 12))
    change_guide(group, anna)
    assert not past.appointment.participations.filter(person=anna).exists()
    leads = coming.appointment.participations.filter(role=ParticipationRole.LEAD)
    assert [lead.person for lead in leads] == [anna]


def test_change_guide_refuses_who_is_elsewhere_then(
    group: Group, five: list[Person], quinty: Person, anna: Person
) -> None:
    cast.meeting(group, five, utc(2027, 3, 2, 12))
    factories.appointment(utc(2027, 3, 2, 13), lead=anna)
    with refuses("appointment.lead_is_busy"):
        change_guide(group, anna)
    assert Group.objects.get().guide == quinty


def test_change_guide_to_the_same_changes_nothing(group: Group, quinty: Person) -> None:
    assert change_guide(group, quinty) == group
    assert not AuditEntry.objects.about(group).exists()


def test_change_guide_refuses_the_office(group: Group, office: Person) -> None:
    with refuses("group.guide_is_office"):
        change_guide(group, office)


def test_change_guide_refuses_a_member(group: Group, five: list[Person]) -> None:
    with refuses("group.guide_is_member"):
        change_guide(group, five[0])


def test_change_guide_allows_who_left(group: Group, five: list[Person]) -> None:
    leave(five[0], MARCH)
    assert change_guide(group, five[0]).guide == five[0]


def test_join_group_makes_a_member_of_the_run_of_the_group(group: Group, newcomer: Person) -> None:
    membership = join(group, newcomer)
    assert (membership.run, membership.period) == (group.run, Period(RUN_START))
    assert list(rules.members_on(group, RUN_START)) == [newcomer.pk]


def test_join_group_is_logged(group: Group, newcomer: Person) -> None:
    entry = AuditEntry.objects.about(join(group, newcomer)).get()
    assert (entry.verb, entry.by, entry.data) == ("membership.joined", newcomer, {})


def test_join_group_asks_to_sign_the_agreement(group: Group, newcomer: Person) -> None:
    membership = join(group, newcomer)
    message = Message.objects.get(recipient=newcomer)
    assert message.purpose == "intervision.agreement_to_sign"
    assert message.context == {"membership": membership.pk}


def test_join_group_adds_to_planned_meetings_from_that_day(group: Group, newcomer: Person) -> None:
    before = cast.meeting(group, [], utc(2027, 2, 28, 12))
    same_day = cast.meeting(group, [], utc(2027, 3, 1, 12))
    cancelled = cast.meeting(group, [], utc(2027, 3, 2, 12), state=AppointmentState.CANCELLED)
    join(group, newcomer, MARCH)
    invited = [
        meeting.appointment.participations.filter(person=newcomer).exists()
        for meeting in (before, same_day, cancelled)
    ]
    assert invited == [False, True, False]


def test_join_group_refuses_who_is_not_enrolled(group: Group, anna: Person) -> None:
    with refuses("membership.not_enrolled"):
        join(group, anna)
    assert not Membership.objects.exists()


def test_join_group_refuses_who_is_enrolled_in_another_run(group: Group) -> None:
    with refuses("membership.not_enrolled"):
        join(group, factories.enrolment().person)


@pytest.mark.parametrize("state", [EnrolmentState.WAITLISTED, EnrolmentState.CANCELLED])
def test_join_group_refuses_who_never_took_part(
    group: Group, newcomer: Person, state: EnrolmentState
) -> None:
    Enrolment.objects.update(state=state, waitlisted_at=NOW, ended_at=NOW)
    with refuses("membership.not_enrolled"):
        join(group, newcomer)


def test_join_group_refuses_from_the_day_of_withdrawing(group: Group, newcomer: Person) -> None:
    Enrolment.objects.update(state=EnrolmentState.WITHDRAWN, ended_at=utc(2027, 3, 1, 12))
    with refuses("membership.not_enrolled"):
        join(group, newcomer, MARCH)
    assert join(group, newcomer, dt.date(2027, 2, 28)).pk


def test_join_group_refuses_the_guide(group: Group, quinty: Person) -> None:
    factories.enrolment(group.run, quinty)
    with refuses("group.guide_cannot_join"):
        join(group, quinty)


def test_join_group_refuses_the_same_group_twice(group: Group, newcomer: Person) -> None:
    join(group, newcomer)
    with refuses("group.already_in_one"):
        join(group, newcomer)


def test_join_group_refuses_a_second_group_of_the_run(group: Group, newcomer: Person) -> None:
    join(group, newcomer)
    with refuses("group.already_in_one"):
        join(factories.group(group.run), newcomer)
    assert Membership.objects.count() == 1


def test_join_group_refuses_a_start_before_a_later_membership(
    group: Group, newcomer: Person
) -> None:
    join(group, newcomer, MARCH)
    with refuses("group.already_in_one"):
        join(factories.group(group.run), newcomer, RUN_START)


def test_join_group_refuses_a_start_before_somebody_left(group: Group, newcomer: Person) -> None:
    join(group, newcomer)
    leave(newcomer, MARCH)
    with refuses("group.already_in_one"):
        join(factories.group(group.run), newcomer, dt.date(2027, 2, 28))


def test_join_group_allows_another_group_from_the_day_of_leaving(
    group: Group, newcomer: Person
) -> None:
    join(group, newcomer)
    leave(newcomer, MARCH)
    assert join(factories.group(group.run), newcomer, MARCH).joined_on == MARCH


def test_join_group_forgets_who_left_on_the_day_of_joining(group: Group, newcomer: Person) -> None:
    join(group, newcomer, MARCH)
    leave(newcomer, MARCH)
    assert join(factories.group(group.run), newcomer).joined_on == RUN_START


def test_join_group_allows_a_group_in_another_run(group: Group, newcomer: Person) -> None:
    join(group, newcomer)
    other = factories.group()
    factories.enrolment(other.run, newcomer)
    assert join(other, newcomer).run == other.run


def test_join_group_fills_it_and_then_refuses(group: Group, newcomer: Person) -> None:
    people = cast.members(group, 7)
    join(group, newcomer)
    late = factories.enrolment(group.run).person
    with refuses("group.full"):
        join(group, late)
    assert Membership.objects.filter(group=group).count() == len(people) + 1


def test_join_group_refuses_when_it_is_full_later(group: Group, newcomer: Person) -> None:
    cast.members(group, 8)
    Membership.objects.update(joined_on=MARCH)
    with refuses("group.full"):
        join(group, newcomer, RUN_START)


def test_join_group_takes_the_place_of_who_left(group: Group, newcomer: Person) -> None:
    people = cast.members(group, 8)
    leave(people[0], MARCH)
    with refuses("group.full"):
        join(group, newcomer, dt.date(2027, 2, 28))
    assert join(group, newcomer, MARCH).pk


def test_join_group_says_everything_at_once(group: Group, quinty: Person) -> None:
    cast.members(group, 8)
    with refuses("membership.not_enrolled", "group.guide_cannot_join", "group.full"):
        join(group, quinty)


def test_join_group_refuses_an_archived_person(group: Group, newcomer: Person) -> None:
    newcomer.archived_at = NOW
    with refuses("person.archived"):
        join(group, newcomer)


@pytest.mark.parametrize("day", ["2027-03-01", None, NOW])
def test_join_group_refuses_what_is_no_date(group: Group, newcomer: Person, day: Any) -> None:
    with refuses("date.wrong_type"):
        join(group, newcomer, day)


def test_join_group_refuses_a_group_that_is_not_there(group: Group, newcomer: Person) -> None:
    group.pk = 0
    with refuses("group.unknown"):
        join(group, newcomer)


@pytest.mark.parametrize("number", [1, 8])
def test_join_group_asks_as_many_queries_for_a_small_as_for_a_large_group(
    group: Group, newcomer: Person, number: int, django_assert_num_queries: Any
) -> None:
    cast.members(group, number - 1)
    with django_assert_num_queries(12):
        join(group, newcomer)


@given(start=days, joins=st.lists(st.tuples(days, st.none() | days), max_size=12))
def test_largest_size_is_that_of_the_busiest_day(
    start: dt.date, joins: list[tuple[dt.date, dt.date | None]]
) -> None:
    periods = [Period(*pair) for pair in joins]
    later = [start + dt.timedelta(days=number) for number in range(400)]
    busiest = max(sum(day in period for period in periods) for day in later)
    assert rules.largest_size(periods, start) == busiest


def test_leave_group_ends_the_membership_half_open(group: Group, five: list[Person]) -> None:
    membership = leave(five[0], MARCH)
    assert membership.period == Period(RUN_START, MARCH)
    assert five[0].pk in rules.members_on(group, dt.date(2027, 2, 28))
    assert five[0].pk not in rules.members_on(group, MARCH)


def test_leave_group_is_logged(group: Group, five: list[Person]) -> None:
    entry = AuditEntry.objects.about(leave(five[0], MARCH)).get()
    assert (entry.verb, entry.by) == ("membership.left", five[0])


def test_leave_group_takes_somebody_off_later_meetings(group: Group, five: list[Person]) -> None:
    before = cast.meeting(group, five, utc(2027, 2, 28, 12))
    after = cast.meeting(group, five, utc(2027, 3, 1, 12))
    leave(five[0], MARCH)
    assert before.appointment.participations.count() == 6
    assert after.appointment.participations.count() == 5


def test_leave_group_clears_the_roles_in_later_meetings(group: Group, five: list[Person]) -> None:
    roles = {"chair": five[0], "case_bringer": five[1], "reporter": five[0]}
    before = cast.meeting(group, five, utc(2027, 2, 28, 12), **roles)
    after = cast.meeting(group, five, utc(2027, 3, 1, 12), **roles)
    leave(five[0], MARCH)
    kept = Meeting.objects.in_bulk([before.pk, after.pk])
    assert kept[before.pk].chair == five[0]
    assert (kept[after.pk].chair, kept[after.pk].reporter) == (None, None)
    assert kept[after.pk].case_bringer == five[1]


def test_leave_group_keeps_who_was_marked_absent_on_the_list(
    meeting: Meeting, five: list[Person]
) -> None:
    Participation.objects.filter(person=five[0]).update(attendance=Attendance.ABSENT_EXCUSED)
    leave(five[0], MARCH)
    assert meeting.appointment.participations.filter(person=five[0]).exists()


def test_leave_group_refuses_a_day_of_or_before_presence(
    meeting: Meeting, five: list[Person]
) -> None:
    Participation.objects.filter(person=five[0]).update(attendance=Attendance.LATE)
    with refuses("membership.took_part_later"):
        leave(five[0], MARCH)
    assert leave(five[0], dt.date(2027, 3, 2)).left_on == dt.date(2027, 3, 2)


def test_leave_group_refuses_a_day_of_or_before_a_case(
    meeting: Meeting, five: list[Person]
) -> None:
    cast.bring(meeting, five[0])
    with refuses("membership.took_part_later"):
        leave(five[0], MARCH)


def test_leave_group_looks_only_at_its_own_group(group: Group, five: list[Person]) -> None:
    elsewhere = factories.appointment(utc(2027, 4, 1), lead=five[0])
    Participation.objects.update(attendance=Attendance.PRESENT)
    assert Appointment.objects.get() == elsewhere
    assert leave(five[0], MARCH).left_on == MARCH


def test_leave_group_refuses_a_day_before_joining(group: Group, five: list[Person]) -> None:
    with refuses("membership.leaves_before_joining"):
        leave(five[0], dt.date(2027, 1, 29))
    assert leave(five[0], RUN_START).left_on == RUN_START


def test_leave_group_twice_is_refused(group: Group, five: list[Person]) -> None:
    membership = leave(five[0], MARCH)
    with refuses("membership.already_left"):
        actions.leave_group(membership=membership, left_on=MARCH, by=five[0], now=NOW)


@pytest.mark.parametrize("day", ["2027-03-01", None, NOW])
def test_leave_group_refuses_what_is_no_date(five: list[Person], day: Any) -> None:
    with refuses("date.wrong_type"):
        leave(five[0], day)


def test_leave_group_refuses_a_membership_that_is_not_there(five: list[Person]) -> None:
    membership = Membership.objects.get(person=five[0])
    membership.pk = 0
    with refuses("membership.unknown"):
        actions.leave_group(membership=membership, left_on=MARCH, by=five[0], now=NOW)


@pytest.fixture
def unsigned(group: Group) -> Membership:
    """A member who has not signed."""
    return factories.member(group, agreement_signed_on=None, agreement_version="")


def test_sign_agreement_keeps_the_version_of_the_group(unsigned: Membership) -> None:
    signed = sign(unsigned)
    assert (signed.agreement_signed_on, signed.agreement_version) == (RUN_START, "2027-01")


def test_sign_agreement_is_logged(unsigned: Membership) -> None:
    entry = AuditEntry.objects.about(sign(unsigned)).get()
    assert (entry.verb, entry.by) == ("membership.agreement_signed", unsigned.person)


def test_sign_agreement_twice_is_refused(unsigned: Membership) -> None:
    sign(unsigned)
    with refuses("agreement.already_signed"):
        sign(unsigned, MARCH)
    assert Membership.objects.get(pk=unsigned.pk).agreement_signed_on == RUN_START


def test_sign_agreement_today_but_not_tomorrow(unsigned: Membership) -> None:
    with refuses("agreement.signed_in_future"):
        sign(unsigned, dt.date(2027, 3, 2))
    assert sign(unsigned, MARCH).agreement_signed_on == MARCH


def test_sign_agreement_before_the_first_day_is_fine(unsigned: Membership) -> None:
    assert sign(unsigned, dt.date(2027, 1, 1)).agreement_signed_on == dt.date(2027, 1, 1)


def test_sign_agreement_after_leaving_is_refused(unsigned: Membership) -> None:
    leave(unsigned.person, MARCH)
    with refuses("agreement.signed_after_leaving"):
        sign(unsigned, MARCH)


@pytest.mark.parametrize("day", ["2027-03-01", None, NOW])
def test_sign_agreement_refuses_what_is_no_date(unsigned: Membership, day: Any) -> None:
    with refuses("date.wrong_type"):
        sign(unsigned, day)
