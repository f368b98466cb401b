"""The calendar of what anybody can apply for, that of a run, one appointment, and robots.txt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlparse
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import access
from courses.states import EnrolmentState
from mail import links
from scheduling.models import Invitation
from scheduling.states import AppointmentState
from tests import factories
from tests.factories import NOW, RUN_END, utc
from tests.feeds.reading import events, get, titles
from tests.pages.asking import address, everything, tampered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

DAY = dt.timedelta(days=1)
OPEN = "/feed/open.ics"
LINK = "https://meet.example.org/secret"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_open_runs_stand_in_the_public_calendar(anna: Person) -> None:
    opened = factories.run()
    closed = factories.run(enrolment_closes_at=NOW)
    factories.session(opened, NOW + DAY, title="Dag 1", lead=anna, join_link=LINK)
    factories.session(opened, NOW, title="Dag 2", state=AppointmentState.CANCELLED)
    factories.session(closed, NOW, title="Dag 3")
    factories.appointment(NOW, title="Besloten")
    response = get(OPEN)

    assert titles(OPEN) == ["Dag 1"]
    assert response["Cache-Control"] == "public, max-age=300"
    # Anybody may know when, and nobody uninvited can come in.
    for word in ("meet.example.org", "Anna", "Appelmoes", "ATTENDEE", "ORGANIZER", "METHOD"):
        assert word not in response.content.decode()


@pytest.mark.django_db
def test_public_calendar_asks_one_query() -> None:
    run = factories.run()
    counts = []
    for number in range(30):
        factories.session(run, NOW + number * DAY, venue=factories.venue())
        with CaptureQueriesContext(connection) as queries:
            get(OPEN)
        counts.append(len(queries))

    assert set(counts) == {1}


def test_run_has_a_calendar_of_its_sessions(anna: Person) -> None:
    run = factories.run()
    factories.session(run, NOW + DAY, title="Dag 1", lead=anna, join_link=LINK)
    factories.session(run, NOW, title="Dag 0", state=AppointmentState.CANCELLED)
    factories.session(factories.run(), NOW, title="Van een ander")
    path = urlparse(access.run_feed(run)).path

    assert path.startswith("/feed/run/")
    assert titles(path) == ["Dag 1"]
    body = b"".join(get(path).content.split(b"\r\n ")).decode()
    assert LINK in body
    assert "Appelmoes" not in body


@pytest.mark.django_db
def test_calendar_of_a_run_ends_a_while_after_it() -> None:
    path = urlparse(access.run_feed(factories.run())).path
    for days, status in ((90, 200), (91, 404)):
        moment = dt.datetime.combine(RUN_END + days * DAY, dt.time(12), dt.UTC)
        with time_machine.travel(moment, tick=False):
            assert get(path).status_code == status


@pytest.mark.django_db
def test_wrong_links_to_a_run_are_answered_alike() -> None:
    run = factories.run()
    path = urlparse(access.run_feed(run)).path
    wrong = [
        tampered(path.removesuffix(".ics")) + ".ics",
        f"/feed/run/{run.pk}.ics",
        f"/feed/run/{signing.Signer(salt=links.PLACE).sign(str(run.pk))}.ics",
        f"/feed/run/{signing.Signer(salt=access.RUN_FEED).sign('999999')}.ics",
    ]
    answers = [get(one) for one in wrong]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_who_leads_or_takes_part_may_follow(anna: Person, bas: Person, office: Person) -> None:
    run = factories.run()
    factories.session(run, lead=anna)
    own = factories.enrolment(run, bas)
    today = NOW.date()

    assert access.may_follow_run(anna, run, today)
    assert access.may_follow_run(office, run, today)
    for state in EnrolmentState:
        own.state, own.waitlisted_at = state, NOW
        own.ended_at = own.offer_deadline = NOW
        own.save()
        is_in = state in {"enrolled", "completed", "not_completed"}
        assert access.may_follow_run(bas, run, today) == is_in
    anna.is_active = False
    assert not access.may_follow_run(anna, run, today)


def test_invitation_has_a_file_of_its_one_appointment(anna: Person) -> None:
    made = factories.appointment(utc(2027, 3, 20, 9), title="Trainersdag")
    factories.participation(made, anna)
    invitation = Invitation.objects.create(appointment=made, person=anna)
    path = address(links.ANSWER, invitation)
    before = everything()
    response = get(f"{path}.ics")

    assert response["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    assert b"METHOD" not in response.content
    assert [str(event["UID"]) for event in events(f"{path}.ics")] == [
        f"{made.uid}@doorgeven.example"
    ]
    assert get(f"{tampered(path)}.ics").status_code == 404
    assert get(f"{path}.ics", "POST").status_code == 405
    assert everything() == before


def test_robots_may_read_calendars_and_nothing_else() -> None:
    response = get("/robots.txt")
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert parser.can_fetch("Google-Calendar-Importer", "/feed/abc.ics")
    for path in ("/", "/admin/", "/api/v1/me", "/antwoord/1:x"):
        assert not parser.can_fetch("Googlebot", path)
