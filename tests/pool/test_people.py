"""What merging, erasing and exporting a person do with the rows of the pool."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from people import actions as people
from pool import standing
from pool.models import Activity, Endorsement, PoolMembership
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

ON = dt.date(2027, 3, 1)


def test_merging_keeps_ledger_endorsements_and_pool(
    anna: Person, bas: Person, office: Person, now: dt.datetime
) -> None:
    factories.certificate(bas)
    factories.pool_member(bas, factories.region(code="AMS"))
    scenes.endorsement(bas, "course")
    scenes.gave(bas, dt.date(2027, 2, 1))

    people.merge_people(keep=anna, duplicate=bas, by=office, now=now)

    (one,) = standing.load(on=ON)
    assert (one.person_id, one.counts) == (anna.pk, {"session_given": 1})
    assert (one.regions, one.endorsements) == (("AMS",), ("course",))


def test_merging_two_trainers_leaves_one_membership_open(
    anna: Person, bas: Person, office: Person, now: dt.datetime
) -> None:
    for somebody in (anna, bas):
        factories.certificate(somebody)
        factories.pool_member(somebody)
        scenes.endorsement(somebody, "course")

    people.merge_people(keep=anna, duplicate=bas, by=office, now=now)

    assert PoolMembership.objects.filter(person=anna, left_on=None).count() == 1
    assert Endorsement.objects.filter(person=anna, ends_on=None).count() == 1
    (one,) = standing.load(on=ON)
    assert one.in_pool


def test_merging_counts_an_event_that_both_recorded_once(
    anna: Person, bas: Person, office: Person, now: dt.datetime
) -> None:
    factories.certificate(anna)
    for somebody in (anna, bas):
        scenes.gave(somebody, dt.date(2027, 2, 1), "S1")

    people.merge_people(keep=anna, duplicate=bas, by=office, now=now)

    (one,) = standing.load(on=ON)
    assert (Activity.objects.count(), one.counts) == (2, {"session_given": 1})


def test_erasing_keeps_counts_and_no_words(
    quinty: Person, office: Person, now: dt.datetime
) -> None:
    factories.certificate(quinty)
    scenes.gave(quinty, dt.date(2027, 2, 1), "with Jan")

    people.erase_person(person=quinty, by=office, now=now)

    assert Activity.objects.get().reference == ""
    (one,) = standing.load(on=ON)
    assert (one.counts, "Quinty" in one.name) == ({"session_given": 1}, False)


def test_export_holds_what_the_pool_knows(quinty: Person) -> None:
    factories.pool_member(quinty, factories.region(code="AMS"))
    scenes.endorsement(quinty, "course")
    scenes.gave(quinty, dt.date(2027, 2, 1), "S1")

    text = repr(people.export_person(person=quinty))

    assert all(word in text for word in ("AMS", "course", "session_given", "S1"))
