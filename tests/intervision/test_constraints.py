"""What the database itself holds, whoever writes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from intervision.models import Case, Group, Meeting, Membership, Method, MethodStep
from tests import factories
from tests.intervision import cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

MARCH = dt.date(2027, 3, 1)


def breaks(write: Callable[[], Any], name: str) -> None:
    """Expect the database to refuse, by a constraint that stands in the models by this name."""
    models = (Method, MethodStep, Group, Membership, Meeting, Case)
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    assert name in names
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.django_db
@pytest.mark.parametrize(("smallest", "largest"), [(5, 4), (0, 4)])
def test_method_group_sizes_are_in_order(smallest: int, largest: int) -> None:
    breaks(
        lambda: Method.objects.create(code="x", group_min=smallest, group_max=largest),
        "method_group_sizes_are_in_order",
    )


@pytest.mark.usefixtures("methods")
def test_method_step_position_is_unique() -> None:
    breaks(
        lambda: MethodStep.objects.create(method=cast.method(), position=1),
        "method_step_position_is_unique",
    )


def test_group_code_is_unique_in_its_run(group: Group) -> None:
    breaks(
        lambda: factories.group(group.run, code=group.code),
        "group_code_is_unique_in_its_run",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("smallest", "largest"), [(5, 4), (0, 4)])
def test_group_sizes_are_in_order(smallest: int, largest: int) -> None:
    guide, run = factories.person(), factories.run()
    breaks(
        lambda: factories.group(run, guide=guide, size_min=smallest, size_max=largest),
        "group_sizes_are_in_order",
    )


def test_one_group_per_person_per_run(group: Group, anna: Person) -> None:
    factories.member(group, anna)
    other = factories.group(group.run)
    breaks(lambda: factories.member(other, anna), "one_group_per_person_per_run")


def test_member_leaves_after_joining(group: Group, anna: Person) -> None:
    breaks(
        lambda: factories.member(group, anna, joined_on=MARCH, left_on=factories.RUN_START),
        "member_leaves_after_joining",
    )


def test_signed_agreement_has_a_version(group: Group, anna: Person) -> None:
    breaks(
        lambda: factories.member(group, anna, agreement_version=""),
        "signed_agreement_has_a_version",
    )


def test_meeting_code_is_unique_in_its_group(meeting: Meeting) -> None:
    breaks(
        lambda: factories.meeting(meeting.group, code=meeting.code),
        "meeting_code_is_unique_in_its_group",
    )


def case(meeting: Meeting, number: int) -> Case:
    return Case.objects.create(
        meeting=meeting, number=number, bringer=meeting.group.guide, method=cast.method()
    )


def test_case_number_is_unique_in_its_meeting(meeting: Meeting) -> None:
    case(meeting, 1)
    breaks(lambda: case(meeting, 1), "case_number_is_unique_in_its_meeting")


def test_case_numbers_start_at_one(meeting: Meeting) -> None:
    breaks(lambda: case(meeting, 0), "case_numbers_start_at_one")
