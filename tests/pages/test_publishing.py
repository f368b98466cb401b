"""What verifiers read of us: who we are, what was revoked, and what a course asks."""

from __future__ import annotations

from typing import Any

import pytest

from certificates import actions
from certificates.models import StatusList
from tests import factories
from tests.certificates.credentials import made
from tests.factories import NOW
from tests.pages.asking import browser

PUBLIC = made.signer()[0]


def get(path: str, **headers: str) -> Any:
    return browser().get(path, headers={"accept-language": "nl", **headers})


@pytest.fixture
def listed(db: None) -> StatusList:
    return StatusList.objects.create(number=1, signed=b'{"id": "list"}', signed_at=NOW)


def test_identity_names_the_keys(db: None) -> None:
    actions.publish_key(public=PUBLIC, now=NOW)
    answer = get("/.well-known/did.json")
    assert answer["Content-Type"] == "application/did+json"
    said = answer.json()
    assert said["id"] == "did:web:localhost%3A8000"
    assert said["assertionMethod"] == [f"did:web:localhost%3A8000#{PUBLIC}"]


@pytest.mark.parametrize("path", ["/.well-known/did.json", "/status/1"])
@pytest.mark.usefixtures("listed")
def test_anybody_may_read_and_keep_it_for_five_minutes(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    again = get(path, **{"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_list_is_what_was_signed(listed: StatusList) -> None:
    answer = get("/status/1")
    assert answer["Content-Type"] == "application/vc+ld+json"
    assert answer.content == bytes(listed.signed or b"")


def test_list_that_is_not_signed_is_not_there(db: None) -> None:
    StatusList.objects.create(number=1)
    assert get("/status/1").status_code == 404
    assert get("/status/99999999999999999999").status_code == 404


def test_what_a_course_asks(db: None) -> None:
    curriculum = factories.curriculum({"code_of_conduct": {}})
    answer = get(f"/opleiding/{curriculum.course.code}/{curriculum.revision}")
    assert answer.status_code == 200
    assert "Gedragscode" in answer.content.decode()
    assert curriculum.course.name in answer.content.decode()
    assert get(f"/opleiding/{curriculum.course.code}/99").status_code == 404
