"""How far the country is reached: what counts as reached, and the numbers of each municipality."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Municipality, Person
from pool import actions, papers, rules, standing
from pool.states import Reached, RequestState
from tests import factories
from tests.factories import NOW, utc
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Organisation

ON = dt.date(2027, 3, 1)
SINCE = dt.date(2026, 3, 2)
pytestmark = pytest.mark.usefixtures("country")
SVG = "{http://www.w3.org/2000/svg}"


def place(code: str = "GM0363") -> Municipality:
    return Municipality.objects.get(code=code)


def area(code: str = "GM0363") -> standing.Area:
    found = standing.reach(since=SINCE, on=ON)
    return next(one for one in found.municipalities if one.code == code)


def group(*codes: str) -> Organisation:
    made = factories.local_group()
    made.municipalities.set([place(code) for code in codes])
    return made


@pytest.mark.parametrize(
    ("groups", "trainers", "given", "requests", "expected"),
    [
        (1, 1, 0, 0, Reached.FULLY),
        (1, 0, 1, 0, Reached.FULLY),
        (1, 0, 0, 5, Reached.PARTLY),
        (0, 1, 1, 0, Reached.PARTLY),
        (0, 0, 0, 1, Reached.PARTLY),
        (0, 0, 0, 0, Reached.NOT),
    ],
)
def test_reached_is_a_group_with_somebody_who_gives_trainings(
    groups: int, trainers: int, given: int, requests: int, expected: Reached
) -> None:
    found = rules.reached(groups=groups, trainers=trainers, given=given, requests=requests)

    assert found == expected


def test_trainer_counts_where_they_live() -> None:
    person = scenes.ready(
        factories.person(municipality=place("GM0014"), local_group=group("GM0363"))
    )

    assert (area("GM0014").trainers, area("GM0363").trainers) == (1, 0)
    assert area("GM0363").groups == 1
    Person.objects.filter(pk=person.pk).update(municipality=None)
    assert (area("GM0014").trainers, area("GM0363").trainers) == (0, 1)


def test_trainer_who_cannot_be_asked_does_not_count() -> None:
    person = scenes.ready(factories.person(municipality=place()))
    person.pool_memberships.update(left_on=ON)

    assert area().trainers == 0


@pytest.mark.parametrize(
    ("day", "expected"), [(SINCE, 1), (ON, 1), (SINCE - dt.timedelta(days=1), 0)]
)
def test_requests_are_those_of_the_period(day: dt.date, expected: int) -> None:
    scenes.request(municipality=place(), requested_on=day)

    assert area().requests == expected


def test_trainings_given_are_those_of_the_period() -> None:
    for at in (utc(2026, 3, 1, 22, 59), utc(2026, 3, 1, 23), utc(2027, 3, 1, 22, 59)):
        made = factories.appointment(at)
        scenes.request(
            municipality=place(),
            requested_on=dt.date(2026, 1, 1),
            state=RequestState.DELIVERED,
            appointment=made,
        )

    assert (area().given, area().requests) == (2, 0)


def test_days_are_those_from_asking_to_planning() -> None:
    office = factories.office_member()
    trainer = scenes.ready(factories.person())
    for number, asked_on in enumerate((dt.date(2027, 2, 1), dt.date(2027, 2, 11))):
        start = utc(2027, 4, 17 + number, 11)
        actions.schedule_request(
            request=scenes.request(municipality=place(), requested_on=asked_on),
            trainer=trainer,
            starts_at=start,
            ends_at=start + dt.timedelta(hours=3),
            zone="Europe/Amsterdam",
            by=office,
            now=NOW,
        )

    # Of 28 and 18 days, the middle.
    assert area().days_to_trainer == 23
    assert area("GM0014").days_to_trainer is None


def test_province_adds_up_its_municipalities() -> None:
    scenes.ready(factories.person(municipality=place("GM0363")))
    scenes.ready(factories.person(municipality=place("GM0384")))

    found = standing.reach(since=SINCE, on=ON)

    north = next(one for one in found.provinces if one.name == "Noord-Holland")
    assert north.trainers == 2
    assert sum(one.trainers for one in found.provinces) == 2


def test_region_counts_its_groups_what_they_asked_and_who_can_be_asked_there() -> None:
    north, south = factories.region(name="North"), factories.region(name="South")
    asking = factories.local_group(region=north)
    at = factories.appointment(utc(2027, 2, 1, 9))
    scenes.request(organisation=asking, municipality=place())
    scenes.request(
        organisation=asking,
        municipality=place("GM0014"),
        state=RequestState.DELIVERED,
        appointment=at,
    )
    gone, there = (scenes.ready(factories.person()) for _ in range(2))
    gone.pool_memberships.get().regions.set([south])
    gone.pool_memberships.update(left_on=ON)
    there.pool_memberships.get().regions.set([north, south])

    found = {one.name: one for one in standing.reach(since=SINCE, on=ON).regions}

    assert found["North"] == standing.Area(
        code=north.code, name="North", groups=1, trainers=1, requests=2, given=1
    )
    assert found["South"] == standing.Area(code=south.code, name="South", trainers=1)


@pytest.mark.parametrize("number", [1, 30])
def test_six_queries_for_any_number_of_people(number: int) -> None:
    for _ in range(number):
        scenes.ready(factories.person(local_group=group("GM0363", "GM0384")))
        scenes.request(municipality=place())

    with CaptureQueriesContext(connection) as queries:
        standing.reach(since=SINCE, on=ON)

    assert len(queries) == 6


def test_map_says_the_same_in_words() -> None:
    scenes.ready(factories.person(local_group=group("GM0363")))

    drawn = papers.coverage_map(standing.reach(since=SINCE, on=ON))

    root = ET.fromstring(drawn)  # noqa: S314 -- our own
    titles = {
        one.findtext(f"{SVG}title"): one.get("class")
        for one in root.iter(f"{SVG}path")
        if one.find(f"{SVG}title") is not None
    }
    assert len(titles) == 342
    assert titles["Amsterdam: reached. Trainers: 1, trainings given: 0."] == "fully"
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert "Municipalities reached: 1 of the 40 that we want" in words
    assert {
        "Reached: 1",
        "A beginning: 0",
        f"Nobody yet: {Municipality.objects.count() - 1}",
    } <= set(words)
    assert "Kadaster / Centraal Bureau voor de Statistiek, 2022 (adapted)" in words
    assert root.get("role") == "img"
