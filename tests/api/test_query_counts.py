"""Every list asks as many queries for thirty rows as for one, and few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Consent
from pool.models import Endorsement, PoolMembership
from tests import query_counts
from tests.api import cast as casting
from tests.api.routes import routes
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rest_framework.test import APIClient

    from people.models import Person

# One for the token, one or two for what somebody is, and at most five for the page.
MOST = 8
# Reports count many things, each of them once.
COUNT_MUCH = {"/reports/funder", "/reports/pool"}
# Who sees only a part of a list, which costs queries of its own.
SOME = ("trainee", "mentor", "trainer of the run")
# What everybody in a run sees of it, and of thirty runs thirty times as much.
OWN = {"/course-runs", "/curricula", "/enrolments", "/make-ups", "/progress", "/sessions"}
LISTS = [
    route
    for route in routes()
    if route.method == "GET" and not route.has_id and route.path not in {"/docs", "/openapi.json"}
]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _counts(client: APIClient) -> dict[str, int]:
    return {path: queries for path, (queries, _rows) in _asked(client).items()}


def _asked(client: APIClient) -> dict[str, tuple[int, int]]:
    """Return for each list how many queries it asked and how many rows it showed."""
    found = {}
    for route in LISTS:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(
                f"{route.address()}?pageSize=100" if _pages(route.path) else route.address()
            )
        assert response.status_code == 200 or route.path in _OF_THE_OFFICE, response.content
        found[route.path] = len(queries), len(response.json().get("results", []))
    return found


# Numbers that are for who may read all, or a region.
_OF_THE_OFFICE = {
    "/coverage",
    "/pool-counts",
    "/reports/funder",
    "/reports/pool",
    "/reports/trajectories",
    "/reports/workload",
}


def _pages(path: str) -> bool:
    return path not in {"/me", "/me/calendar", "/moments", "/training-guidance", *_OF_THE_OFFICE}


def test_every_list_asks_a_constant_number_of_queries(
    client_of: Callable[[Person], APIClient], office: Person
) -> None:
    casting.side("First")
    client = client_of(office)
    with_one = _counts(client)
    for number in range(29):
        casting.side(f"Number {number}")
    with_thirty = _counts(client)
    assert with_thirty == with_one
    for path, number in with_thirty.items():
        query_counts.check(f"api GET {path}", number)
    much = {path for path, number in with_thirty.items() if number > MOST}
    assert much == COUNT_MUCH


def _close(anna: Person) -> None:
    """End what somebody can have once, so that it can begin anew."""
    PoolMembership.objects.filter(person=anna).update(left_on=NOW.date(), leave_reason="own_choice")
    Endorsement.objects.filter(person=anna).update(ends_on=NOW.date())
    Consent.objects.filter(person=anna).update(withdrawn_at=NOW)


def test_so_it_does_for_who_sees_only_what_is_theirs(
    client_of: Callable[[Person], APIClient],
) -> None:
    people = casting.side("First").people
    known = {name: people[name] for name in SOME}
    clients = {name: client_of(person) for name, person in known.items()}
    with_one = {name: _asked(client) for name, client in clients.items()}
    for number in range(29):
        _close(known["trainee"])
        casting.side(f"Number {number}", known)
    with_thirty = {name: _asked(client) for name, client in clients.items()}
    for name, asked in with_thirty.items():
        queries = {path: number for path, (number, _rows) in asked.items()}
        assert queries == {path: number for path, (number, _rows) in with_one[name].items()}
        for path, number in queries.items():
            query_counts.check(f"{name}, GET {path}", number)
        assert max(queries.values()) <= MOST
        assert _grown(with_one[name], asked) >= OWN


def _grown(
    with_one: dict[str, tuple[int, int]], with_thirty: dict[str, tuple[int, int]]
) -> set[str]:
    """Return the lists that show thirty times as much."""
    return {
        path for path, (_queries, rows) in with_one.items() if 0 < 30 * rows == with_thirty[path][1]
    }


def test_every_list_is_in_the_file() -> None:
    whose = ("api", *(f"{name}," for name in SOME))
    known = {f"{who} GET {route.path}" for who in whose for route in LISTS}
    assert {key for key in query_counts.known() if key.startswith(whose)} == known
