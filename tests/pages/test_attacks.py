"""What nobody should get done with a link: forging it, reading by GET, other methods, odd bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import signing

from mail import links
from mail.states import MessageTopic
from scheduling.models import Invitation
from tests.pages.asking import address, browser, everything, tampered

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person
    from pool.models import Ask, TrainingRequest

PAGES = (links.ANSWER, links.PLACE, links.ASK, links.EVALUATION, links.REQUEST, links.UNSUBSCRIBE)
FORMS = {"answer": "accepted", "stop": "1", "List-Unsubscribe": "One-Click", "grade": "7"}


@pytest.fixture
def paths(
    invitation: Invitation, offered: Enrolment, anna: Person, asked: Ask, given: TrainingRequest
) -> dict[str, str]:
    """The right address of each page."""
    return {
        links.REQUEST: address(links.REQUEST, given.organisation, str(anna.pk)),
        links.EVALUATION: address(links.EVALUATION, given, str(anna.pk)),
        links.ANSWER: address(links.ANSWER, invitation),
        links.PLACE: address(links.PLACE, offered),
        links.ASK: address(links.ASK, asked),
        links.UNSUBSCRIBE: address(links.UNSUBSCRIBE, anna, MessageTopic.REMINDERS),
    }


def _signed(page: str, value: str, salt: str) -> str:
    return f"/{page}/{signing.Signer(salt=salt).sign(value)}"


@pytest.mark.parametrize("page", PAGES)
def test_reading_changes_nothing(paths: dict[str, str], page: str) -> None:
    before = everything()
    for method in ("GET", "HEAD"):
        response = browser().generic(method, paths[page], QUERY_STRING="answer=accepted&stop=1")
        assert response.status_code == 200
    assert everything() == before


@pytest.mark.parametrize("page", PAGES)
def test_head_has_the_headers_and_no_body(paths: dict[str, str], page: str) -> None:
    response = browser().head(paths[page])

    assert (response.status_code, response.content) == (200, b"")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(paths: dict[str, str], page: str, method: str) -> None:
    before = everything()
    response = browser().generic(method, paths[page])

    # A method that changes something is first asked for a cookie.
    assert response.status_code in (403, 405)
    assert everything() == before


@pytest.mark.parametrize("page", PAGES)
def test_wrong_links_are_all_answered_alike(paths: dict[str, str], page: str) -> None:
    other = next(name for name in PAGES if name != page)
    right = paths[page]
    wrong = [
        tampered(right),
        right[:-10],
        f"/{page}/1",
        f"/{page}/1:",
        f"/{page}/:",
        f"/{page}/%00",
        f"/{page}/%ff%fe:é",
        f"/{page}/" + "a" * 5000,
        _signed(page, "999999999", page),
        _signed(page, "1", other),
        _signed(page, "1", ""),
        paths[other].replace(f"/{other}/", f"/{page}/"),
        right.replace(f"/{page}/", f"/{page}/0"),
    ]
    before = everything()
    answers = [browser().get(path) for path in wrong]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert everything() == before


@pytest.mark.parametrize("page", PAGES)
def test_wrong_links_do_nothing(paths: dict[str, str], page: str) -> None:
    before = everything()
    client = browser()
    client.get(paths[page])
    sent = FORMS | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}

    assert client.post(tampered(paths[page]), sent).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("page", [links.ANSWER, links.PLACE])
def test_form_without_its_cookie_does_nothing(paths: dict[str, str], page: str) -> None:
    before = everything()
    response = browser().post(paths[page], FORMS)

    assert response.status_code == 403
    # What to do about it is said in words.
    assert "<h1>" in response.content.decode()
    assert everything() == before


@pytest.mark.parametrize("page", [links.ANSWER, links.PLACE])
def test_one_click_is_no_way_around_the_cookie(paths: dict[str, str], page: str) -> None:
    sent = {"answer": "accepted", "List-Unsubscribe": "One-Click"}

    assert browser().post(paths[page], sent).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_body_of_two_megabytes_is_refused(paths: dict[str, str], page: str) -> None:
    before = everything()
    kind = "application/x-www-form-urlencoded"
    response = browser().post(paths[page], "comment=" + "x" * 2**21, content_type=kind)

    assert response.status_code in (400, 403)
    assert everything() == before


@pytest.mark.parametrize("page", PAGES)
def test_broken_multipart_is_no_failure_of_ours(paths: dict[str, str], page: str) -> None:
    kind = "multipart/form-data; boundary="
    response = browser().post(paths[page], b"--\r\n\r\n", content_type=kind)

    assert response.status_code in (400, 403)


def test_link_of_somebody_else_answers_for_nobody_else(invitation: Invitation, bas: Person) -> None:
    """The row is in the signature: another number needs another signature."""
    path = address(links.ANSWER, invitation)
    signed = path.rpartition("/")[2]
    number, _colon, signature = signed.partition(":")
    other = Invitation.objects.create(appointment=invitation.appointment, person=bas)

    assert browser().get(f"/antwoord/{other.pk}:{signature}").status_code == 404
    assert browser().get(f"/antwoord/{number}:{signature}").status_code == 200
