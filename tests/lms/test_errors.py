"""What goes wrong is said as problem+json to programs and as a page to people, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from api.version import API_VERSION
from tests import factories
from tests.lms.broken_urls import SECRET

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
CODES = {
    "400": "request.malformed",
    "403": "access.not_allowed",
    "404": "access.not_found",
    "500": "server.failed",
}
# What a page that shows an error to its maker would have in it.
TELLTALE = (SECRET, "Traceback", "broken_urls", "ZeroDivision", ".py", "DJANGO_SETTINGS_MODULE")


@pytest.fixture(params=[False, True], ids=["production", "debug"])
def _debug(request: pytest.FixtureRequest, settings: Settings) -> None:
    settings.DEBUG = request.param


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """Somebody who asks for addresses that go wrong."""
    settings.ROOT_URLCONF = "tests.lms.broken_urls"
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


def _tells_nothing(response: Any) -> None:
    shown = response.content.decode()
    assert [word for word in TELLTALE if word in shown] == []


def _is_problem(response: Any, status: int) -> None:
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    problem = response.json()
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert [one["code"] for one in problem["problems"]] == [CODES[str(status)]]
    assert response["API-Version"] == API_VERSION
    assert response["Cache-Control"] == "no-store"
    _tells_nothing(response)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_view_of_the_api_answers_a_program(visitor: Client, status: int) -> None:
    _is_problem(visitor.get(f"/api/v1/broken/{status}"), status)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_other_view_under_api_answers_a_program(visitor: Client, status: int) -> None:
    _is_problem(visitor.get(f"/api/plain/{status}"), status)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_page_answers_a_person(visitor: Client, status: int) -> None:
    response = visitor.get(f"/pages/{status}")
    assert response.status_code == status
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "API-Version" not in response
    _tells_nothing(response)


@pytest.mark.usefixtures("_debug")
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v1/", "/api/v2/people", "/api/v1/people/", "/api/v1/nothing"]
)
def test_address_that_is_not_there(visitor: Client, path: str, method: str) -> None:
    _is_problem(visitor.generic(method, path), 404)


@pytest.mark.usefixtures("_debug")
@pytest.mark.parametrize("path", ["/api/v1/people/x", "/api/v1/people/%00", "/api/v1/%ff"])
def test_address_that_cannot_be_one(visitor: Client, path: str) -> None:
    _is_problem(visitor.get(path), 404)


@pytest.mark.parametrize("path", ["/", "/nothing", "/apis", "/pages"])
def test_page_that_is_not_there(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "API-Version" not in response


def test_host_that_is_not_ours(visitor: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["doorgeven.example.org"]
    _is_problem(visitor.get("/api/v1/me", headers={"host": "evil.example.org"}), 400)
    assert visitor.get("/admin/", headers={"host": "evil.example.org"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/docs", 200),
        ("OPTIONS", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/me", 401),
        ("GET", "/api/v1/sign-in", 405),
        ("POST", "/api/v1/sign-in", 400),
        ("OPTIONS", "/api/v1/people", 401),
    ],
)
def test_every_answer_of_the_api_says_its_version(
    visitor: Client, method: str, path: str, status: int
) -> None:
    response = visitor.generic(method, path, content_type="application/json")
    assert (response.status_code, response["API-Version"]) == (status, API_VERSION)


def test_answers_of_somebody_signed_in_say_the_version(visitor: Client) -> None:
    visitor.force_login(factories.office_member())
    for path, status in (("/api/v1/me", 200), ("/api/v1/people/999999", 404)):
        response = visitor.get(path)
        assert (response.status_code, response["API-Version"]) == (status, API_VERSION)


def test_form_and_text_are_no_json(visitor: Client) -> None:
    visitor.force_login(factories.office_member())
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = visitor.post("/api/v1/regions", b"x", content_type=kind)
        assert (response.status_code, response["Content-Type"]) == (415, PROBLEM)
        assert response["API-Version"] == API_VERSION


def test_media_type_that_is_not_given(visitor: Client) -> None:
    visitor.force_login(factories.office_member())
    response = visitor.get("/api/v1/me", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (406, PROBLEM)
    assert response["API-Version"] == API_VERSION


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/api/v1/docs"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_document_is_only_read(path: str, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
    assert response["Allow"].startswith("GET, HEAD")


def test_page_of_the_document_has_no_options() -> None:
    response = Client().options("/api/v1/docs")
    assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
