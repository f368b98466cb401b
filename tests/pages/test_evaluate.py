"""The page on which a group says what it thinks of its training."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from mail import links
from pool.models import TrainingEvaluation, TrainingRequest
from pool.states import RequestState
from tests.pages.asking import address, browser, press

if TYPE_CHECKING:
    from people.models import Person


GRADE = "Een cijfer is een getal van 1 tot 10, met hoogstens één decimaal."


@pytest.fixture
def path(given: TrainingRequest, anna: Person) -> str:
    """The address in the mail to Anna."""
    return address(links.EVALUATION, given, str(anna.pk))


def text(path: str) -> str:
    response = browser().get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_says_which_training(path: str, given: TrainingRequest) -> None:
    shown = text(path)

    assert "<h1>Inspreken &lt;b&gt;in&lt;/b&gt; de raad</h1>" in shown
    assert given.organisation.name in shown
    assert "zaterdag 20 februari 2027, 10:00 – 12:00" in shown
    assert "Welk cijfer geef je de training?" in shown


@pytest.mark.parametrize("grade", ["7,5", "7.5", " 7,5 "])
def test_what_they_say_is_kept(grade: str, path: str, given: TrainingRequest, anna: Person) -> None:
    sent = {"grade": grade, "went_well": "De rollenspelen", "attended": "9"}

    response = press(path, **sent, could_be_better="")

    assert (response.status_code, response["Location"]) == (302, path)
    kept = TrainingEvaluation.objects.get()
    assert (kept.grade, kept.went_well, kept.given_by) == (Decimal("7.5"), "De rollenspelen", anna)
    given.refresh_from_db()
    assert (given.state, given.attended) == (RequestState.EVALUATED, 9)
    assert "Dank je wel." in text(path)


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"grade": ""}, 400, "Geef een cijfer."),
        ({"grade": "10,1"}, 409, GRADE),
        ({"grade": "7,55"}, 409, GRADE),
        ({"grade": "NaN"}, 400, GRADE),
        ({"grade": "7", "attended": "many"}, 400, "Geef een aantal mensen, of niets."),
        ({"grade": "7", "attended": "-1"}, 409, "Geef het aantal mensen dat er was, of niets."),
        ({"grade": "7", "went_well": "x" * 2001}, 400, "Dit antwoord is te lang."),
        ({"grade": "7", "went_well": "\x00"}, 400, "teken dat niet kan worden bewaard"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    sent: dict[str, str], status: int, said: str, path: str
) -> None:
    response = press(path, **{"could_be_better": "Meer tijd", **sent})

    shown = response.content.decode()
    assert (response.status_code, said in shown) == (status, True)
    assert "Meer tijd</textarea>" in shown
    assert not TrainingEvaluation.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(path: str) -> None:
    shown = press(path, grade="11", attended="many").content.decode()

    assert GRADE in shown
    assert "Geef een aantal mensen, of niets." in shown


def test_who_comes_second_is_told_that_it_was_said(path: str, given: TrainingRequest) -> None:
    client = browser()
    client.get(path)
    TrainingRequest.objects.filter(pk=given.pk).update(state=RequestState.EVALUATED)
    sent = {"grade": "3", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}

    response = client.post(path, sent)

    assert response.status_code == 409
    assert "<form" not in text(path)
    assert not TrainingEvaluation.objects.exists()


def test_who_does_not_speak_for_the_group_any_more_finds_nothing(path: str, anna: Person) -> None:
    anna.roles.all().delete()

    assert browser().get(path).status_code == 404


@pytest.mark.parametrize("detail", ["", "x", "999999"])
def test_link_for_nobody_leads_nowhere(detail: str, given: TrainingRequest) -> None:
    assert browser().get(address(links.EVALUATION, given, detail)).status_code == 404
