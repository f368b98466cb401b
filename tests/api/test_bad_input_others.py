"""An id of somebody else's row, in the address or in the body, opens and tells nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from api.kernel.names import camel
from courses.models import CRITERIA
from tests.api import cast as casting
from tests.api.conftest import client_for
from tests.api.deeds import doing
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.api.cast import Side

_MISSING = 999_999_999
_DAYS = {"startsOn": "2027-03-01", "endsOn": "2027-06-01"}
_TIMES = {"startsAt": "2027-04-01T19:00:00Z", "endsAt": "2027-04-01T21:00:00Z"}
_MEETING = {"code": "N", "zone": "Europe/Amsterdam", "delivery": "online", **_TIMES}
_OBSERVED = {"observedOn": "2027-03-01", "scores": dict.fromkeys(map(camel, CRITERIA), 3)}


def _row(name: str) -> Callable[[Side], int]:
    return lambda side: side.rows[name].pk


def _person(name: str) -> Callable[[Side], int]:
    return lambda side: side.people[name].pk


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks, where, in which field another's id stands, whose, and what else is sent."""

    actor: str
    path: str
    field: str
    whose: Callable[[Side], int]
    sent: dict[str, Any]


ASKED = (
    Ask("trainee", "/enrolments", "person", _person("trainee"), {"run": "course-runs"}),
    Ask(
        "mentor",
        "/placement-offers",
        "mentor",
        _person("mentor"),
        {"region": "regions", **_DAYS, "places": 1},
    ),
    Ask(
        "trainer of the run",
        "/observations",
        "placement",
        _row("placements"),
        {**_OBSERVED, "observer": "trainer of the run"},
    ),
    Ask(
        "trainer of the run",
        "/observations",
        "observer",
        _person("mentor"),
        {**_OBSERVED, "placement": "placements"},
    ),
    Ask("trainee", "/intervision-meetings", "group", _row("intervision-groups"), _MEETING),
    Ask(
        "trainee",
        "/intervision-meetings",
        "chair",
        _person("trainee"),
        {"group": "intervision-groups", **_MEETING},
    ),
    Ask(
        "trainee",
        "/intervision-meetings/{intervision-meetings}/cases",
        "bringer",
        _person("trainee"),
        {"method": "methods", "title": "T", "text": ""},
    ),
    Ask(
        "trainee",
        "/placements/{placements}/log-entries",
        "appointment",
        _row("appointments"),
        {
            "startsAt": "2027-02-16T12:00:00Z",
            "minutes": 60,
            "activity": "observe",
            "reflection": "",
        },
    ),
)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _filled(side: Side, value: Any) -> Any:
    """Return the id where the name of a row or a person stands."""
    if value in side.rows:
        return side.rows[value].pk
    return side.people[value].pk if value in side.people else value


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.path} {ask.field}")
def test_another_is_as_unknown_as_nobody(ask: Ask, db: None) -> None:
    own, other = casting.side("Anna"), casting.side("Bas")
    client, before = client_for(own.people[ask.actor]), doing.everything()
    address = "/api/v1" + ask.path.format_map({name: row.pk for name, row in own.rows.items()})
    body = {
        name: value if isinstance(value, dict) else _filled(own, value)
        for name, value in ask.sent.items()
    }
    answers = [client.post(address, body | {ask.field: pk}) for pk in (ask.whose(other), _MISSING)]
    assert {answer.status_code for answer in answers} == {400}, answers[0].content
    assert answers[0].content == answers[1].content
    [problem] = answers[0].json()["problems"]
    assert (problem["field"], problem["code"]) == (ask.field, "input.does_not_exist")
    assert doing.everything() == before
