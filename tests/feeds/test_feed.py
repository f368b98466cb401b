"""The address of a feed, as calendar programs ask for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.pacing import MOST_PER_HOUR
from scheduling import actions
from scheduling.models import Appointment, Feed, Participation
from scheduling.states import Answer
from tests import factories
from tests.factories import NOW
from tests.feeds.reading import events, get, subscribe
from tests.pages.asking import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def path(anna: Person) -> str:
    """The address of a feed with one appointment in it."""
    factories.participation(factories.appointment(NOW + DAY, title="Trainersdag"), anna)
    return subscribe(anna)


def test_answer_is_a_calendar_for_this_program_alone(path: str) -> None:
    response = get(path)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=300"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Disposition"] == 'inline; filename="doorgeven.ics"'
    assert response["ETag"][0] == response["ETag"][-1] == '"'
    assert "Last-Modified" not in response
    assert not response.cookies


def test_head_says_the_same_without_a_body(path: str) -> None:
    whole, head = get(path), get(path, "HEAD")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_these_bytes_gets_no_others(path: str, form: str) -> None:
    etag = get(path)["ETag"]
    response = get(path, if_none_match=form.format(etag))

    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (etag, "private, max-age=300")


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"other"'},
        {"if_modified_since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"if_modified_since": "not a date"},
        {"accept": ""},
        {"accept": "text/html"},
        {"accept_language": "en"},
        {"user_agent": "Google-Calendar-Importer"},
    ],
)
def test_everybody_else_gets_the_whole_calendar(path: str, headers: dict[str, str]) -> None:
    response = get(path, **headers)

    assert (response.status_code, response.content) == (200, get(path).content)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(path: str, method: str) -> None:
    response = get(path, method)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_what_cannot_be_read_is_answered_alike(anna: Person, bas: Person, path: str) -> None:
    unknown = f"/feed/{'a' * 43}.ics"
    revoked, closed = subscribe(anna), subscribe(bas)
    actions.revoke_feed(feed=Feed.objects.filter(person=anna)[0], by=anna, now=NOW)
    bas.is_active = False
    bas.save()
    odd = ("/feed/.ics", "/feed/%00.ics", f"/feed/{'a' * 5000}.ics", path.replace(".ics", "A.ics"))
    answers = [get(one) for one in (unknown, revoked, closed, *odd[1:])]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    assert get(odd[0]).status_code == 404


def test_feed_closes_at_once(anna: Person, path: str) -> None:
    etag = get(path)["ETag"]
    actions.revoke_feed(feed=Feed.objects.get(), by=anna, now=NOW)

    assert get(path, if_none_match=etag).status_code == 404


def test_reading_changes_nothing(path: str) -> None:
    before = everything()
    for method in ("GET", "HEAD"):
        get(path, method)
    assert everything() == before


def test_bytes_stay_the_same_until_something_changes(anna: Person, path: str) -> None:
    first = get(path)
    with time_machine.travel(NOW + DAY / 2, tick=False):
        assert get(path).content == first.content


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Andere dag"},
        {"starts_at": NOW + DAY * 2, "ends_at": NOW + DAY * 3},
        {"join_link": "https://meet.example.org/x"},
        {"state": "cancelled"},
        {"delivery": "in_person", "venue": 0},
    ],
)
def test_every_change_is_another_etag(path: str, change: dict[str, object]) -> None:
    before = get(path)["ETag"]
    if "venue" in change:
        change = change | {"venue": factories.venue()}
    Appointment.objects.update(**change)

    assert get(path)["ETag"] != before


def test_answer_of_no_is_another_etag(path: str) -> None:
    before = get(path)["ETag"]
    Participation.objects.update(answer=Answer.DECLINED)

    assert get(path)["ETag"] != before
    assert events(path) == []


def test_who_asks_all_the_time_is_told_to_wait(anna: Person, path: str) -> None:
    other = subscribe(anna)
    answers = [get(path).status_code for _time in range(MOST_PER_HOUR + 1)]

    assert answers == [200] * MOST_PER_HOUR + [429]
    assert get(path)["Retry-After"] == "3600"
    # One address does not slow down another, and an hour later it is open again.
    assert get(other).status_code == 200
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        assert get(path).status_code == 200


@pytest.mark.parametrize("is_kept", [False, True])
def test_number_of_queries_is_constant(anna: Person, path: str, is_kept: bool) -> None:  # noqa: FBT001 # by name
    with CaptureQueriesContext(connection) as with_one:
        get(path)
    for number in range(29):
        made = factories.appointment(NOW + number * DAY, venue=factories.venue())
        factories.participation(made, anna)
        if is_kept:
            factories.rendered_event(made)
    with CaptureQueriesContext(connection) as with_thirty:
        assert get(path).content.count(b"BEGIN:VEVENT") == 30

    assert len(with_thirty) == len(with_one) == 2
