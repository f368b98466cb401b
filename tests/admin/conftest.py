"""The back room with everything in it, at a fixed moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.api import cast as casting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from people.models import Person
    from tests.api.cast import Side


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Stand still at the moment of the factories."""
    with time_machine.travel(factories.NOW, tick=False):
        yield


@pytest.fixture
def side(db: None) -> Side:
    """One of everything."""
    return casting.side("Anna")


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """Return a function that signs somebody in, in a browser of their own."""

    def sign_in(person: Person) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def at_office(office: Person, signed_in: Callable[[Person], Client]) -> Client:
    """A browser in which somebody of the office is signed in."""
    return signed_in(office)
