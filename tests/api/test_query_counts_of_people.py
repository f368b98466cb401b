"""Lists of a trainee and of who trains and mentors them: as many queries for thirty as for one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.api.conftest import client_for
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rest_framework.test import APIClient

    from people.models import Person

LISTS = (
    "course-runs",
    "sessions",
    "appointments",
    "participations",
    "enrolments",
    "progress",
    "placements",
    "log-entries",
)
# One for the token, at most three for what somebody is, and at most five for the page.
MOST = 9


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _follow(trainee: Person, trainer: Person) -> None:
    """Let somebody follow a run of the trainer, and write up work in a placement with them."""
    enrolment = factories.enrolment(somebody=trainee)
    session = factories.session(enrolment.run, NOW - dt.timedelta(days=1), lead=trainer)
    factories.participation(session.appointment, trainee)
    factories.log_entry(factories.placement(enrolment, trainer))


def _asked(client: APIClient, name: str) -> tuple[int, int]:
    """Return how many queries a list asked, and how many rows it shows."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/api/v1/{name}?pageSize=100")
    assert response.status_code == 200, response.content
    return len(queries), len(response.json()["results"])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("actor", ["trainee", "trainer"])
def test_list_asks_as_much_for_one_as_for_thirty(
    anna: Person, quinty: Person, actor: str, name: str
) -> None:
    client = client_for(anna if actor == "trainee" else quinty)
    _follow(anna, quinty)
    for_one, one = _asked(client, name)
    for _ in range(29):
        _follow(anna, quinty)
    for_thirty, thirty = _asked(client, name)
    assert (one, thirty) in {(1, 30), (2, 60)}
    assert for_one == for_thirty <= MOST
