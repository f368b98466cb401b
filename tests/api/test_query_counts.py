"""Every list asks as many queries for thirty rows as for one, and few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
    found = {}
    for route in LISTS:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(
                f"{route.address()}?pageSize=100" if _pages(route.path) else route.address()
            )
        assert response.status_code == 200, (route.name, response.content)
        found[route.path] = len(queries)
    return found


def _pages(path: str) -> bool:
    return path not in {"/me", "/pool-counts"}


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
    assert {path: number for path, number in with_thirty.items() if number > MOST} == {}


def test_every_list_is_in_the_file() -> None:
    kept = {key.removeprefix("api GET ") for key in query_counts.known() if key.startswith("api ")}
    assert kept == {route.path for route in LISTS}
