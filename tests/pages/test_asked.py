"""The page of a training that somebody is asked for, and what its two buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from mail import links
from pool.models import Ask
from pool.states import AskAnswer, RequestState
from tests import factories
from tests.factories import NOW, utc
from tests.pages.asking import address, browser, press

if TYPE_CHECKING:
    from people.models import Person


def _text(asked: Ask) -> str:
    response = browser().get(address(links.ASK, asked))
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_says_what_when_where_and_until_when(asked: Ask) -> None:
    shown = _text(asked)

    assert "<h1>Inspreken &lt;b&gt;in&lt;/b&gt; de raad</h1>" in shown
    assert "zaterdag 17 april 2027, 13:00 – 16:00" in shown
    assert asked.request.organisation.name in shown
    assert asked.request.municipality.name in shown
    assert "maandag 8 maart 2027, 13:00" in shown


@pytest.mark.parametrize(
    ("answer", "state", "request_state"),
    [
        ("accept", AskAnswer.YES, RequestState.SCHEDULED),
        ("decline", AskAnswer.NO, RequestState.NEW),
    ],
)
def test_button_answers(
    asked: Ask, answer: str, state: AskAnswer, request_state: RequestState
) -> None:
    path = address(links.ASK, asked)

    response = press(path, answer=answer)

    asked.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, path)
    assert (asked.state, asked.request.state) == (state, request_state)
    entry: Any = AuditEntry.objects.about(asked).get()
    assert (entry.by, entry.at) == (asked.trainer, NOW)
    assert 'role="status"' in _text(asked)


@pytest.mark.parametrize("answer", ["", "maybe", "accept\x00"])
def test_neither_button_changes_nothing(asked: Ask, answer: str) -> None:
    response = press(address(links.ASK, asked), answer=answer)

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (400, AskAnswer.WAITING)


@pytest.mark.parametrize("state", [AskAnswer.EXPIRED, AskAnswer.WITHDRAWN, AskAnswer.OVERTAKEN])
def test_question_that_is_over_has_no_buttons(asked: Ask, state: AskAnswer) -> None:
    Ask.objects.filter(pk=asked.pk).update(state=state)

    shown = _text(asked)

    assert "Je hoeft niet meer te antwoorden." in shown
    assert "<button" not in shown


def test_who_is_booked_meanwhile_reads_why_and_can_still_say_no(asked: Ask, quinty: Person) -> None:
    factories.appointment(utc(2027, 4, 17, 12), lead=quinty)

    response = press(address(links.ASK, asked), answer="accept")

    asked.refresh_from_db()
    assert (response.status_code, asked.state) == (409, AskAnswer.WAITING)
    assert 'role="alert"' in response.content.decode()
    assert press(address(links.ASK, asked), answer="decline").status_code == 302
