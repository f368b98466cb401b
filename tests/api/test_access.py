"""Who may do what: every route asked by everybody, about the own, another's and a missing row.

`access_table.txt` holds what must come out. A cell is a letter for each row that is asked about:
A it was let through, F seen but not allowed (403), N not there (404), U not signed in (401), R it
names a row that is not there for this asker (400). For a list of rows: 1 for a row that is in it, 0
for one that is not.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from api.kernel.names import camel
from certificates import rules
from courses.models import CRITERIA
from tests.api import cast as casting
from tests.api.routes import Route, routes
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from tests.api.cast import Cast

_FILE = Path(__file__).with_name("access_table.txt")
_LETTERS = {401: "U", 403: "F", 404: "N"}
_MISSING = 999_999_999
# Anybody who has a code sees what it is of; a code that nobody has is no typing mistake.
_BY_CODE, _NO_CODE = "/certificates/{id}/status", rules.verification_code("Z" * rules.RANDOM_SIGNS)
# What changes a table; a token is looked up and never written.
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def _table() -> dict[str, dict[str, str]]:
    lines = _FILE.read_text().splitlines() if _FILE.exists() else []
    rows = [line for line in lines if line and not line.startswith("#")]
    found = {}
    for row in rows:
        method, path, *cells = row.split()
        found[f"{method} {path}"] = dict(zip(casting.ACTORS, cells, strict=True))
    return found


TABLE = _table()


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Everything and everybody."""
    return casting.make()


def _ask(route: Route, cast: Cast, actor: str, pk: Any = 0) -> tuple[HttpResponse, bool]:
    """Return the answer, and whether anything was written; nothing stays written."""
    client = APIClient(raise_request_exception=False)
    if actor in cast.tokens:
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {cast.tokens[actor]}")
    body = json.dumps(_body(route, cast)) if route.method != "GET" else ""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response: Any = client.generic(
            route.method, route.address(pk), body, content_type="application/json"
        )
        transaction.set_rollback(True)
    return response, any(_WRITES.match(query["sql"]) for query in queries)


def _body(route: Route, cast: Cast) -> dict[str, Any]:
    """Return what is sent: nothing, but where the answer depends on whom it is about."""
    rows = cast.own.rows
    person = {"person": rows["people"].pk}
    known: dict[str, dict[str, Any]] = {
        "POST /enrolments": {**person, "run": rows["course-runs"].pk},
        "POST /placement-offers": {
            "mentor": cast.own.people["mentor"].pk,
            "region": rows["regions"].pk,
            "startsOn": "2027-03-01",
            "endsOn": "2027-06-01",
            "places": 1,
        },
        "POST /intervision-meetings": {
            "group": rows["intervision-groups"].pk,
            "code": "NEW",
            "startsAt": "2027-04-01T19:00:00Z",
            "endsAt": "2027-04-01T21:00:00Z",
            "zone": "Europe/Amsterdam",
            "delivery": "online",
        },
        "POST /observations": {
            "placement": rows["placements"].pk,
            "observedOn": "2027-03-01",
            "observer": cast.own.people["trainer of the run"].pk,
            "scores": dict.fromkeys(map(camel, CRITERIA), 3),
        },
        "POST /training-requests": {
            "code": "NEW",
            "organisation": rows["organisations"].pk,
            "municipality": rows["municipalities"].pk,
            "topic": "Law",
            "requestedOn": "2027-03-01",
            "expectedParticipants": 3,
            "note": "",
        },
    }
    return known.get(route.name, {})


def _letter(response: HttpResponse) -> str:
    if b'"input.does_not_exist"' in response.content:
        return "R"
    return _LETTERS.get(response.status_code, "A")


def _cell(route: Route, cast: Cast, actor: str) -> str:
    own = cast.own.rows.get(route.resource)
    other = cast.other.rows.get(route.resource)
    if route.has_id:
        assert own is not None, f"{route.resource} has no row in the cast"
        assert other is not None
        pks: list[Any] = [own.pk, other.pk, _MISSING]
        if route.path == _BY_CODE:
            pks = [getattr(one, "verification_code", "") for one in (own, other)] + [_NO_CODE]
        answers = [_checked(route, cast, actor, pk) for pk in pks]
        _looks_the_same(answers[1], answers[2])
        return "".join(_letter(answer) for answer in answers)
    answer = _checked(route, cast, actor)
    if (
        route.method == "GET"
        and answer.status_code == 200
        and own is not None
        and other is not None
    ):
        return _listed(answer, own.pk) + _listed(answer, other.pk)
    return _letter(answer)


def _listed(answer: Any, pk: int) -> str:
    found = answer.json()
    ids = [
        one.get("id", one.get("enrolment", one.get("person"))) for one in found.get("results", [])
    ]
    plain = [each["id"] if isinstance(each, dict) else each for each in ids]
    return "1" if pk in plain else "0"


def _checked(route: Route, cast: Cast, actor: str, pk: Any = 0) -> HttpResponse:
    response, wrote = _ask(route, cast, actor, pk)
    assert response.status_code < 500, (route.name, actor, response.content)
    if _letter(response) != "A" or route.method == "GET":
        assert not wrote, f"{route.name} by {actor} wrote something"
    if _letter(response) == "A" and route.method == "GET":
        assert response.status_code == 200, (route.name, actor, response.content)
    return response


def _looks_the_same(other: HttpResponse, missing: HttpResponse) -> None:
    """What is not yours looks exactly like what is not there."""
    if other.status_code == 404:
        assert (other.content, other.status_code) == (missing.content, missing.status_code)


def _line(name: str, cells: dict[str, str]) -> str:
    return f"{name:<55}" + "".join(f" {cells[actor]:<3}" for actor in casting.ACTORS).rstrip()


@pytest.mark.parametrize("resource", sorted({route.resource for route in routes()}))
def test_resource_answers_everybody_as_the_table_says(resource: str, cast: Cast) -> None:
    asked = [route for route in routes() if route.resource == resource]
    found = [
        _line(route.name, {actor: _cell(route, cast, actor) for actor in casting.ACTORS})
        for route in asked
    ]
    if folder := os.environ.get("REFRESH_ACCESS_TABLE"):
        Path(folder, resource).write_text("\n".join(found) + "\n")
    else:
        assert found == [_line(route.name, TABLE[route.name]) for route in asked]


def test_the_table_has_every_route_and_no_other() -> None:
    assert sorted(TABLE) == sorted(route.name for route in routes())


def test_everything_is_read_by_somebody() -> None:
    reads = {name: "".join(cells.values()) for name, cells in TABLE.items() if name[:3] == "GET"}
    assert [name for name, cells in reads.items() if not re.search("[A1]", cells)] == []
