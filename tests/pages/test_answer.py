"""The page of an invitation: what it shows, what a button does, and when there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from mail import links
from scheduling.models import Participation, Venue
from scheduling.states import Answer, AnswerSource, AppointmentState, Delivery
from tests import factories
from tests.factories import NOW, utc
from tests.pages.asking import address, browser, press

if TYPE_CHECKING:
    from scheduling.models import Invitation


def _path(invitation: Invitation) -> str:
    return address(links.ANSWER, invitation)


def _text(path: str) -> str:
    response = browser().get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def _answer(invitation: Invitation) -> str:
    return Participation.objects.get(
        appointment=invitation.appointment, person=invitation.person
    ).answer


def test_page_says_what_and_when_in_dutch(invitation: Invitation) -> None:
    shown = _text(_path(invitation))

    assert '<html lang="nl">' in shown
    assert "<h1>Training &lt;b&gt;Samen&lt;/b&gt; &amp; beslissen</h1>" in shown
    assert "zaterdag 20 maart 2027" in shown
    assert "10:00" in shown
    assert "12:00" in shown


def test_page_speaks_the_language_of_the_person(invitation: Invitation) -> None:
    invitation.person.language = "en"
    invitation.person.save()
    response = browser().get(_path(invitation), headers={"accept-language": "nl"})

    assert response["Content-Language"] == "en"
    assert "Saturday 20 March 2027" in response.content.decode()


def test_page_says_where(invitation: Invitation) -> None:
    made = invitation.appointment
    made.venue = Venue.objects.create(
        name="Buurthuis", address="Plein 1", municipality=factories.municipality(name="Ons Dorp")
    )
    made.delivery = Delivery.IN_PERSON
    made.save()
    shown = _text(_path(invitation))

    assert "Buurthuis<br>Plein 1<br>Ons Dorp" in shown


def test_page_links_to_the_online_meeting_and_the_file(invitation: Invitation) -> None:
    invitation.appointment.join_link = "https://meet.example.org/a?b=1&c=2"
    invitation.appointment.save()
    shown = _text(_path(invitation))

    assert 'href="https://meet.example.org/a?b=1&amp;c=2" rel="noreferrer"' in shown
    assert f'href="{_path(invitation)}.ics"' in shown


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED])
def test_button_notes_the_answer(invitation: Invitation, answer: Answer) -> None:
    path = _path(invitation)
    response = press(path, answer=answer, comment=" Ik kom met de trein. ")
    invitation.refresh_from_db()

    assert (response.status_code, response["Location"]) == (302, path)
    assert _answer(invitation) == answer
    assert (invitation.answered_by, invitation.comment) == (
        AnswerSource.LINK,
        "Ik kom met de trein.",
    )
    assert invitation.answered_at == NOW
    entry = AuditEntry.objects.get(verb="participation.answered")
    assert (entry.by, entry.at) == (invitation.person, NOW)


def test_page_shows_what_was_noted(invitation: Invitation) -> None:
    path = _path(invitation)
    assert 'role="status"' not in _text(path)
    press(path, answer="tentative", comment="Misschien later")
    shown = _text(path)

    assert 'role="status"' in shown
    assert "Misschien later</textarea>" in shown


def test_answer_can_be_changed(invitation: Invitation) -> None:
    press(_path(invitation), answer="accepted")
    press(_path(invitation), answer="declined")

    assert _answer(invitation) == Answer.DECLINED


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"answer": "open"},
        {"answer": "perhaps"},
        {"answer": "accepted", "comment": "x" * 501},
        {"answer": "accepted", "comment": "a\x00b"},
    ],
)
def test_what_cannot_be_an_answer_is_said_and_not_kept(
    invitation: Invitation, sent: dict[str, str]
) -> None:
    invitation.person.language = "en"
    invitation.person.save()
    response = press(_path(invitation), **sent)

    assert response.status_code == 400
    shown = response.content.decode()
    assert 'role="alert"' in shown
    assert ("Write at most 500 signs" in shown) == (len(sent.get("comment", "")) > 500)
    assert _answer(invitation) == Answer.OPEN


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": AppointmentState.CANCELLED}, "was called off"),
        ({"starts_at": utc(2027, 2, 1, 9), "ends_at": utc(2027, 2, 1, 12)}, "is over"),
        ({"state": AppointmentState.DRAFT}, "not planned yet"),
    ],
)
def test_no_buttons_where_an_answer_says_nothing(
    invitation: Invitation, changes: dict[str, object], sentence: str
) -> None:
    path = _path(invitation)
    client = browser()
    client.get(path)
    type(invitation.appointment).objects.filter(pk=invitation.appointment_id).update(**changes)
    invitation.person.language = "en"
    invitation.person.save()
    token = client.cookies["csrftoken"].value
    late = client.post(path, {"answer": "accepted", "csrfmiddlewaretoken": token})

    assert sentence in _text(path)
    assert "<button" not in _text(path)
    assert late.status_code == 409
    assert _answer(invitation) == Answer.OPEN


def test_who_is_not_expected_any_more_is_told_so(invitation: Invitation) -> None:
    Participation.objects.all().delete()

    assert "<button" not in _text(_path(invitation))


@pytest.mark.parametrize("field", ["archived_at", "erased_at"])
def test_who_left_has_no_page(invitation: Invitation, field: str) -> None:
    setattr(invitation.person, field, NOW)
    invitation.person.save()

    assert browser().get(_path(invitation)).status_code == 404
    assert press_without_page(invitation) == 403


def press_without_page(invitation: Invitation) -> int:
    """Return the status of a form that was posted without its page."""
    return int(browser().post(_path(invitation), {"answer": "accepted"}).status_code)


def test_clock_is_that_of_the_appointment(invitation: Invitation) -> None:
    invitation.appointment.zone = "America/New_York"
    invitation.appointment.save()
    shown = _text(_path(invitation))

    assert "05:00" in shown
    assert "(America/New_York)" in shown
