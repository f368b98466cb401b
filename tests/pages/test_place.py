"""The page of an offered place: the course, the deadline, and what the two buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from common.models import AuditEntry
from courses.models import Enrolment
from courses.states import EnrolmentState
from mail import links
from tests.factories import NOW, utc
from tests.pages.asking import address, browser, press

if TYPE_CHECKING:
    from typing import Any

STATES = [
    (EnrolmentState.ENROLLED, "You have a place"),
    (EnrolmentState.WAITLISTED, "on the waiting list"),
    (EnrolmentState.CANCELLED, "you do not wait for one"),
    (EnrolmentState.WITHDRAWN, "No place is offered"),
]


def _text(enrolment: Enrolment) -> str:
    response = browser().get(address(links.PLACE, enrolment))
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_names_the_course_and_the_deadline(offered: Enrolment) -> None:
    shown = _text(offered)

    assert f"<h1>{offered.run.course.name}</h1>" in shown
    assert "zaterdag 30 januari 2027" in shown
    assert "maandag 8 maart 2027, 13:00" in shown


@pytest.mark.parametrize(
    ("answer", "state"),
    [("accept", EnrolmentState.ENROLLED), ("decline", EnrolmentState.CANCELLED)],
)
def test_button_answers_the_offer(offered: Enrolment, answer: str, state: EnrolmentState) -> None:
    path = address(links.PLACE, offered)
    response = press(path, answer=answer)
    offered.refresh_from_db()

    assert (response.status_code, response["Location"]) == (302, path)
    assert offered.state == state
    entry: Any = AuditEntry.objects.about(offered).get()
    assert (entry.by, entry.at) == (offered.person, NOW)
    assert 'role="status"' in _text(offered)


@pytest.mark.parametrize("answer", ["", "maybe", "accept\x00"])
def test_neither_button_changes_nothing(offered: Enrolment, answer: str) -> None:
    response = press(address(links.PLACE, offered), answer=answer)
    offered.refresh_from_db()

    assert response.status_code == 400
    assert offered.state == EnrolmentState.OFFERED


@pytest.mark.parametrize(("state", "sentence"), STATES)
def test_page_says_where_it_stands(
    offered: Enrolment, state: EnrolmentState, sentence: str
) -> None:
    Enrolment.objects.filter(pk=offered.pk).update(
        state=state, enrolled_at=NOW, ended_at=NOW, waitlisted_at=NOW
    )
    offered.person.language = "en"
    offered.person.save()
    shown = _text(offered)

    assert sentence in shown
    assert "<button" not in shown


def test_offer_expires_between_page_and_button(offered: Enrolment) -> None:
    path = address(links.PLACE, offered)
    client = browser()
    client.get(path)
    token = client.cookies["csrftoken"].value
    with time_machine.travel(utc(2027, 3, 8, 12), tick=False):
        response = client.post(path, {"answer": "accept", "csrfmiddlewaretoken": token})
    offered.refresh_from_db()

    assert response.status_code == 409
    assert "<button" not in response.content.decode()
    assert offered.state == EnrolmentState.OFFERED


def test_second_press_finds_the_place_taken(offered: Enrolment) -> None:
    path = address(links.PLACE, offered)
    client = browser()
    client.get(path)
    sent = {"answer": "accept", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}

    assert [client.post(path, sent).status_code for _press in range(2)] == [302, 409]
    offered.refresh_from_db()
    assert offered.state == EnrolmentState.ENROLLED
