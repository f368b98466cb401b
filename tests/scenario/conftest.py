"""Scenarios name municipalities and methods, which migrations load and some tests flush away."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from intervision.models import Method


@pytest.fixture(autouse=True)
def reference_data(request: pytest.FixtureRequest) -> None:
    """Load municipalities and methods again where a test before this one emptied the database."""
    if request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("db")
    if not Method.objects.exists():
        request.getfixturevalue("municipalities")
        importlib.import_module("intervision.migrations.0002_methods").load_methods(apps, None)
