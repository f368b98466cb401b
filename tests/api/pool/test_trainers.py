"""Trainers over HTTP: how they stand, where they can be asked, and what they may give and did."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Role
from pool.models import Activity, Endorsement, PoolMembership, Topic
from tests import factories
from tests.api.asking import get, ids, post, refused, status
from tests.api.conftest import client_for
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person, Region

OTHER = {"kind": "course"}


@pytest.fixture
def region(db: None) -> Region:
    """The region in which Quinty can be asked."""
    return factories.region(code="NO")


@pytest.fixture
def trainer(quinty: Person, region: Region) -> Person:
    """Quinty, in the pool for a region and a topic, who gave a session lately."""
    scenes.trainer(quinty, {"session_given": 6})
    member = factories.pool_member(quinty, region)
    member.topics.add(Topic.objects.create(code="media", name="Media"))
    scenes.endorsement(quinty, "course")
    scenes.gave(quinty, dt.date(2027, 2, 1), "S1")
    return quinty


def test_trainer_is_shown_as_they_stand(office: Person, trainer: Person) -> None:
    [shown] = get(office, "/trainers")["results"]
    assert (shown["id"], shown["name"], shown["on"]) == (trainer.pk, "Quinty Muisjes", "2027-03-01")
    assert (shown["status"], shown["inPool"], shown["renewable"]) == ("active", True, False)
    assert (shown["counts"], shown["shortfall"]) == ({"sessionGiven": 1}, {"sessionGiven": 5})
    assert (shown["regions"], shown["topics"], shown["endorsements"]) == (
        ["NO"],
        ["media"],
        ["course"],
    )


def test_one_trainer_has_the_ledger_as_well(office: Person, trainer: Person) -> None:
    shown = get(office, f"/trainers/{trainer.pk}")
    event = {"kind": "session_given", "happenedOn": "2027-02-01", "reference": "S1"}
    assert shown.pop("ledger") == [event]
    assert [shown] == get(office, "/trainers")["results"]


def test_trainer_stands_otherwise_on_another_day(office: Person, trainer: Person) -> None:
    path = f"/trainers/{trainer.pk}"
    assert get(office, f"{path}?on=2028-05-01")["status"] == "dormant"
    assert get(office, f"{path}?on=2028-07-01")["status"] == "in_grace"
    # Before the first certificate nobody is a trainer.
    assert status(office, f"{path}?on=2025-06-20") == 404
    assert ids(office, "/trainers?on=2025-06-20") == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("status=active&status=dormant", 1),
        ("status=dormant", 0),
        ("status=dormant&on=2028-05-01", 1),
        ("endorsement=course", 1),
        ("endorsement=intervision", 0),
        ("endorsement=course&on=2025-06-21", 1),
        ("inPool=true", 1),
        ("inPool=false", 0),
        ("region=999999", 0),
        ("topic=999999", 0),
        ("search=quinty+muisjes", 1),
        ("search=bas", 0),
    ],
)
def test_trainers_are_found(office: Person, trainer: Person, query: str, number: int) -> None:
    assert ids(office, f"/trainers?{query}") == [trainer.pk] * number


def test_trainers_are_found_by_region_and_topic(office: Person, trainer: Person) -> None:
    member = PoolMembership.objects.get()
    region, topic = member.regions.get().pk, member.topics.get().pk
    assert ids(office, f"/trainers?region={region}&topic={topic}") == [trainer.pk]


@pytest.mark.parametrize(("query", "asked"), [("", 6), ("&status=active", 7)])
@pytest.mark.parametrize("number", [1, 30])
def test_trainers_ask_a_constant_number_of_queries(
    office: Person, query: str, asked: int, number: int
) -> None:
    scenes.big_pool(number)
    client = client_for(office)
    with CaptureQueriesContext(connection) as queries:
        found = client.get(f"/api/v1/trainers?pageSize=100{query}").json()
    assert (len(found["results"]), len(queries)) == (number, asked)


def test_somebody_joins_the_pool(office: Person, quinty: Person, region: Region) -> None:
    factories.certificate(quinty)
    body = {"person": quinty.pk, "joinedOn": "2027-03-01", "regions": [region.pk], "topics": []}
    made = post(office, "/pool-memberships", body)
    assert made["person"]["id"] == quinty.pk
    assert [one["code"] for one in made["regions"]] == ["NO"]
    assert refused(office, "/pool-memberships", body) == (409, ["pool.already_in"])


def test_trainer_leaves(trainer: Person) -> None:
    body = {"leftOn": "2027-03-01", "reason": "no_time"}
    assert post(trainer, f"/trainers/{trainer.pk}/_leave", body)["status"] == "left"
    assert refused(trainer, f"/trainers/{trainer.pk}/_leave", body) == (409, ["pool.not_in"])


def test_coordinator_sees_a_trainer_and_takes_nobody_out(
    trainer: Person, anna: Person, region: Region
) -> None:
    Role.objects.create(person=anna, kind="coordinator", region=region, starts_on=NOW.date())
    assert ids(anna, "/trainers") == [trainer.pk]
    assert refused(anna, f"/trainers/{trainer.pk}/_leave") == (403, ["access.not_allowed"])


def test_regions_and_topics_are_said_anew(office: Person, trainer: Person) -> None:
    path, other = f"/trainers/{trainer.pk}", factories.region(code="ZU")
    assert post(office, f"{path}/regions", {"regions": [other.pk]})["regions"] == ["ZU"]
    assert post(office, f"{path}/topics", {"topics": []})["topics"] == []


@pytest.mark.parametrize("what", ["regions", "topics"])
def test_nobody_changes_who_is_not_in_the_pool(office: Person, quinty: Person, what: str) -> None:
    factories.certificate(quinty)
    answer = refused(office, f"/trainers/{quinty.pk}/{what}", {what: []})
    assert answer == (409, ["pool.not_in"])


def test_trainer_is_endorsed_and_that_ends(office: Person, quinty: Person) -> None:
    body = OTHER | {"person": quinty.pk, "startsOn": "2027-01-01"}
    made = post(office, "/endorsements", body)
    assert (made["kind"], made["givenBy"]["id"]) == ("course", office.pk)
    assert refused(office, "/endorsements", body) == (409, ["endorsement.already_given"])
    path = f"/endorsements/{made['id']}/_withdraw"
    early = refused(office, path, {"endsOn": "2026-01-01"})
    assert early == (409, ["endorsement.ends_before_it_starts"])
    assert post(office, path, {"endsOn": "2027-03-01"})["endsOn"] == "2027-03-01"


def test_withdrawing_what_ended_leaves_the_later_one(office: Person, quinty: Person) -> None:
    ended = scenes.endorsement(quinty, "course", ends_on=dt.date(2026, 1, 1))
    later = scenes.endorsement(quinty, "course", starts_on=dt.date(2026, 6, 1))
    answer = refused(office, f"/endorsements/{ended.pk}/_withdraw", {"endsOn": "2027-03-01"})
    assert answer == (403, ["access.not_allowed"])
    assert Endorsement.objects.get(pk=later.pk).ends_on is None


def activity(person: Person, **fields: Any) -> dict[str, Any]:
    """Return the words of a refresher day."""
    return {
        "person": person.pk,
        "kind": "refresher_day",
        "happenedOn": "2027-02-01",
        "reference": "R1",
    } | fields


def test_activity_is_recorded_once(office: Person, quinty: Person) -> None:
    made = [post(office, "/activities", activity(quinty)) for _ in range(2)]
    assert made[0] == made[1]
    assert Activity.objects.get().pk == made[0]["id"]


def test_activity_that_is_still_to_come_is_not_recorded(office: Person, quinty: Person) -> None:
    answer = refused(office, "/activities", activity(quinty, happenedOn="2027-03-02"))
    assert answer == (409, ["activity.in_future"])


@pytest.mark.parametrize("path", ["endorsements", "activities", "pool-memberships"])
def test_what_is_about_a_trainer_is_seen_by_that_trainer(
    trainer: Person, anna: Person, path: str
) -> None:
    assert len(ids(trainer, f"/{path}")) == 1
    assert ids(anna, f"/{path}") == []
    assert refused(trainer, f"/{path}") == (403, ["access.not_allowed"])
