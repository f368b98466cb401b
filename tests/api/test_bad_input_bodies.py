"""Bodies in another form than JSON, in another encoding, or with what JSON does not know."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from people.models import Person, Region
from tests.api.conftest import client_for

REGION = {"code": "noord", "name": "Noord", "isPilot": True, "schoolHolidayRegion": "noord"}
TEXT = json.dumps(REGION)
JSON = "application/json"
PROBLEM = "application/problem+json"
NEW_PERSON = {"givenName": "Iris", "infix": "", "communication": "", "email": None}


def _answer(office: Person, body: bytes, content_type: str = JSON) -> Any:
    return client_for(office).post("/api/v1/regions", body, content_type=content_type)


def _is_refused(response: Any, status: int, code: str) -> None:
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    assert [one["code"] for one in response.json()["problems"]] == [code]
    assert not Region.objects.exists()


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "text/plain",
        "text/json",
        "application/json-patch+json",
        "application/problem+json",
        "nonsense",
        "application/json/json",
        "\x00",
    ],
)
def test_body_of_another_kind(office: Person, content_type: str) -> None:
    _is_refused(_answer(office, TEXT.encode(), content_type), 415, "request.media_type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "APPLICATION/JSON", "application/json; charset=utf-8"],
)
def test_body_of_the_right_kind(office: Person, content_type: str) -> None:
    assert _answer(office, TEXT.encode(), content_type).status_code == 201


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-8-sig"),
        '{"code": "é"}'.encode("latin-1"),
        b'{"code": "\xc3\x28"}',
        b'{"code": "\xed\xa0\x80"}',
        b'{"code": "\xf5\x80\x80\x80"}',
        b'{"code": "\xc0\x80"}',
        gzip.compress(TEXT.encode(), mtime=0),
    ],
    ids=repr,
)
def test_body_in_another_encoding(office: Person, raw: bytes) -> None:
    _is_refused(_answer(office, raw), 400, "request.malformed")


@pytest.mark.parametrize(
    "raw",
    [
        '{"code": Infinity}',
        '{"code": -Infinity}',
        '{"code": NaN}',
        '{"code": 01}',
        '{"code": 0x10}',
        "{'code': 'noord'}",
        '{"code": "noord",}',
        '{"code": "noord"} {}',
        '{"code": "a\x00b"}',
        '{"code": "a\nb"}',
        '{"code": "\\ud83c"}',
        '{"\\udf37": "noord"}',
        '{"code": {"a": 1, "a": 2}}',
        '{"code": [{"a": 1, "\\u0061": 2}]}',
        "// nothing",
        " ",
    ],
)
def test_text_that_is_no_json(office: Person, raw: str) -> None:
    _is_refused(_answer(office, raw.encode()), 400, "request.malformed")


@pytest.mark.parametrize("raw", ["true", '"noord"', "1.5", "[{}]", "[[]]", "0"])
def test_json_that_is_no_object(office: Person, raw: str) -> None:
    _is_refused(_answer(office, raw.encode()), 400, "input.invalid")


def test_empty_body_misses_everything(office: Person) -> None:
    response = _answer(office, b"")
    found = {one["field"]: one["code"] for one in response.json()["problems"]}
    assert (response.status_code, found) == (400, dict.fromkeys(REGION, "input.required"))


@pytest.mark.parametrize(
    "parts",
    [
        ("IJsbrand", "van 't", "Hof"),
        ("Ĳsbrand", "in 't", "Veld"),
        ("ijsbrand", "V.d.", "Heuvel"),
        ("Jan-Peter", "de la", "O’Neill-d'Ancona"),
        ("Şükrü", "", "Öztürk"),
        ("محمد", "", "الأمين"),
        ("A", "'s-", "Gravesande"),
        ("👩‍👩‍👧", "", "🌷🌷"),
    ],
)
def test_name_in_parts_is_kept_as_it_is_written(
    office: Person, parts: tuple[str, str, str]
) -> None:
    given, infix, family = parts
    sent = NEW_PERSON | {"givenName": given, "infix": infix, "familyName": family}
    response = client_for(office).post("/api/v1/people", sent | {"localGroup": None})
    assert response.status_code == 201, response.content
    made = Person.objects.get(pk=response.json()["id"])
    assert (made.given_name, made.infix, made.family_name) == parts
    assert response.json()["name"] == " ".join(part for part in parts if part)


@pytest.mark.parametrize("given", ["", " ", "\t\n", "\u00a0", "\u200b\ufeff", "x" * 81])
def test_name_that_says_nothing(office: Person, given: str) -> None:
    sent = NEW_PERSON | {"givenName": given, "familyName": "Hof", "localGroup": None}
    response = client_for(office).post("/api/v1/people", sent)
    fields = {one["field"] for one in response.json()["problems"]}
    assert (response.status_code in {400, 409}, fields) == (True, {"givenName"})
    assert not Person.objects.filter(family_name="Hof").exists()
