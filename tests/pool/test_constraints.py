"""Every constraint of the pool's tables: the database refuses what the rules refuse first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from common.periods import Period
from pool.models import Activity, ClosedYear, PoolMembership, Topic
from pool.states import ActivityKind
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

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


def two_endorsement_rules() -> None:
    course = factories.curriculum().course
    scenes.endorsement_rule(course, "course", certificate=1)
    scenes.endorsement_rule(course, "course", certificate=1)


def extension(**fields: Any) -> None:
    scenes.extension(factories.curriculum().course, **fields)


def two_open_pauses() -> None:
    somebody = factories.person()
    scenes.pause(somebody)
    scenes.pause(somebody, starts_on=DAY)


def two_pauses_from_a_day() -> None:
    somebody = factories.person()
    scenes.pause(somebody, starts_on=BEFORE, ends_on=DAY)
    scenes.pause(somebody, starts_on=BEFORE)


def two_coaches() -> None:
    somebody = factories.person()
    scenes.pair(somebody, factories.person())
    scenes.pair(somebody, factories.person())


def own_coach() -> None:
    somebody = factories.person()
    scenes.pair(somebody, somebody)


def ask(**fields: Any) -> None:
    scenes.ask(scenes.request(), factories.person(), **fields)


def two_trainers_asked() -> None:
    made = scenes.request()
    scenes.ask(made, factories.person())
    scenes.ask(made, factories.person())


def asked_twice() -> None:
    made, somebody = scenes.request(), factories.person()
    scenes.ask(made, somebody, state="expired")
    scenes.ask(made, somebody)


def two_evaluations() -> None:
    made = scenes.evaluation()
    scenes.evaluation(request=made.request)


def closed_year(sha256: str = "0" * 64) -> ClosedYear:
    return ClosedYear.objects.create(
        year=2026,
        closed_at=factories.NOW,
        closed_by=factories.person(),
        figures={"trainings": 1},
        sha256=sha256,
    )


def two_closed_years() -> None:
    closed_year()
    closed_year()


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
    "evaluated_request_has_an_appointment": lambda: scenes.request(state="evaluated"),
    "request_state_is_known": lambda: scenes.request(state="lost"),
    "declined_request_has_a_reason": lambda: scenes.request(state="declined"),
    "request_kind_is_known": lambda: scenes.request(kind="juggling"),
    "request_language_is_known": lambda: scenes.request(language="xx"),
    "wanted_time_ends_after_it_starts": lambda: scenes.request(
        wanted_from=factories.NOW, wanted_until=factories.NOW
    ),
    "wanted_time_has_a_start": lambda: scenes.request(wanted_until=factories.NOW),
    "wanted_time_has_an_end": lambda: scenes.request(wanted_from=factories.NOW),
    "training_takes_a_minute_at_least": lambda: scenes.request(minutes=0),
    "trainer_gives_one_a_month_at_least": lambda: factories.pool_member(
        factories.person(), most_per_month=0
    ),
    "one_endorsement_rule_per_course_kind_and_day": two_endorsement_rules,
    "endorsement_rule_kind_is_known": lambda: scenes.endorsement_rule(
        factories.curriculum().course, "juggling"
    ),
    "extension_is_for_a_day_at_least": lambda: extension(ends_from=DAY, ends_before=DAY),
    "extension_gives_months_or_days": lambda: extension(months=0),
    "extension_gives_not_both": lambda: extension(days=1),
    "extension_has_a_reason": lambda: extension(reason=""),
    "extension_is_withdrawn_after_it_is_decided": lambda: extension(
        withdrawn_at=factories.NOW - dt.timedelta(seconds=1)
    ),
    "one_open_pause_at_a_time": two_open_pauses,
    "one_pause_starts_on_a_day": two_pauses_from_a_day,
    "pause_lasts_a_day_at_least": lambda: scenes.pause(
        factories.person(), starts_on=DAY, ends_on=DAY
    ),
    "pause_reason_is_known": lambda: scenes.pause(factories.person(), reason="flu"),
    "one_coach_at_a_time": two_coaches,
    "nobody_is_the_own_coach": own_coach,
    "pair_ends_after_it_starts": lambda: scenes.pair(
        factories.person(), factories.person(), starts_on=DAY, ends_on=BEFORE
    ),
    "one_trainer_is_asked_at_a_time": two_trainers_asked,
    "trainer_is_asked_once": asked_twice,
    "answer_of_a_trainer_has_a_moment": lambda: ask(state="yes"),
    "no_has_a_moment": lambda: ask(state="no"),
    "who_is_waited_for_has_not_answered": lambda: ask(answered_at=factories.NOW),
    "trainer_has_time_to_answer": lambda: ask(deadline=factories.NOW),
    "proposed_moment_ends_after_it_starts": lambda: ask(
        starts_at=factories.NOW, ends_at=factories.NOW
    ),
    "proposed_moment_has_an_end": lambda: ask(starts_at=factories.NOW),
    "ranking_of_trainers_begins_at_one": lambda: ask(rank=0),
    "answer_of_a_trainer_is_known": lambda: ask(state="perhaps"),
    "evaluation.request": two_evaluations,
    "grade_is_from_one_to_ten": lambda: scenes.evaluation(grade="0.9"),
    "grade_is_ten_at_most": lambda: scenes.evaluation(grade="10.1"),
    "closed_year.year": two_closed_years,
    "closed_year_has_a_digest": lambda: closed_year(sha256=""),
    "window_days": lambda: scenes.pool_rule(factories.curriculum().course, window_days=-1),
}


@pytest.mark.parametrize("name", BREAKING)
@pytest.mark.django_db
def test_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKING[name]()


@pytest.mark.django_db
def test_every_named_constraint_is_tested() -> None:
    tables = apps.get_app_config("pool").get_models()
    named = {constraint.name for table in tables for constraint in table._meta.constraints}

    # Those of the attention list are with its own tests.
    assert {name for name in named if not name.startswith("attention_")} <= set(BREAKING)


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


@pytest.mark.django_db
def test_rows_of_renewal_say_what_they_are() -> None:
    somebody = factories.person(given_name="Tom", family_name="Pindakaas")
    course = factories.curriculum().course
    extended, stopped = scenes.extension(course), scenes.pause(somebody)

    rule = scenes.endorsement_rule(course, "course", certificate=1)
    assert str(rule) == f"{course}: course (2020-01-01)"
    assert str(extended) == f"{course}: 2027-01-01 – 2028-01-01"
    assert extended.period == Period(dt.date(2027, 1, 1), dt.date(2028, 1, 1))
    assert str(stopped) == "Tom Pindakaas: care for others"
    assert stopped.period == Period(dt.date(2027, 2, 1))


@pytest.mark.django_db
def test_rows_of_matching_say_what_they_are() -> None:
    tom = factories.person(given_name="Tom", family_name="Pindakaas")
    coach = factories.person(given_name="Quinty", family_name="Hagelslag")
    paired = scenes.pair(tom, coach, ends_on=DAY)
    delivered = scenes.request(code="R9", state="delivered", appointment=factories.appointment())

    assert str(paired) == "Tom Pindakaas – Quinty Hagelslag"
    assert paired.period == Period(dt.date(2026, 1, 1), DAY)
    assert str(scenes.ask(delivered, tom)) == "R9 Media: Tom Pindakaas"
    assert str(scenes.evaluation(request=delivered)) == "R9 Media: 7.5"
    assert str(closed_year()) == "2026"


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
