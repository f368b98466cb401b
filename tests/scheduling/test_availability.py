"""When somebody can come: kept as a whole week, with the periods that differ from it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from people.models import Role
from people.states import RoleKind
from scheduling import access, actions, rules
from scheduling.models import AvailabilityPeriod
from scheduling.rules import Hours
from tests import factories, refusals
from tests.factories import NOW, utc

if TYPE_CHECKING:
    from people.models import Person

NINE, TWELVE, ONE, FIVE = dt.time(9), dt.time(12), dt.time(13), dt.time(17)
TODAY = NOW.date()


def keep(whose: Person, *hours: Hours) -> Person:
    """Keep these hours as the week of somebody, by themselves."""
    return actions.set_weekly_hours(person=whose, hours=list(hours), by=whose, now=NOW)


def week(whose: Person) -> list[tuple[Any, ...]]:
    """Return the hours that are kept."""
    rows = whose.weekly_availability.order_by("weekday", "starts")
    return list(rows.values_list("weekday", "starts", "ends", "zone"))


def block(whose: Person, **asked: Any) -> AvailabilityPeriod:
    """Keep a week in which somebody cannot come, unless told otherwise."""
    values: dict[str, Any] = {
        "starts_at": utc(2027, 3, 8),
        "ends_at": utc(2027, 3, 15),
        "is_available": False,
    } | asked
    return actions.add_availability(person=whose, by=whose, now=NOW, **values)


def test_week_is_replaced_as_a_whole(anna: Person) -> None:
    keep(anna, Hours(0, NINE, TWELVE), Hours(0, TWELVE, FIVE))

    keep(anna, Hours(1, NINE, FIVE, "Europe/Lisbon"))

    assert week(anna) == [(1, NINE, FIVE, "Europe/Lisbon")]
    assert AuditEntry.objects.filter(verb="availability.hours_set").count() == 2


def test_same_week_in_another_order_changes_nothing(anna: Person) -> None:
    morning, afternoon = Hours(0, NINE, TWELVE), Hours(0, ONE, FIVE)
    keep(anna, morning, afternoon)
    before = list(anna.weekly_availability.values_list("pk", flat=True))

    keep(anna, afternoon, morning)

    assert list(anna.weekly_availability.values_list("pk", flat=True)) == before
    assert AuditEntry.objects.filter(verb="availability.hours_set").count() == 1


def test_week_without_hours_is_any_hour(anna: Person) -> None:
    keep(anna, Hours(0, NINE, TWELVE))

    keep(anna)

    assert week(anna) == []


@pytest.mark.parametrize(
    ("hours", "codes"),
    [
        ([Hours(7, NINE, TWELVE)], ["availability.unknown_weekday"]),
        ([Hours(-1, NINE, TWELVE)], ["availability.unknown_weekday"]),
        ([Hours(0, TWELVE, NINE)], ["availability.ends_before_it_starts"]),
        ([Hours(0, NINE, NINE)], ["availability.ends_before_it_starts"]),
        ([Hours(0, NINE, TWELVE, "Europe/Nergens")], ["time.unknown_zone"]),
        ([Hours(0, NINE.replace(tzinfo=dt.UTC), TWELVE)], ["availability.no_time_of_day"]),
        (
            [Hours(9, TWELVE, NINE, ""), Hours(8, NINE, TWELVE)],
            [
                "availability.ends_before_it_starts",
                "availability.unknown_weekday",
                "availability.unknown_weekday",
                "time.unknown_zone",
            ],
        ),
        ([Hours(0, NINE, ONE), Hours(0, TWELVE, FIVE)], ["availability.hours_overlap"]),
        ([Hours(0, NINE, ONE), Hours(0, NINE, ONE)], ["availability.hours_overlap"]),
        ([Hours(0, NINE, ONE), Hours(1, TWELVE, FIVE)], []),
        ([Hours(0, NINE, TWELVE)] * 51, ["availability.too_many_hours"]),
        ("monday", ["list.wrong_type"]),
        (["monday"], ["list.wrong_type"]),
    ],
)
def test_everything_that_is_wrong_with_a_week_is_said_at_once(hours: Any, codes: list[str]) -> None:
    assert sorted(problem.code for problem in rules.hours_problems(hours)) == codes


def test_overlap_is_told_in_words() -> None:
    (problem,) = rules.hours_problems([Hours(2, ONE, FIVE), Hours(2, TWELVE, dt.time(14))])

    assert str(problem) == "On Wednesday the hours from 12:00 and from 13:00 overlap."


def test_what_is_refused_leaves_the_week_as_it_was(anna: Person) -> None:
    keep(anna, Hours(0, NINE, TWELVE))

    with refusals.refuses("availability.ends_before_it_starts"):
        keep(anna, Hours(1, FIVE, NINE))

    assert week(anna) == [(0, NINE, TWELVE, "Europe/Amsterdam")]


def test_period_is_kept_in_utc_and_removed(anna: Person) -> None:
    summer = dt.timezone(dt.timedelta(hours=2))
    period = block(
        anna, starts_at=dt.datetime(2027, 7, 1, 2, tzinfo=summer), ends_at=utc(2027, 8, 1)
    )

    assert (period.starts_at, period.is_available) == (utc(2027, 7, 1), False)
    assert actions.remove_availability(person=anna, period=period, by=anna, now=NOW) == anna
    assert not AvailabilityPeriod.objects.exists()
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["availability.period_added", "availability.period_removed"]


def test_period_of_somebody_else_is_not_removed(anna: Person, bas: Person) -> None:
    period = block(bas)

    with refusals.refuses("period.unknown"):
        actions.remove_availability(person=anna, period=period, by=anna, now=NOW)

    assert AvailabilityPeriod.objects.get() == period


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"ends_at": utc(2027, 3, 8)}, "availability.period_ends_before_it_starts"),
        ({"starts_at": dt.datetime(2027, 3, 8)}, "appointment.time_without_zone"),
        ({"ends_at": utc(2207, 3, 8)}, "appointment.year_is_unlikely"),
        ({"is_available": "no"}, "availability.no_answer"),
    ],
)
def test_period_that_cannot_be_is_refused(anna: Person, asked: dict[str, Any], code: str) -> None:
    with refusals.refuses(code):
        block(anna, **asked)


def test_same_period_is_kept_once(anna: Person) -> None:
    block(anna)

    with refusals.refuses("availability.period_known"):
        block(anna)


def test_periods_are_limited(anna: Person) -> None:
    AvailabilityPeriod.objects.bulk_create(
        AvailabilityPeriod(
            person=anna, starts_at=NOW, ends_at=NOW + dt.timedelta(minutes=number + 1)
        )
        for number in range(rules.MOST_PERIODS)
    )

    with refusals.refuses("availability.too_many_periods"):
        block(anna)


def test_nobody_but_the_office_and_its_readers_sees_that_of_others(
    anna: Person, bas: Person, office: Person
) -> None:
    reader, gone = factories.person(), factories.person(is_active=False)
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=TODAY)
    period = block(anna)

    sees = {who: set(access.visible_availability(who, TODAY)) for who in (anna, bas, gone)}
    assert sees == {anna: {anna}, bas: {bas}, gone: set()}
    for who in (office, reader):
        assert {anna, bas, office, reader} <= set(access.visible_availability(who, TODAY))
        assert list(access.visible_periods(who, TODAY)) == [period]
    assert not access.visible_periods(bas, TODAY).exists()


def test_only_the_own_and_the_office_change_it(anna: Person, bas: Person, office: Person) -> None:
    reader = factories.person()
    Role.objects.create(person=reader, kind=RoleKind.OFFICE_READER, starts_on=TODAY)

    who = (anna, office, bas, reader)
    answers = [access.may_change_availability(each, anna, TODAY) for each in who]
    assert answers == [True, True, False, False]
