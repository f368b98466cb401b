"""A program that is signed in, for tests of the API."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from rest_framework.test import APIClient

from people import actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person


def client_for(person: Person | None) -> APIClient:
    """Return a client that acts for somebody, or for nobody."""
    client = APIClient()
    if person is not None:
        _token, secret = actions.issue_token(
            person=person, name="test", days=365, by=person, now=dt.datetime.now(dt.UTC)
        )
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_ACCEPT_LANGUAGE="en")
    return client


@pytest.fixture
def client_of(db: None) -> Callable[[Person | None], APIClient]:
    """Return a function that makes a client that acts for somebody."""
    return client_for
