"""What people get when an appointment is planned, moved, called off, or changes its people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mail.models import Message
from scheduling import actions, edits
from scheduling.models import Appointment, Invitation, PersonalCalendar, Publication
from scheduling.rules.publishing import LONGEST, QUIET
from scheduling.states import Answer, Channel, Delivery, ParticipationRole, Told
from tests import factories
from tests.api.asking import get
from tests.factories import NOW
from tests.invitations.mailbox import letters, received

if TYPE_CHECKING:
    from people.models import Person

START = NOW + dt.timedelta(days=14)
HOUR = dt.timedelta(hours=1)
LATER = NOW + dt.timedelta(hours=3)


def planned(office: Person, *people: Person, **fields: Any) -> Appointment:
    """Plan an appointment of two hours in two weeks, with who takes part."""
    values: dict[str, Any] = {
        "title": "Intervisie, groep 3; „ronde” 2",
        "starts_at": START,
        "ends_at": START + 2 * HOUR,
        "zone": "Europe/Amsterdam",
        "delivery": Delivery.ONLINE,
        "join_link": "https://meet.example/a?b=1,2",
    } | fields
    return actions.schedule(participants=people, by=office, now=NOW, **values)


def tell(now: dt.datetime = NOW + QUIET) -> None:
    """Let the planner look."""
    actions.publish_due(now=now)


def move(made: Appointment, office: Person, hours: int, now: dt.datetime = LATER) -> None:
    """Move an appointment by so many hours from where it was planned."""
    start = START + hours * HOUR
    actions.reschedule(
        appointment=made, starts_at=start, ends_at=start + 2 * HOUR, by=office, now=now
    )


def test_invitation_is_for_one_person_from_an_address_of_their_own(
    office: Person, anna: Person, quinty: Person
) -> None:
    made = planned(office, anna, leads=[quinty])

    tell()

    (letter,) = letters(anna)
    token = PersonalCalendar.objects.get(person=anna).token
    organiser = f"invite+{token}@doorgeven.example"
    assert letter.method == "REQUEST"
    assert letter.event["UID"] == f"{made.uid}@doorgeven.example"
    assert letter.event["ORGANIZER"] == f"mailto:{organiser}"
    assert letter.event["ORGANIZER"].params["CN"] == "Quinty Muisjes"
    assert letter.event["ATTENDEE"] == f"mailto:{anna.email}"
    assert letter.event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert letter.event["DTSTART"].dt == START
    assert letter.event["SUMMARY"] == made.title
    assert letter.mail["From"].addresses[0].addr_spec == organiser
    assert letter.mail["Reply-To"] == quinty.email
    assert letter.message.return_path == f"bounce+{token}@doorgeven.example"
    assert str(quinty.email) not in str(letter.event)


def test_parts_stand_in_the_order_that_clients_expect(office: Person, anna: Person) -> None:
    planned(office, anna)
    tell()
    (letter,) = letters(anna)

    parts = list(letter.mail.iter_parts())

    assert [part.get_content_type() for part in parts] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    calendar = parts[-1]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar["Content-Disposition"] is None
    assert calendar["Content-ID"] is None
    assert bytes(letter.message.body or b"").isascii()


def test_lead_is_invited_as_who_chairs(office: Person, quinty: Person) -> None:
    planned(office, leads=[quinty])

    tell()

    assert letters(quinty)[0].event["ATTENDEE"].params["ROLE"] == "CHAIR"


def test_planner_waits_until_it_is_quiet(office: Person, anna: Person) -> None:
    planned(office, anna)

    tell(NOW + QUIET - dt.timedelta(seconds=1))
    assert letters() == []

    tell()
    assert len(letters()) == 1


def test_ten_changes_are_one_mail(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())

    for hours in range(1, 11):
        move(made, office, hours)
    tell(LATER + QUIET)

    first, second = letters(anna)
    assert (first.sequence, second.sequence) == (0, 1)
    assert second.event["DTSTART"].dt == START + 10 * HOUR


def test_changes_without_end_are_told_within_a_quarter_of_an_hour(
    office: Person, anna: Person
) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())

    for minute in range(16):
        moment = LATER + dt.timedelta(minutes=minute)
        move(made, office, 1 + minute % 2, moment)
        tell(moment)

    assert len(letters(anna)) == 2
    assert Publication.objects.get().published_at == LATER + LONGEST


def test_there_and_back_again_tells_nobody(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    answered(made, anna)

    move(made, office, 1)
    move(made, office, 0)
    tell(LATER + QUIET)

    assert len(letters()) == 1
    assert made.participations.get().answer == Answer.ACCEPTED
    made.refresh_from_db()
    assert (made.changed_at, made.changed_first_at) == (None, None)


def answered(made: Appointment, person: Person) -> None:
    made.participations.filter(person=person).update(answer=Answer.ACCEPTED)


def test_another_time_asks_for_an_answer_anew(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    answered(made, anna)

    move(made, office, 1)
    tell(LATER + QUIET)

    assert letters(anna)[-1].event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert made.participations.get().answer == Answer.OPEN
    published = Publication.objects.get()
    assert published.significant_sequence == published.sequence


def test_another_place_keeps_the_answer(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())
    answered(made, anna)

    edits.APPOINTMENT.change(row=made, by=office, now=LATER, join_link="https://meet.example/new")
    tell(LATER + QUIET)

    last = letters(anna)[-1]
    assert last.sequence == 1
    assert last.event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert Publication.objects.get().significant_sequence == 0


def test_cancellation_is_told_at_once_and_only_to_who_was_invited(
    office: Person, anna: Person, bas: Person
) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())
    actions.add_participant(
        appointment=made, person=bas, role=ParticipationRole.PARTICIPANT, by=office, now=LATER
    )

    actions.cancel(appointment=made, because="The trainer is ill.", by=office, now=LATER)
    tell(LATER)

    request, cancel = letters(anna)
    assert cancel.method == "CANCEL"
    assert cancel.event["STATUS"] == "CANCELLED"
    assert cancel.sequence > request.sequence
    assert cancel.event["UID"] == request.event["UID"]
    assert cancel.event["ORGANIZER"] == request.event["ORGANIZER"]
    assert "The trainer is ill." in cancel.text
    assert letters(bas) == []


def test_what_nobody_received_needs_no_cancellation(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()

    actions.cancel(appointment=made, because="A mistake.", by=office, now=LATER)
    tell(LATER)

    assert letters() == []
    assert Invitation.objects.get().told == Told.NOTHING


def test_who_is_taken_off_and_put_back_is_invited_above_the_cancellation(
    office: Person, anna: Person, bas: Person
) -> None:
    made = planned(office, anna, bas)
    tell()
    received(*letters())
    role = ParticipationRole.PARTICIPANT

    actions.remove_participant(appointment=made, person=anna, by=office, now=LATER)
    tell(LATER + QUIET)
    received(*letters())
    actions.add_participant(appointment=made, person=anna, role=role, by=office, now=LATER + HOUR)
    tell(LATER + HOUR + QUIET)

    assert [letter.method for letter in letters(anna)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [letter.sequence for letter in letters(anna)] == [0, 1, 2]
    assert [letter.sequence for letter in letters(bas)] == [0]


def test_substituted_trainer_is_the_new_organiser_by_name(
    office: Person, anna: Person, quinty: Person, bas: Person
) -> None:
    made = planned(office, anna, leads=[quinty])
    tell()
    received(*letters())

    actions.remove_participant(appointment=made, person=quinty, by=office, now=LATER)
    lead = ParticipationRole.LEAD
    actions.add_participant(appointment=made, person=bas, role=lead, by=office, now=LATER)
    tell(LATER + QUIET)

    first, second = letters(anna)
    assert second.event["ORGANIZER"] == first.event["ORGANIZER"]
    assert second.event["ORGANIZER"].params["CN"] == "Bas Boschebol"
    assert second.mail["Reply-To"] == bas.email
    assert [letter.method for letter in letters(quinty)] == ["REQUEST", "CANCEL"]
    assert [letter.method for letter in letters(bas)] == ["REQUEST"]


def test_newer_version_takes_the_place_of_one_that_nobody_tried_to_send(
    office: Person, anna: Person
) -> None:
    made = planned(office, anna)
    tell()

    move(made, office, 1)
    tell(LATER + QUIET)

    (left,) = letters(anna)
    assert left.event["DTSTART"].dt == START + HOUR
    assert len(letters(anna, also_superseded=True)) == 2


def test_another_address_is_invited_from_the_same_organiser(office: Person, anna: Person) -> None:
    planned(office, anna)
    tell()
    received(*letters())
    anna.email = "anna@new.example"
    anna.save()

    tell(LATER)
    tell(LATER + QUIET)

    first, second = letters(anna)
    assert second.event["ATTENDEE"] == "mailto:anna@new.example"
    assert second.event["ORGANIZER"] == first.event["ORGANIZER"]
    assert second.sequence > first.sequence


@pytest.mark.parametrize("channel", [Channel.MAIL, Channel.FEED, Channel.BOTH])
def test_who_subscribed_instead_gets_no_mail(office: Person, anna: Person, channel: str) -> None:
    PersonalCalendar.objects.create(person=anna, channel=channel)
    planned(office, anna)

    tell()

    assert len(letters(anna)) == (0 if channel == Channel.FEED else 1)


def test_note_goes_along_once(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())

    move(made, office, 1)
    actions.announce(appointment=made, note="Bring your lunch.", by=office, now=LATER)
    tell(LATER + QUIET)
    received(*letters())
    move(made, office, 2, LATER + HOUR)
    tell(LATER + HOUR + QUIET)

    assert ["Bring your lunch." in letter.text for letter in letters(anna)] == [False, True, False]


def test_note_of_who_publishes_goes_along(office: Person, anna: Person) -> None:
    made = planned(office, anna)

    actions.publish(appointment=made, note=" Bring your lunch. ", by=office, now=LATER)

    assert ["Bring your lunch." in letter.text for letter in letters(anna)] == [True]


def test_preview_says_who_would_be_told_what_and_writes_nothing(
    office: Person, anna: Person, bas: Person
) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())
    actions.remove_participant(appointment=made, person=anna, by=office, now=LATER)
    actions.add_participant(
        appointment=made, person=bas, role=ParticipationRole.PARTICIPANT, by=office, now=LATER
    )
    made.refresh_from_db()

    with CaptureQueriesContext(connection) as queries:
        found = actions.outstanding(appointment=made, now=LATER)

    assert dict(found) == {bas: Told.REQUEST, anna: Told.CANCEL}
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_preview_of_the_api_names_who_would_be_told(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    name = {"id": anna.pk, "name": anna.full_name}

    assert get(office, f"/appointments/{made.pk}/outstanding-mails") == [
        {"person": name, "told": "request"}
    ]


def test_correction_of_the_past_can_be_kept_quiet(office: Person, anna: Person) -> None:
    made = planned(office, anna)
    tell()
    received(*letters())
    over = START + 3 * HOUR
    actions.cancel(appointment=made, because="It did not take place.", by=office, now=over)

    tell(over)
    actions.keep_quiet(appointment=made, by=office, now=over)
    tell(over + QUIET)

    assert len(letters()) == 1


def test_publishing_takes_as_many_queries_for_thirty_people_as_for_one(
    office: Person, django_assert_num_queries: Any
) -> None:
    counts = []
    for size in (1, 30):
        made = planned(office, *(factories.person() for _ in range(size)))
        with CaptureQueriesContext(connection) as queries:
            actions.publish(appointment=made, by=office, now=LATER)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert Message.objects.count() == 31
