"""What every page carries, and that everybody can use it: by telephone, keyboard and ear."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from mail import links
from mail.states import MessageTopic
from tests.axe import asking
from tests.pages.asking import address, browser, press

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person
    from pool.models import Ask, TrainingRequest
    from scheduling.models import Invitation

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_VOID = {"meta", "link", "br", "input"}


class _Reader(HTMLParser):
    """Keeps the elements of a page, and complains of what is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.found if name == tag]


def _read(response: Any) -> _Reader:
    reader = _Reader()
    reader.feed(response.content.decode())
    assert reader.open == []
    return reader


@pytest.fixture(
    params=[
        "answer",
        "answer with errors",
        "place",
        "asked",
        "evaluation",
        "evaluation with errors",
        "request",
        "request with errors",
        "opt out",
        "missing",
        "forged",
    ]
)
def response(
    *,
    request: pytest.FixtureRequest,
    invitation: Invitation,
    offered: Enrolment,
    anna: Person,
    asked: Ask,
    given: TrainingRequest,
) -> Any:
    """One of the pages, as it is shown."""
    client = browser()
    answer = address(links.ANSWER, invitation)
    evaluation = address(links.EVALUATION, given, str(anna.pk))
    if request.param == "answer with errors":
        return press(answer, comment="x" * 600)
    asking_for = address(links.REQUEST, given.organisation, str(anna.pk))
    if request.param == "request with errors":
        return press(asking_for, first_day="soon", expected_participants="many", language="x")
    if request.param == "evaluation with errors":
        return press(evaluation, grade="11", attended="many")
    if request.param == "forged":
        return client.post(answer, {"answer": "accepted"})
    paths = {
        "answer": answer,
        "place": address(links.PLACE, offered),
        "asked": address(links.ASK, asked),
        "evaluation": evaluation,
        "request": asking_for,
        "opt out": address(links.UNSUBSCRIBE, anna, MessageTopic.DIGESTS),
        "missing": "/niets",
    }
    return client.get(paths[request.param])


def test_headers(response: Any) -> None:
    assert response["Content-Security-Policy"] == CSP
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    # Not to other sites; our own form has to say where it comes from.
    assert response["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in response.cookies


def test_page_is_well_formed_and_has_one_heading(response: Any) -> None:
    page = _read(response)

    assert page.all("html") == [{"lang": response["Content-Language"]}]
    assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all(
        "meta"
    )


def test_everything_on_it_is_ours(response: Any) -> None:
    page = _read(response)

    assert page.all("script") == page.all("img") == page.all("iframe") == page.all("style") == []
    assert [one for _tag, attributes in page.found for one in attributes if one == "style"] == []
    assert {str(one["href"])[:14] for one in page.all("link")} == {"/static/pages/"}
    assert not any(name.startswith("on") for _tag, found in page.found for name in found)


def test_every_field_has_a_label_and_every_id_is_there_once(response: Any) -> None:
    page = _read(response)
    ids = [attributes["id"] for _tag, attributes in page.found if "id" in attributes]
    labels = {label["for"] for label in page.all("label")}

    assert len(ids) == len(set(ids))
    asked = [field for field in page.all("input") if field.get("type") != "hidden"]
    fields = (*page.all("textarea"), *page.all("select"), *asked)
    assert {field["id"] for field in fields} == labels
    assert {str(link["href"])[1:] for link in page.all("a") if str(link["href"])[:1] == "#"} <= set(
        ids
    )


def test_everybody_can_use_it(response: Any) -> None:
    assert asking.complaints(response.content.decode()) == []


def test_style_is_served_and_has_enough_contrast() -> None:
    response = browser().get("/static/pages/pages.css")
    style = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # a file

    assert response.status_code == 200
    assert "url(" not in style
    for one, other in (("#1d1d1d", "#f4f1ea"), ("#ffffff", "#00594f"), ("#4a4a4a", "#f4f1ea")):
        assert _contrast(one, other) >= 7


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
