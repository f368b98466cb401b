"""The pool in numbers: per region, province, topic and status."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people.models import Municipality, Province
from pool import standing
from pool.models import Topic
from pool.states import PoolStatus
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person
    from tests.pool.scenes import CountQueries

ON = dt.date(2027, 3, 1)


def count() -> standing.Coverage:
    """Return the numbers of everybody."""
    return standing.counts(standing.load(on=ON))


def active(somebody: Person) -> None:
    """Make somebody certified, outside the pool, for a course that has no rule."""
    factories.certificate(somebody)


def town_in(code: str) -> Municipality:
    """Make a municipality in a province of its own."""
    province, _is_new = Province.objects.get_or_create(code=code, defaults={"name": code})
    return factories.municipality(province=province)


def test_every_region_is_counted_with_zeros_included(quinty: Person) -> None:
    one, other = factories.region(code="AMS"), factories.region(code="RLK")
    active(quinty)
    factories.pool_member(quinty, one)

    assert count().by_region == {one.code: 1, other.code: 0}


def test_trainer_with_two_regions_counts_in_both(quinty: Person) -> None:
    active(quinty)
    factories.pool_member(quinty, factories.region(code="AMS"), factories.region(code="BOM"))

    assert count().by_region == {"AMS": 1, "BOM": 1}


def test_only_who_can_be_asked_counts_as_active(anna: Person, quinty: Person) -> None:
    region = factories.region(code="AMS")
    scenes.trainer(quinty)
    factories.certificate(anna, valid_until=dt.date(2027, 2, 28))
    for somebody in (anna, quinty):
        factories.pool_member(somebody, region)

    assert count().by_region == {"AMS": 0}
    statuses = {PoolStatus.DORMANT: 1, PoolStatus.EXPIRED: 1}
    found = {key: n for key, n in count().by_region_and_status["AMS"].items() if n}
    assert found == statuses


def test_trainer_in_the_renewal_window_is_active(quinty: Person) -> None:
    scenes.trainer(quinty, valid_until=dt.date(2027, 3, 31))
    scenes.gave(quinty, dt.date(2027, 2, 1))
    factories.pool_member(quinty, factories.region(code="AMS"))

    assert count().by_region == {"AMS": 1}
    assert count().by_status["renewal_window"] == 1


def test_every_status_is_counted_with_zeros_included(quinty: Person) -> None:
    active(quinty)
    factories.pool_member(quinty)

    assert count().by_status == {status: int(status == "active") for status in PoolStatus.values}


def test_who_left_counts_by_status_only(quinty: Person) -> None:
    active(quinty)
    factories.pool_member(quinty, factories.region(code="AMS"), left_on=ON)

    assert (count().by_status["left"], count().by_region) == (1, {"AMS": 0})


def test_who_is_certified_outside_the_pool_is_not_counted(quinty: Person) -> None:
    active(quinty)

    assert sum(count().by_status.values()) == 0


def test_every_topic_is_counted(quinty: Person) -> None:
    media = Topic.objects.create(code="media", name="Media")
    Topic.objects.create(code="budget", name="Budget")
    active(quinty)
    factories.pool_member(quinty).topics.add(media)

    assert count().by_topic == {"budget": 0, "media": 1}


@pytest.mark.django_db
def test_province_is_that_of_the_own_municipality() -> None:
    group = factories.local_group()
    group.municipalities.set([town_in("PVW")])
    somebody = factories.person(municipality=town_in("PVH"), local_group=group)
    active(somebody)
    factories.pool_member(somebody)

    assert (count().by_province["PVH"], count().by_province["PVW"]) == (1, 0)


@pytest.mark.django_db
def test_province_is_else_where_the_local_group_works_once_for_each() -> None:
    group = factories.local_group()
    group.municipalities.set([town_in("PVA"), town_in("PVA"), town_in("PVB")])
    somebody = factories.person(local_group=group)
    active(somebody)
    factories.pool_member(somebody)

    assert {key: n for key, n in count().by_province.items() if n} == {"PVA": 1, "PVB": 1}


def test_trainer_from_nowhere_counts_in_no_province(quinty: Person) -> None:
    active(quinty)
    factories.pool_member(quinty)

    assert sum(count().by_province.values()) == 0


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.django_db
def test_counting_asks_the_same_number_of_queries(
    number: int, django_assert_num_queries: CountQueries
) -> None:
    scenes.big_pool(number)
    standings = standing.load(on=ON)

    with django_assert_num_queries(2):
        assert sum(standing.counts(standings).by_region.values()) == number
