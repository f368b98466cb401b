"""Municipalities, which a migration loads and some tests flush away."""

from __future__ import annotations

import pytest

from tests.scenario.conftest import load_reference_data


@pytest.fixture
def country(db: None) -> None:
    """Have all municipalities."""
    load_reference_data()
