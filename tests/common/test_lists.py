"""Rows that come as a column: in their order, with what hangs on them, as both databases write."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db.models import OuterRef

from common import lists
from people.models import Person, Region, Role
from tests import factories

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

MOMENT = dt.datetime(2027, 3, 1, 12, 0, 0, 120_000, tzinfo=dt.UTC)


def test_rows_come_in_their_order_and_none_is_no_rows(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region, empty = factories.region(), factories.region()
    groups = [factories.local_group(region=region, name=name) for name in ("B", "A, “C”")]
    theirs = region.organisations.model.objects.filter(region=OuterRef("pk")).order_by("-pk")
    regions = Region.objects.annotate(groups=lists.Rows(theirs, "pk", "name"))

    with django_assert_num_queries(1):
        found = {pk: lists.read(text) for pk, text in regions.values_list("pk", "groups")}

    assert found[region.pk] == [[groups[1].pk, "A, “C”"], [groups[0].pk, "B"]]
    assert found[empty.pk] == []


def test_rows_can_hold_rows(office: Person) -> None:
    roles = lists.Rows(Role.objects.filter(person=OuterRef("pk")), "kind", "starts_on", "ends_on")
    people = Person.objects.filter(merged_into=OuterRef("pk"))
    one = factories.person(merged_into=office)
    Role.objects.create(person=one, kind="office", starts_on=dt.date(2027, 1, 31))

    [text] = (
        Person.objects.filter(pk=office.pk)
        .annotate(same=lists.Rows(people, "pk", roles))
        .values_list("same", flat=True)
    )

    [[pk, inner]] = lists.read(text)
    assert (pk, lists.read(inner)) == (one.pk, [["office", "2027-01-31", None]])


@pytest.mark.parametrize("moment", [MOMENT, MOMENT.replace(microsecond=0)])
def test_moment_is_the_same_from_either_database(moment: dt.datetime, db: None) -> None:
    somebody = factories.person()
    factories.person(merged_into=somebody, registered_at=moment)
    same = lists.Rows(Person.objects.filter(merged_into=OuterRef("pk")), "registered_at")

    [text] = (
        Person.objects.filter(pk=somebody.pk).annotate(same=same).values_list("same", flat=True)
    )

    assert [lists.moment(found) for [found] in lists.read(text)] == [moment]
