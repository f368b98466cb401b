"""The whole scenario, played over HTTP alone, ends at the answer key."""

from __future__ import annotations

import json
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
import time_machine

from certificates import actions as certificates
from courses import actions as courses
from intervision import actions as intervision
from people import actions as people
from pool import actions as pool
from scenario import loading, outcome, reading, replay
from scenario.replay import enrolling, groups, placements, sessions, setting, trainers
from scheduling import actions as scheduling
from tests.api.conftest import client_for
from tests.api.posting import Line, Over

if TYPE_CHECKING:
    from scenario.replay.world import World

_ROOMS = (certificates, courses, intervision, people, pool, scheduling)
_PLAYERS = (replay, enrolling, groups, placements, sessions, setting, trainers, outcome)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch, municipalities: None) -> Line:
    """Put the API between the scenario and the rooms."""
    made = Line()
    for player in _PLAYERS:
        for name, value in list(vars(player).items()):
            if isinstance(value, ModuleType) and value in _ROOMS:
                monkeypatch.setattr(player, name, Over(value, made))
    return made


def _progress(world: World) -> dict[str, tuple[bool, list[str]]]:
    """Return who can be certified and why not, as the API tells it."""
    with time_machine.travel(world.on(replay.ends_on(world.scenario), 23, 58), tick=False):
        client = client_for(world.office)
        on = world.scenario.programme.reference_date.isoformat()
        found = client.get(f"/api/v1/progress?run={world.run.pk}&pageSize=100&on={on}").json()
    codes = {enrolment.pk: code for code, enrolment in world.enrolments.items()}
    return {
        codes[one["enrolment"]]: (one["certifiable"], sorted(one["reasons"]))
        for one in found["results"]
    }


def test_scenario_over_http_ends_at_the_answer_key(line: Line) -> None:
    world = loading.load(reading.SHIPPED, lambda _done, _all: None)
    told = _progress(world)
    report = json.loads(json.dumps(outcome.report(world, outcome.settle(world))))
    expected = json.loads((reading.SHIPPED / "expected_results.json").read_text())
    del expected["sensitivity"]
    for trainee in (*report["trainees"].values(), *expected["trainees"].values()):
        trainee["reasons"].sort()
    assert report == expected
    assert told == {
        code: (trainee["certify"], trainee["reasons"])
        for code, trainee in expected["trainees"].items()
        if code in told
    }
    assert line.sent > 400
