"""Every constraint of the pool's tables: the database refuses what the rules refuse first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from pool.models import Activity, Endorsement, PoolMembership, PoolRule, Topic, TrainingRequest
from pool.states import ActivityKind
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

DAY = dt.date(2027, 3, 1)
BEFORE = dt.date(2027, 2, 28)


def two_rules() -> None:
    course = factories.curriculum().course
    scenes.pool_rule(course)
    scenes.pool_rule(course)


def two_memberships() -> None:
    somebody = factories.person()
    factories.pool_member(somebody)
    factories.pool_member(somebody)


def two_endorsements() -> None:
    somebody = factories.person()
    scenes.endorsement(somebody, "course")
    scenes.endorsement(somebody, "course")


def two_topics() -> None:
    Topic.objects.create(code="media", name="Media")
    Topic.objects.create(code="media", name="Press")


def two_requests() -> None:
    scenes.request(code="R1")
    scenes.request(code="R1")


def one_appointment_for_two() -> None:
    made = factories.appointment()
    scenes.request(appointment=made)
    scenes.request(appointment=made)


BREAKING: dict[str, Callable[[], object]] = {
    "one_pool_rule_per_course_and_day": two_rules,
    "one_pool_membership_at_a_time": two_memberships,
    "one_endorsement_of_a_kind_at_a_time": two_endorsements,
    "topic.code": two_topics,
    "request.code": two_requests,
    "request.appointment": one_appointment_for_two,
    "topic_has_a_code_and_a_name": lambda: Topic.objects.create(code="", name=""),
    "trainer_leaves_after_joining": lambda: factories.pool_member(
        factories.person(), joined_on=DAY, left_on=BEFORE
    ),
    "leave_reason_is_known": lambda: factories.pool_member(
        factories.person(), left_on=DAY, leave_reason="ill"
    ),
    "endorsement_ends_after_it_starts": lambda: scenes.endorsement(
        factories.person(), "course", starts_on=DAY, ends_on=BEFORE
    ),
    "endorsement_kind_is_known": lambda: scenes.endorsement(factories.person(), "juggling"),
    "activity_kind_is_known": lambda: Activity.objects.create(
        person=factories.person(), kind="party", happened_on=DAY
    ),
    "scheduled_request_has_an_appointment": lambda: scenes.request(state="scheduled"),
    "delivered_request_has_an_appointment": lambda: scenes.request(state="delivered"),
    "request_state_is_known": lambda: scenes.request(state="lost"),
    "window_days": lambda: scenes.pool_rule(factories.curriculum().course, window_days=-1),
}


@pytest.mark.parametrize("name", BREAKING)
@pytest.mark.django_db
def test_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKING[name]()


@pytest.mark.django_db
def test_every_named_constraint_is_tested() -> None:
    tables: list[type[models.Model]] = [
        Activity,
        Endorsement,
        PoolMembership,
        PoolRule,
        Topic,
        TrainingRequest,
    ]
    named = {constraint.name for table in tables for constraint in table._meta.constraints}

    assert named <= set(BREAKING)


@pytest.mark.django_db
def test_rows_say_what_they_are() -> None:
    somebody = factories.person(given_name="Tom", family_name="Pindakaas")
    rule = scenes.pool_rule(factories.curriculum().course)
    line = Activity(person=somebody, kind=ActivityKind.OBSERVED, happened_on=DAY)

    assert str(Topic(name="Media")) == "Media"
    assert str(rule) == f"{rule.course} (2020-01-01)"
    assert str(factories.pool_member(somebody)) == "Tom Pindakaas"
    assert str(scenes.endorsement(somebody, "course")) == "Tom Pindakaas: course"
    assert str(line) == "Tom Pindakaas: observed 2027-03-01"
    assert str(scenes.request(code="R9")) == "R9 Media"


@pytest.mark.parametrize(("day", "there"), [(BEFORE, False), (DAY, True)])
@pytest.mark.django_db
def test_memberships_of_a_day_hold_the_first_day(day: dt.date, *, there: bool) -> None:
    factories.pool_member(factories.person(), joined_on=DAY)

    assert PoolMembership.objects.on(day).exists() is there


@pytest.mark.parametrize(("day", "there"), [(BEFORE, True), (DAY, False)])
@pytest.mark.django_db
def test_memberships_of_a_day_do_not_hold_the_day_of_leaving(day: dt.date, *, there: bool) -> None:
    factories.pool_member(factories.person(), left_on=DAY)

    assert PoolMembership.objects.on(day).exists() is there
