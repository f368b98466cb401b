"""A small seeded database for each of two seeds, made once for all that is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from scenario import seeding
from tests.scenario.conftest import load_reference_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

# Each seed with how many trainees: few make whole branches of what can happen stay away.
_SEEDS = {1: 40, 2: 100}


@pytest.fixture(scope="package", params=_SEEDS)
def made(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[seeding.Made]:
    """What a seed made; nothing of it is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference_data()
        yield seeding.seed(trainees=_SEEDS[request.param], seed=request.param)
        transaction.set_rollback(True)
