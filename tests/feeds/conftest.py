"""What the tests of feeds have: a program that is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import client_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.test import APIClient

    from people.models import Person


@pytest.fixture
def client_of(db: None) -> Callable[[Person], APIClient]:
    """Return a function that makes a client that acts for somebody."""
    return client_for
