"""What stands in the calendar of a person, and above all what does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine

from scheduling import actions
from scheduling.calendars import feeds
from scheduling.models import Appointment, Invitation, RenderedEvent
from scheduling.states import Answer, AppointmentState, Told
from tests import factories
from tests.factories import NOW
from tests.feeds.reading import events, get, subscribe, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from people.models import Person

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
# What would make an event somebody else's business, or the calendar a mail.
NEVER = (b"METHOD", b"ORGANIZER", b"ATTENDEE")


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _with(person: Person, starts_at: dt.datetime = NOW + DAY, **fields: object) -> Appointment:
    made = factories.appointment(starts_at, **fields)  # type: ignore[arg-type]  # by name
    factories.participation(made, person)
    return made


def test_event_says_what_when_and_where(anna: Person) -> None:
    venue = factories.venue(name="Buurthuis", municipality=factories.municipality(name="Ons Dorp"))
    link = "https://meet.example.org/a?b=1,2;c"
    made = _with(anna, title="Praten, luisteren; doen", venue=venue, join_link=link)
    [event] = events(subscribe(anna))

    assert str(event["SUMMARY"]) == "Praten, luisteren; doen"
    assert str(event["UID"]) == f"{made.uid}@doorgeven.example"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (made.starts_at, made.ends_at)
    for word in ("Buurthuis", "Plein 1", "Ons Dorp"):
        assert word in str(event["LOCATION"])
    assert link in b"".join(get(subscribe(anna)).content.split(b"\r\n ")).decode().replace("\\", "")
    assert str(event["CLASS"]) == "PRIVATE"


def test_names_of_others_and_what_belongs_in_mails_are_left_out(anna: Person, bas: Person) -> None:
    made = _with(anna, lead=bas, title="Trainersdag", note="Van Bas")
    factories.participation(made, factories.person(given_name="Cora", family_name="Canard"))
    body = get(subscribe(anna)).content

    assert [word for word in NEVER if word in body] == []
    for word in ("Bas", "Boschebol", "Cora", "Canard", "Appelmoes", "example.org"):
        assert word.encode() not in body


def test_only_what_comes_up_for_this_person(anna: Person, bas: Person) -> None:
    _with(anna, title="mine")
    _with(bas, title="of Bas")
    for state in AppointmentState:
        _with(anna, NOW + 2 * DAY, title=state, state=state)
    for answer in Answer:
        made = factories.appointment(NOW + 3 * DAY, title=f"said {answer}")
        factories.participation(made, anna, answer=answer)

    assert titles(subscribe(anna)) == [
        "mine",
        "planned",
        "held",
        "said open",
        "said accepted",
        "said tentative",
    ]


def test_window_is_from_ninety_days_back_to_four_hundred_ahead(anna: Person) -> None:
    for name, starts_at in (
        ("too old", NOW - 90 * DAY - 2 * DAY / 24),
        ("old", NOW - 90 * DAY - 2 * DAY / 24 + SECOND),
        ("far", NOW + 400 * DAY - SECOND),
        ("too far", NOW + 400 * DAY),
    ):
        _with(anna, starts_at, title=name)

    assert titles(subscribe(anna)) == ["old", "far"]


def test_what_comes_by_mail_can_be_left_out(anna: Person) -> None:
    for told in Told:
        made = _with(anna, title=f"told {told}")
        Invitation.objects.create(appointment=made, person=anna, told=told)
    _with(anna, title="never told")

    assert titles(subscribe(anna)) == ["told ", "told request", "told cancel", "never told"]
    left = titles(subscribe(anna, without_invited=True))
    assert left == ["told ", "told cancel", "never told"]


def test_event_that_is_kept_is_given_as_it_is(anna: Person) -> None:
    made = _with(anna, title="Trainersdag")
    path = subscribe(anna)
    fresh = get(path).content
    factories.rendered_event(made)

    assert get(path).content == fresh
    RenderedEvent.objects.update(body=b"BEGIN:VEVENT\r\nSUMMARY:kept\r\nEND:VEVENT\r\n")
    assert b"SUMMARY:kept" in get(path).content


def test_event_that_is_out_of_date_is_made_anew_and_not_kept(anna: Person) -> None:
    made = _with(anna, title="Trainersdag")
    kept = factories.rendered_event(made)
    made.title = "Andere dag"
    made.save()

    assert titles(subscribe(anna)) == ["Andere dag"]
    assert RenderedEvent.objects.get().digest == kept.digest


def test_sequence_is_that_of_the_mails(anna: Person) -> None:
    made = _with(anna)
    factories.publication(made, sequence=7)
    [event] = events(subscribe(anna))

    assert event["SEQUENCE"] == 7


def test_empty_feed_is_a_calendar(anna: Person) -> None:
    assert events(subscribe(anna)) == []


def test_feed_has_its_own_name(anna: Person) -> None:
    assert "Telefoon" in get(subscribe(anna)).content.decode()


def test_lines_are_folded_and_end_as_they_should(anna: Person) -> None:
    """Sources: RFC 5545, §3.1; one VERSION before the first event, and no text adds a line."""
    title = "Ontmoeting 🎉 " + "é" * 150 + "\r\nATTENDEE:mailto:x@example.org\x07"
    made = _with(anna, title=title)
    for is_kept in (False, True):
        if is_kept:
            factories.rendered_event(made)
        body = get(subscribe(anna)).content
        lines = body.split(b"\r\n")
        assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
        assert not any(b"\r" in line or b"\n" in line or len(line) > 75 for line in lines)
        assert [line.decode() for line in lines]
        names = [line.partition(b":")[0].partition(b";")[0] for line in lines if line[:1] != b" "]
        assert b"ATTENDEE" not in names
        assert names.count(b"VERSION") == names.count(b"PRODID") == 1
        assert names.index(b"VERSION") < names.index(b"BEGIN", 1)


def test_place_of_an_online_meeting_is_no_secret_of_strangers(anna: Person) -> None:
    link = "https://meet.example.org/x"
    run = factories.run()
    factories.session(run, NOW + DAY, lead=anna, join_link=link, delivery="online")

    assert link in get(subscribe(anna)).content.decode().replace("\r\n ", "")
    assert b"meet.example" not in get("/feed/open.ics").content.replace(b"\r\n ", b"")


def test_what_is_published_is_kept_ready(anna: Person, office: Person) -> None:
    made = _with(anna, title="Trainersdag", join_link="https://meet.example.org/x")
    Appointment.objects.update(changed_at=NOW, changed_first_at=NOW)
    actions.publish(appointment=made, by=office, now=NOW)

    kept = RenderedEvent.objects.get()
    assert feeds.rendered(Appointment.objects.get()).digest == kept.digest
    RenderedEvent.objects.update(body=b"BEGIN:VEVENT\r\nSUMMARY:kept\r\nEND:VEVENT\r\n")
    assert titles(subscribe(anna)) == ["kept"]
