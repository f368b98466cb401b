"""What the office keeps and looks at: topics, rules, the numbers and the attention list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Role
from pool.models import AttentionItem, Topic
from tests import factories
from tests.api.asking import get, ids, post, refused, status
from tests.api.conftest import client_for
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

MEDIA = {"code": "media", "name": "Media"}


def test_topic_is_added_once(office: Person, anna: Person) -> None:
    made = post(office, "/topics", MEDIA)
    assert post(office, "/topics", MEDIA) == made
    assert get(anna, "/topics?search=med")["results"] == [made]


def test_topic_has_a_name(office: Person, anna: Person) -> None:
    assert refused(office, "/topics", MEDIA | {"name": " "}) == (400, ["input.blank"])
    assert refused(anna, "/topics", MEDIA) == (403, ["access.not_allowed"])
    assert not Topic.objects.exists()


@pytest.fixture
def rule(db: None) -> dict[str, Any]:
    """Return the words of a rule."""
    return {
        "course": factories.curriculum().course_id,
        "appliesFrom": "2027-01-01",
        "needed": {"sessionGiven": 6, "refresherDay": 1},
        "windowDays": 90,
        "dormantAfterDays": 365,
        "graceMonths": 3,
    }


def test_rule_is_set_and_kept(office: Person, anna: Person, rule: dict[str, Any]) -> None:
    made = post(office, "/pool-rules", rule)
    assert made["needed"] == {"sessionGiven": 6, "refresherDay": 1}
    assert refused(office, "/pool-rules", rule | {"graceMonths": 4}) == (409, ["pool_rule.exists"])
    assert get(anna, f"/pool-rules?course={rule['course']}")["results"] == [made]


@pytest.mark.parametrize(
    "needed", [{"sessionGiven": -1}, {"sessionGiven": True}, {"session_given": 1}, [], None]
)
def test_rule_asks_for_numbers(office: Person, rule: dict[str, Any], needed: object) -> None:
    assert refused(office, "/pool-rules", rule | {"needed": needed})[0] == 400


@pytest.mark.parametrize("number", [1, 30])
def test_numbers_count_everybody_in_seven_queries(office: Person, number: int) -> None:
    scenes.big_pool(number)
    client = client_for(office)
    with CaptureQueriesContext(connection) as queries:
        found = client.get("/api/v1/pool-counts").json()
    assert (sum(found["byRegion"].values()), found["byStatus"]["active"]) == (number, number)
    assert (found["on"], len(queries)) == ("2027-03-01", 7)


def test_coordinator_counts_the_own_trainers(quinty: Person, anna: Person) -> None:
    scenes.big_pool(2)
    scenes.trainer(quinty)
    scenes.gave(quinty, dt.date(2027, 2, 1))
    region = factories.region(code="OWN")
    factories.pool_member(quinty, region)
    Role.objects.create(person=anna, kind="coordinator", region=region, starts_on=NOW.date())
    found = get(anna, "/pool-counts")
    assert (found["byRegion"]["OWN"], sum(found["byRegion"].values())) == (1, 1)


def test_numbers_are_not_for_everybody(quinty: Person) -> None:
    scenes.trainer(quinty)
    assert status(quinty, "/pool-counts") == 403


def test_numbers_of_an_odd_day_are_refused(office: Person) -> None:
    assert status(office, "/pool-counts?on=soon") == 400


def test_list_is_made_anew_by_the_office(office: Person) -> None:
    request = scenes.request(requested_on=dt.date(2027, 1, 1))
    answer = post(office, "/attention-items/_refresh")
    assert answer == {"changed": 1, "refreshedAt": "2027-03-01T12:00:00Z"}
    [shown] = get(office, "/attention-items")["results"]
    assert (shown["code"], shown["subjectId"]) == ("request.without_trainer", request.pk)
    assert shown["refreshedAt"] == answer["refreshedAt"]
    assert shown["sentence"].endswith("There is no trainer yet.")
    assert get(office, f"/attention-items/{shown['id']}") == shown


def test_list_is_read_by_the_office_alone(office: Person, anna: Person) -> None:
    scenes.request(requested_on=dt.date(2027, 1, 1))
    post(office, "/attention-items/_refresh")
    assert len(ids(office, "/attention-items?code=request.without_trainer")) == 1
    assert ids(office, "/attention-items?code=trainee.ready") == []
    assert ids(anna, "/attention-items") == []


def test_list_is_not_made_anew_by_others(anna: Person) -> None:
    scenes.request(requested_on=dt.date(2027, 1, 1))
    assert refused(anna, "/attention-items/_refresh") == (403, ["access.not_allowed"])
    assert not AttentionItem.objects.exists()


def test_refreshing_takes_no_words(office: Person) -> None:
    answer = refused(office, "/attention-items/_refresh", {"now": "2030-01-01"})
    assert answer == (400, ["input.unknown"])
