"""No reader outside the group reaches a word of a case, through any way out of the program."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core import serializers

from common.models import AuditEntry, Override
from common.problems import Refused
from courses.states import EnrolmentState
from intervision import access, actions, rules
from intervision.models import Case, Group, Meeting, Membership
from mail.models import Message
from people import actions as people_actions
from people.models import Role
from people.states import RoleKind
from tests import factories
from tests.factories import utc
from tests.intervision import cast
from tests.intervision.cast import CANARY, NOW

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)


@pytest.fixture
def case(meeting: Meeting, five: list[Person]) -> Case:
    """A case of the first member, whose words can be found wherever they go."""
    return cast.bring(meeting, five[0], title=f"T {CANARY}", text=f"W {CANARY}")


def may_read(person: Person, case: Case, on: dt.date = TODAY) -> bool:
    return access.visible_cases(person, on).filter(pk=case.pk).exists()


def test_case_is_read_by_every_member_and_the_guide(
    case: Case, five: list[Person], quinty: Person
) -> None:
    assert [may_read(somebody, case) for somebody in (*five, quinty)] == [True] * 6


@pytest.mark.parametrize("kind", RoleKind)
def test_case_is_not_read_by_any_role(case: Case, kind: RoleKind) -> None:
    somebody = factories.person(local_group=factories.local_group())
    Role.objects.create(
        person=somebody,
        kind=kind,
        starts_on=dt.date(2020, 1, 1),
        region=factories.region(),
        organisation=somebody.local_group,
    )
    assert not may_read(somebody, case)


def test_case_is_not_read_by_a_superuser(case: Case) -> None:
    assert not may_read(factories.person(is_superuser=True), case)


def test_case_is_not_read_by_a_mentor_of_a_member(case: Case, five: list[Person]) -> None:
    mentor = factories.person()
    enrolment = five[0].enrolments.get()
    factories.placement(enrolment, mentor)
    assert enrolment.state == EnrolmentState.ENROLLED
    assert not may_read(mentor, case)


def test_case_is_not_read_by_another_group_of_the_run(case: Case) -> None:
    other = factories.group(case.meeting.group.run)
    (somebody,) = cast.members(other, 1)
    assert not may_read(somebody, case)
    assert not may_read(other.guide, case)


def test_case_is_not_read_by_who_chaired_without_being_a_member(case: Case, anna: Person) -> None:
    Meeting.objects.update(chair=anna, reporter=anna)
    assert not may_read(anna, case)


def test_case_is_not_read_by_who_joined_later(case: Case) -> None:
    late = factories.member(case.meeting.group, joined_on=dt.date(2027, 3, 2)).person
    assert not may_read(late, case, dt.date(2027, 6, 1))


def test_case_is_read_after_leaving_by_who_sat_in_on_it(case: Case, five: list[Person]) -> None:
    Membership.objects.filter(person=five[1]).update(left_on=dt.date(2027, 3, 2))
    assert may_read(five[1], case, dt.date(2027, 6, 1))


def test_case_of_after_leaving_is_not_read(case: Case, five: list[Person]) -> None:
    Membership.objects.filter(person=five[1]).update(left_on=TODAY)
    assert not may_read(five[1], case, dt.date(2027, 6, 1))


def test_case_is_not_read_by_a_former_guide(case: Case, quinty: Person) -> None:
    Group.objects.update(guide=factories.person())
    assert not may_read(quinty, case)


def test_case_is_not_read_by_who_may_not_sign_in(case: Case, five: list[Person]) -> None:
    five[0].is_active = False
    assert not may_read(five[0], case)


def test_case_day_is_that_of_the_zone(group: Group, five: list[Person]) -> None:
    # Half past midnight on 2 March in the Netherlands.
    meeting = cast.meeting(group, five, utc(2027, 3, 1, 23, 30))
    case = cast.bring(meeting, five[0])
    joiner = factories.member(group, joined_on=dt.date(2027, 3, 2)).person
    assert may_read(joiner, case, dt.date(2027, 3, 2))


@pytest.mark.parametrize("number", [1, 30])
def test_visible_cases_ask_five_queries(
    meeting: Meeting, five: list[Person], number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        cast.bring(meeting, five[0])
    with django_assert_num_queries(5):
        assert len(access.visible_cases(five[1], TODAY)) == number


def test_case_does_not_name_its_words(case: Case) -> None:
    assert str(case) == f"{case.meeting} / 1"
    assert CANARY not in repr(case)


def everything_but_cases() -> str:
    """Return every row of every table except that of the cases, as text."""
    models = [model for model in apps.get_models() if model is not Case]
    rows = [row for model in models for row in model._default_manager.all()]
    return str(serializers.serialize("json", rows))


def test_words_stand_in_no_other_table(case: Case, five: list[Person], office: Person) -> None:
    meeting = actions.hold_meeting(meeting=case.meeting, by=five[0], now=NOW)
    actions.confirm_presence(meeting=meeting, marks=cast.present(*five), by=five[0], now=NOW)
    actions.finalise_report(meeting=meeting, finalised_on=TODAY, by=five[0], now=NOW)
    people_actions.export_person(person=five[0])
    assert AuditEntry.objects.exists()
    assert CANARY not in everything_but_cases()


def test_words_are_found_where_they_do_stand(case: Case) -> None:
    assert CANARY in serializers.serialize("json", Case.objects.all())


def test_words_of_a_refused_case_stand_nowhere(meeting: Meeting, anna: Person) -> None:
    with pytest.raises(Refused) as refusal:
        cast.bring(meeting, anna, title=CANARY * 20, text=f"{CANARY}\x00")
    assert CANARY not in str(refusal.value)
    assert CANARY not in everything_but_cases()


def test_words_are_not_logged(
    meeting: Meeting, five: list[Person], caplog: pytest.LogCaptureFixture
) -> None:
    # The SQL itself is logged in development only, for who reads the database anyway.
    with caplog.at_level(logging.DEBUG):
        cast.bring(meeting, five[0], title=CANARY, text=CANARY)
    told = [record for record in caplog.records if record.name != "django.db.backends"]
    assert not any(CANARY in record.getMessage() for record in told)


def test_words_of_an_override_are_not_those_of_the_case(
    meeting: Meeting, five: list[Person], office: Person
) -> None:
    Meeting.objects.update(chair=five[0])
    cast.bring(meeting, five[0], by=office, override="Agreed", title=CANARY, text=CANARY)
    assert Override.objects.get().reason == "Agreed"
    assert CANARY not in everything_but_cases()


def test_messages_hold_no_words(case: Case) -> None:
    assert not Message.objects.filter(context__icontains=CANARY).exists()


def test_export_of_the_bringer_holds_no_words_either(case: Case) -> None:
    exported = people_actions.export_person(person=case.bringer)
    assert CANARY not in json.dumps(exported)


def test_export_of_everybody_else_holds_no_words(
    case: Case, five: list[Person], quinty: Person, office: Person
) -> None:
    Meeting.objects.update(chair=five[1], case_bringer=five[2], reporter=five[3])
    for somebody in (*five[1:], quinty, office):
        assert CANARY not in json.dumps(people_actions.export_person(person=somebody))


def test_erasing_the_bringer_blanks_the_words_and_keeps_the_count(
    case: Case, office: Person
) -> None:
    people_actions.erase_person(person=case.bringer, by=office, now=NOW)
    erased = Case.objects.get()
    assert (erased.pk, erased.number, erased.title, erased.text) == (case.pk, 1, "", "")
    assert access.case_counts(office, TODAY) == {case.meeting.group_id: 1}


def test_erasing_somebody_else_keeps_the_words(
    case: Case, five: list[Person], office: Person
) -> None:
    people_actions.erase_person(person=five[1], by=office, now=NOW)
    assert CANARY in Case.objects.get().text


def test_merging_takes_the_membership_and_the_cases_along(
    case: Case, anna: Person, office: Person
) -> None:
    people_actions.merge_people(keep=anna, duplicate=case.bringer, by=office, now=NOW)
    assert may_read(anna, case)
    assert anna.pk in rules.members_on(case.meeting.group, TODAY)


def test_merging_two_members_leaves_one_of_them(
    case: Case, five: list[Person], office: Person
) -> None:
    people_actions.merge_people(keep=five[1], duplicate=case.bringer, by=office, now=NOW)
    open_ones = Membership.objects.filter(person=five[1], left_on=None)
    assert open_ones.count() == 1
    assert len(rules.members_on(case.meeting.group, TODAY)) == 4


def test_statement_of_hours_holds_no_words(case: Case) -> None:
    statement = rules.statement_of_hours(
        case.bringer,
        case.meeting.group.run,
        on=TODAY,
        min_minutes=90,
        quorum=3,
        report_must_be_final=True,
    )
    assert statement.cases_brought == 1
    assert CANARY not in repr(statement)
