"""Short words for requests in tests: what came back, as a status and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.conftest import client_for

if TYPE_CHECKING:
    from people.models import Person

_ROOT = "/api/v1"


def get(person: Person | None, path: str) -> Any:
    """Return what somebody gets at an address; it must be there for them."""
    response = client_for(person).get(_ROOT + path)
    assert response.status_code == 200, response.content
    return response.json()


def ids(person: Person | None, path: str) -> list[int]:
    """Return the ids of a list, in its order."""
    return [one["id"] for one in get(person, path)["results"]]


def status(person: Person | None, path: str) -> int:
    """Return the status of a look at an address."""
    return client_for(person).get(_ROOT + path).status_code


def post(person: Person | None, path: str, body: object = None) -> Any:
    """Return what an action answers; it must be carried out."""
    response = client_for(person).post(_ROOT + path, body or {})
    assert response.status_code in {200, 201}, response.content
    return response.json()


def refused(person: Person | None, path: str, body: object = None) -> tuple[int, list[str]]:
    """Return the status and the codes of what is not carried out."""
    response = client_for(person).post(_ROOT + path, body or {})
    assert response.status_code >= 400, response.content
    return response.status_code, [one["code"] for one in response.json()["problems"]]
