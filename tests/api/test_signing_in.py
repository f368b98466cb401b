"""Signing in: with a password for a token, with a token or a browser for everything else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from rest_framework.test import APIClient

from people import actions
from people.models import AccessToken, Person, Region
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PASSWORD = "zeven groene fietsen"
SIGN_IN = "/api/v1/sign-in"
ME = "/api/v1/me"
PROBLEM = "application/problem+json"
REGION = {"code": "noord", "name": "Noord", "isPilot": True, "schoolHolidayRegion": "noord"}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def iris(db: None) -> Person:
    """Somebody of the office with a password."""
    made = factories.office_member(given_name="Iris", email="iris@example.org")
    made.set_password(PASSWORD)
    made.save()
    return made


def _sign_in(email: str, password: str = PASSWORD) -> Any:
    sent = {"email": email, "password": password, "name": "app", "days": 30}
    return APIClient().post(SIGN_IN, sent, headers={"accept-language": "en"})


def _with(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}", HTTP_ACCEPT_LANGUAGE="en")
    return client


def _token(person: Person) -> tuple[AccessToken, str]:
    return actions.issue_token(person=person, name="app", days=30, by=person, now=NOW)


def _found(response: Any) -> list[tuple[str, str]]:
    assert response["Content-Type"] == PROBLEM
    return [(one["field"], one["code"]) for one in response.json()["problems"]]


def _is_shut(response: Any) -> None:
    assert _found(response) == [("", "access.not_signed_in")]
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_right_password_gives_a_token_that_opens_the_door(iris: Person) -> None:
    response = _sign_in(iris.email or "")
    assert response.status_code == 201
    assert response.json()["expiresAt"] == "2027-03-31T12:00:00Z"
    assert AccessToken.objects.get().person == iris
    assert _with(response.json()["token"]).get(ME).json()["person"]["id"] == iris.pk


def test_email_address_is_one_in_any_case(iris: Person) -> None:
    assert _sign_in("IRIS@Example.org").status_code == 201


def _deactivate(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def _archive(person: Person) -> None:
    actions.archive_person(person=person, by=person, now=NOW)


def _erase(person: Person) -> None:
    actions.erase_person(person=person, by=person, now=NOW)


def _forget(person: Person) -> None:
    person.set_unusable_password()
    person.save()


@pytest.mark.parametrize("close", [_deactivate, _archive, _erase, _forget])
def test_who_cannot_sign_in_hears_what_anybody_hears(
    iris: Person, close: Callable[[Person], None]
) -> None:
    unknown = _sign_in("nobody@example.org")
    wrong = _sign_in("iris@example.org", "another password")
    close(iris)
    closed = _sign_in("iris@example.org")
    assert unknown.content == wrong.content == closed.content
    assert [each.status_code for each in (unknown, wrong, closed)] == [401, 401, 401]
    assert _found(closed) == [("", "access.wrong_password")]
    assert closed["WWW-Authenticate"] == "Bearer"
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
        ({"name": ""}, "name"),
        ({"email": "iris\x00@example.org"}, "email"),
        ({"password": "x" * 129}, "password"),
        ({"password": None}, "password"),
    ],
)
def test_sign_in_that_cannot_be_asked(iris: Person, changes: dict[str, object], field: str) -> None:
    sent = {"email": "iris@example.org", "password": PASSWORD, "name": "app", "days": 30}
    response = APIClient().post(SIGN_IN, sent | changes)
    assert response.status_code == 400
    assert [name for name, _code in _found(response)] == [field]


def _expire(token: AccessToken) -> None:
    AccessToken.objects.filter(pk=token.pk).update(
        created_at=NOW - dt.timedelta(days=1), expires_at=NOW
    )


def _revoke(token: AccessToken) -> None:
    actions.revoke_token(token=token, by=token.person, now=NOW)


def _close_account(token: AccessToken) -> None:
    _deactivate(token.person)


@pytest.mark.parametrize("shut", [_expire, _revoke, _close_account, _erase])
def test_token_that_opens_nothing_any_more(iris: Person, shut: Callable[[Any], None]) -> None:
    token, secret = _token(iris)
    assert _with(secret).get(ME).status_code == 200
    shut(iris if shut is _erase else token)
    _is_shut(_with(secret).get(ME))


def test_token_can_take_itself_back(iris: Person) -> None:
    token, secret = _token(iris)
    client = _with(secret)
    assert client.post(f"/api/v1/tokens/{token.pk}/_revoke").status_code == 200
    _is_shut(client.get(ME))


def test_token_of_somebody_else_is_not_there(iris: Person, anna: Person) -> None:
    token, _secret = _token(anna)
    response = _with(_token(iris)[1]).post(f"/api/v1/tokens/{token.pk}/_revoke")
    assert (response.status_code, _found(response)) == (404, [("", "access.not_found")])
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "bearer x",
        "Bearer \x00",
        "Bearer \xff\xe9",
        "Bearer 🌷",
        "Bearer " + "x" * 10_000,
        "Bearer a b",
        "Basic x",
        "Basic aXJpczp4",
        "\x00",
    ],
)
def test_header_that_names_nobody(db: None, header: str) -> None:
    _is_shut(APIClient().get(ME, HTTP_AUTHORIZATION=header))
    _is_shut(APIClient().post("/api/v1/regions", REGION, HTTP_AUTHORIZATION=header))


def test_no_header_at_all(db: None) -> None:
    _is_shut(APIClient().get(ME))


def _change(client: APIClient, current: str, new: str) -> Any:
    return client.post("/api/v1/me/password", {"current": current, "new": new})


def test_changed_password_is_the_one_to_sign_in_with(iris: Person) -> None:
    response = _change(_with(_token(iris)[1]), PASSWORD, "acht gele tulpen")
    assert (response.status_code, response.content) == (204, b"")
    assert _sign_in("iris@example.org").status_code == 401
    assert _sign_in("iris@example.org", "acht gele tulpen").status_code == 201


def test_changed_password_leaves_tokens_and_closes_browsers(iris: Person) -> None:
    (_one, here), (_two, elsewhere) = _token(iris), _token(iris)
    browser = APIClient()
    browser.force_login(iris)
    assert browser.get(ME).status_code == 200
    assert _change(_with(here), PASSWORD, "acht gele tulpen").status_code == 204
    assert _with(elsewhere).get(ME).status_code == 200
    _is_shut(browser.get(ME))


@pytest.mark.parametrize(
    ("current", "new", "found"),
    [
        ("another", "acht gele tulpen", [("current", "password.wrong")]),
        (PASSWORD, "password", [("new", "password.weak")] * 2),
        ("another", "password", [("current", "password.wrong"), *[("new", "password.weak")] * 2]),
        (PASSWORD, "iris@example.org", [("new", "password.weak")]),
    ],
)
def test_password_that_is_not_changed(
    iris: Person, current: str, new: str, found: list[tuple[str, str]]
) -> None:
    response = _change(_with(_token(iris)[1]), current, new)
    assert (response.status_code, _found(response)) == (409, found)
    iris.refresh_from_db()
    assert iris.check_password(PASSWORD)


def test_eleventh_try_in_a_minute_is_one_too_many(iris: Person) -> None:
    tries = [_sign_in("iris@example.org", f"try {number}").status_code for number in range(10)]
    response = _sign_in("iris@example.org")
    assert tries == [401] * 10
    assert (response.status_code, _found(response)) == (429, [("", "request.too_many")])
    assert 1 <= int(response["Retry-After"]) <= 61


def test_after_a_minute_the_door_opens_again(iris: Person) -> None:
    for number in range(11):
        _sign_in("iris@example.org", f"try {number}")
    with time_machine.travel(NOW + dt.timedelta(seconds=61), tick=False):
        assert _sign_in("iris@example.org").status_code == 201


def test_guesses_of_the_current_password_are_counted(iris: Person) -> None:
    client = _with(_token(iris)[1])
    for number in range(10):
        _change(client, f"try {number}", "acht gele tulpen")
    response = _change(client, PASSWORD, "acht gele tulpen")
    assert (response.status_code, _found(response)) == (429, [("", "request.too_many")])


def _browser(person: Person) -> APIClient:
    browser = APIClient(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(person)
    return browser


def test_browser_reads_with_its_session(iris: Person) -> None:
    assert _browser(iris).get(ME).json()["person"]["id"] == iris.pk


def test_browser_writes_with_its_csrf_token_only(iris: Person) -> None:
    browser, secret = _browser(iris), "a" * 32
    response = browser.post("/api/v1/regions", REGION)
    assert (response.status_code, _found(response)) == (403, [("", "access.not_allowed")])
    assert not Region.objects.filter(code="noord").exists()
    browser.cookies["csrftoken"] = secret
    made = browser.post("/api/v1/regions", REGION, HTTP_X_CSRFTOKEN=secret)
    assert (made.status_code, Region.objects.filter(code="noord").exists()) == (201, True)
