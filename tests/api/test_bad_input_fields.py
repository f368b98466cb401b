"""Every field of everything that can be done, and every parameter of every list, with rubbish."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import time_machine

from api.kernel.pages import PARAMETERS
from tests.api import cast as casting
from tests.api.conftest import client_for
from tests.api.deeds import doing
from tests.api.routes import Route, routes
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

PROBLEM = "application/problem+json"
# What no field takes: text, number, date, list and reference alike. Raw, as JSON would have it.
NO_VALUE = ("[[[{}]]]", '"\\u0000"', "1e400", "-1e400", str(2**70), "-1", "0.5", '{"a": [[]]}')
NO_PARAMETER = (
    "\x00",
    "🌷" * 300,
    "[[]]",
    "1e400",
    "Infinity",
    "-1",
    str(2**70),
    "٣",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01",
    "9999-12-31",
    "2027-02-30",
)
EDITS = [route for route in routes() if route.method == "PATCH"]
LISTS = [
    route
    for route in routes()
    if route.method == "GET" and route.action == "list" and not route.has_id
]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _complaints(response: Any) -> set[str]:
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM), response.content
    return {one["field"].split(".")[0] for one in response.json()["problems"]}


def _rubbish(route: Route, value: str) -> str:
    """Return a body in which every field has this value."""
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name in _fields(route)) + "}"


def _fields(route: Route) -> set[str]:
    return set(route.command.asks().fields) if route.command else set()


@pytest.mark.parametrize("name", [name for name, route in doing.ROUTES.items() if _fields(route)])
def test_every_field_complains_at_once_and_nothing_is_written(name: str, db: None) -> None:
    deed = doing.lawful(name)
    client, address = client_for(deed.by), deed.address
    before = doing.everything()
    for value in NO_VALUE:
        body = _rubbish(deed.route, value)
        response = client.generic("POST", address, body, content_type="application/json")
        assert _complaints(response) == _fields(deed.route), value
    assert doing.everything() == before


@pytest.mark.parametrize("route", EDITS, ids=lambda route: route.path)
def test_every_detail_complains_at_once_and_nothing_changes(route: Route, office: Person) -> None:
    row = casting.side("Anna").rows[route.resource]
    client, before = client_for(office), doing.everything()
    for value in NO_VALUE:
        body = _rubbish(route, value)
        response = client.generic(
            "PATCH", route.address(row.pk), body, content_type="application/json"
        )
        assert _complaints(response) == _fields(route), value
    assert doing.everything() == before


def _parameters(route: Route) -> set[str]:
    filterset = getattr(route.view, "filterset_class", None)
    return {*PARAMETERS, "ordering", "search", *(filterset.base_filters if filterset else ())}


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
def test_no_parameter_makes_a_list_fail(route: Route, office: Person) -> None:
    client = client_for(office)
    for name in sorted(_parameters(route)):
        for value in NO_PARAMETER:
            response: Any = client.get(f"{route.address()}?{urlencode({name: value})}")
            assert response.status_code in {200, 400}, (name, value, response.content)
            if response.status_code == 400:
                assert _complaints(response) <= {name}
