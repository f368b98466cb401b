"""Feeds through the API: the addresses are shown once, and how appointments come is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from people.rules import digest
from scheduling.models import Feed, PersonalCalendar
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.test import APIClient

    from people.models import Person

    ClientOf = Callable[[Person], APIClient]

API = "/api/v1"


def test_addresses_are_shown_once(client_of: ClientOf, anna: Person) -> None:
    client = client_of(anna)
    made = client.post(f"{API}/feeds", {"name": "Telefoon", "withoutInvited": True}).json()
    again = client.get(f"{API}/feeds/{made['id']}").json()
    feed = Feed.objects.get()

    assert (feed.person, feed.name, feed.without_invited) == (anna, "Telefoon", True)
    secret = made["url"].removeprefix("http://localhost:8000/feed/").removesuffix(".ics")
    assert feed.digest == digest(secret)
    assert made["webcal"] == f"webcal://localhost:8000/feed/{secret}.ics"
    google = urlparse(made["google"])
    assert (google.netloc, google.path) == ("calendar.google.com", "/calendar/r")
    assert parse_qs(google.query) == {"cid": [made["webcal"]]}
    assert made == again | {name: made[name] for name in ("url", "webcal", "google")}
    assert secret not in str(again)


def test_feed_is_for_who_asks_and_nobody_else(
    client_of: ClientOf, anna: Person, office: Person
) -> None:
    client_of(office).post(f"{API}/feeds", {"name": "x", "person": anna.pk})

    assert [feed.person for feed in Feed.objects.all()] in ([], [office])


def test_address_that_was_given_opens_the_calendar(client_of: ClientOf, anna: Person) -> None:
    client = client_of(anna)
    made = client.post(f"{API}/feeds", {"name": "Telefoon"}).json()
    path = urlparse(made["url"]).path

    assert Client().get(path).status_code == 200
    assert client.post(f"{API}/feeds/{made['id']}/_revoke").status_code == 200
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("channel", ["mail", "feed", "both"])
def test_channel_is_chosen(client_of: ClientOf, anna: Person, channel: str) -> None:
    client = client_of(anna)
    assert client.get(f"{API}/me/calendar").json() == {"channel": "mail"}
    assert not PersonalCalendar.objects.exists()
    made = client.post(f"{API}/me/calendar", {"channel": channel})

    assert (made.status_code, made.json()) == (200, {"channel": channel})
    assert client.get(f"{API}/me/calendar").json() == {"channel": channel}


@pytest.mark.parametrize("channel", ["", "fax", None, 3, ["mail"]])
def test_channel_that_is_none(client_of: ClientOf, anna: Person, channel: object) -> None:
    assert client_of(anna).post(f"{API}/me/calendar", {"channel": channel}).status_code == 400
    assert not PersonalCalendar.objects.exists()


def test_who_takes_part_can_follow_the_run(client_of: ClientOf, anna: Person, bas: Person) -> None:
    run = factories.run()
    factories.enrolment(run, anna)
    path = f"{API}/course-runs/{run.pk}/feed"
    found = client_of(anna).get(path).json()

    assert found["url"].startswith("http://localhost:8000/feed/run/")
    assert Client().get(urlparse(found["url"]).path).status_code in (200, 404)
    assert client_of(bas).get(path).status_code == 403
