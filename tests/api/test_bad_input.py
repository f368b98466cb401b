"""What should not be sent, and what comes back: a plain answer, and nothing lost."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from courses.models import CourseSession, Enrolment
from people.models import Person, Region
from tests import factories
from tests.api.conftest import client_for
from tests.courses import places
from tests.courses.together import together

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.test import APIClient

    Client = Callable[[Person | None], APIClient]

PROBLEM = "application/problem+json"
NEW_PERSON = {"givenName": "Iris", "infix": "", "familyName": "IJsbloem", "communication": ""}


def _codes(response: Any) -> set[tuple[str, str]]:
    assert response["Content-Type"] == PROBLEM
    return {(one["field"], one["code"]) for one in response.json()["problems"]}


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"[" * 200_000, 400, "request.malformed"),
        (b'"' + b"x" * 3_000_000 + b'"', 413, "request.too_large"),
        (b'{"run": 1, "run": 2}', 400, "request.malformed"),
        (b'{"run": NaN}', 400, "request.malformed"),
        (b'{"run": 1', 400, "request.malformed"),
        (b'\xff\xfe{"run": 1}', 400, "request.malformed"),
        (b'{"run": "\\ud800"}', 400, "request.malformed"),
        (b'{"run": ' + b"9" * 5_000 + b"}", 400, "request.malformed"),
        (b"null", 400, "input.null"),
        (b"[]", 400, "input.invalid"),
        (b"12", 400, "input.invalid"),
    ],
)
def test_body_that_cannot_be_read(
    client_of: Client, office: Person, raw: bytes, status: int, code: str
) -> None:
    client = client_of(office)
    response = client.post("/api/v1/enrolments", raw, content_type="application/json")
    assert response.status_code == status
    assert {one for _field, one in _codes(response)} == {code}
    assert not Enrolment.objects.exists()


def test_every_complaint_comes_at_once(client_of: Client, office: Person) -> None:
    sent = {"run": "1", "person": 2**70, "override": 5, "colour": "red"}
    response = client_of(office).post("/api/v1/enrolments", sent)
    assert response.status_code == 400
    assert _codes(response) == {
        ("run", "input.incorrect_type"),
        ("person", "input.does_not_exist"),
        ("override", "input.invalid"),
        ("colour", "input.unknown"),
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", 5), ("name", True), ("name", ["Noord"]), ("isPilot", 0), ("isPilot", "true")],
)
def test_what_merely_looks_like_it_is_not_taken_for_it(
    client_of: Client, office: Person, field: str, value: object
) -> None:
    sent = {"code": "noord", "name": "Noord", "isPilot": True, "schoolHolidayRegion": "noord"}
    response = client_of(office).post("/api/v1/regions", sent | {field: value})
    assert response.status_code == 400
    assert _codes(response) == {(field, "input.invalid")}
    assert not Region.objects.exists()


def test_the_row_of_somebody_else_is_as_unknown_as_one_that_is_not_there(
    client_of: Client, anna: Person, bas: Person
) -> None:
    client, run = client_of(anna), factories.run()
    answers = [
        client.post("/api/v1/enrolments", {"run": run.pk, "person": pk}) for pk in (bas.pk, 999_999)
    ]
    assert answers[0].content == answers[1].content
    assert answers[0].status_code == 400


@pytest.mark.parametrize("minutes", [-1, 0, 1441, 1.5, "60", True, None])
def test_minutes_that_are_none(client_of: Client, anna: Person, minutes: object) -> None:
    placement = factories.placement(factories.enrolment(somebody=anna), factories.person())
    entry = {
        "startsAt": "2027-02-16T13:00:00+01:00",
        "minutes": minutes,
        "activity": "observe",
        "reflection": "",
    }
    response = client_of(anna).post(f"/api/v1/placements/{placement.pk}/log-entries", entry)
    assert response.status_code == 400
    assert {field for field, _code in _codes(response)} == {"minutes"}


def test_session_outside_its_run(client_of: Client, office: Person) -> None:
    response = client_of(office).post("/api/v1/sessions", _session(startsAt="2029-01-01T10:00:00Z"))
    assert response.status_code == 409
    assert ("", "session.outside_run") in _codes(response) or (
        "startsAt",
        "session.outside_run",
    ) in _codes(response)
    assert not CourseSession.objects.exists()


@pytest.mark.parametrize(
    ("starts_at", "code"),
    [("2027-03-28T02:30:00", "time.does_not_exist"), ("2027-10-31T02:30:00", "time.exists_twice")],
)
def test_wall_time_that_the_clock_skips_or_shows_twice(
    client_of: Client, office: Person, starts_at: str, code: str
) -> None:
    response = client_of(office).post("/api/v1/sessions", _session(startsAt=starts_at))
    assert response.status_code == 409
    assert {one for _field, one in _codes(response)} == {code}


def test_wall_time_is_that_of_the_run(client_of: Client, office: Person) -> None:
    sent = _session(startsAt="2027-03-20T10:00:00", endsAt="2027-03-20T16:00:00")
    response = client_of(office).post("/api/v1/sessions", sent)
    assert response.status_code == 201, response.content
    assert response.json()["startsAt"] == "2027-03-20T09:00:00Z"


@pytest.mark.parametrize(
    "moment", ["2027-03-20", "10:00", "gisteren", "0207-03-20T10:00:00Z", 5, None, [], "x\x00"]
)
def test_moment_that_is_none(client_of: Client, office: Person, moment: object) -> None:
    response = client_of(office).post("/api/v1/sessions", _session(startsAt=moment))
    assert response.status_code == 400
    assert {field for field, _code in _codes(response)} == {"startsAt"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Iris 🌷", "Iris 🌷"),
        ("IJsbrand", "IJsbrand"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("Łukasz", "Łukasz"),
        ("  Anna ", "Anna"),
    ],
)
def test_name_is_kept_as_it_is_written(
    client_of: Client, office: Person, name: str, kept: str
) -> None:
    sent = {**NEW_PERSON, "givenName": name, "infix": "van 't", "email": None, "localGroup": None}
    response = client_of(office).post("/api/v1/people", sent)
    assert response.status_code == 201, response.content
    made = Person.objects.get(pk=response.json()["id"])
    assert (made.given_name, made.infix, made.family_name) == (kept, "van 't", "IJsbloem")


def test_name_with_the_nul_sign(client_of: Client, office: Person) -> None:
    sent = {**NEW_PERSON, "givenName": "Iris\x00", "email": None, "localGroup": None}
    response = client_of(office).post("/api/v1/people", sent)
    assert response.status_code == 400
    assert {field for field, _code in _codes(response)} == {"givenName"}


@pytest.mark.parametrize(
    "query", ["search=%00", "search=%ff", "run=1%00", "ordering=person", "page=0", "page=x",
              "pageSize=101", "count=maybe", "run=abc", f"run={2**70}", "foo=1", "state=gone"]
)  # fmt: skip
def test_query_that_cannot_be_asked(client_of: Client, office: Person, query: str) -> None:
    response = client_of(office).get(f"/api/v1/enrolments?{query}")
    # Half a sign in a search is replaced by the mark for that, and found nowhere.
    assert response.status_code == (200 if query == "search=%ff" else 400)


def test_same_request_twice(client_of: Client, anna: Person) -> None:
    client, sent = client_of(anna), {"run": factories.run().pk, "person": anna.pk}
    with time_machine.travel(factories.NOW):
        assert client.post("/api/v1/enrolments", sent).status_code == 201
        again = client.post("/api/v1/enrolments", sent)
    assert again.status_code == 409
    assert _codes(again) == {("", "enrolment.already_applied")}
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_for_the_last_seats() -> None:
    run, office = factories.run(seats=3), factories.office_member()
    crowd = [places.applied(run) for _ in range(50)]
    client = client_for(office)
    calls = [partial(client.post, f"/api/v1/enrolments/{each.pk}/_assign") for each in crowd]
    answers = together(calls)
    assert {answer.status_code for answer in answers} == {200}  # type: ignore[attr-defined]  # responses
    states = [json.loads(answer.content)["state"] for answer in answers]  # type: ignore[attr-defined]  # the same
    assert (states.count("enrolled"), states.count("waitlisted")) == (3, 47)


def _session(**changes: object) -> dict[str, object]:
    """Return a session of a new run that can be planned, with changes."""
    return {
        "run": factories.run().pk,
        "code": "S1",
        "title": "The first",
        "startsAt": "2027-03-20T10:00:00+01:00",
        "endsAt": "2027-03-20T16:00:00+01:00",
        "delivery": "online",
        "lead": factories.person().pk,
    } | changes
