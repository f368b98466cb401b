"""Scenarios name municipalities and methods, which migrations load and some tests flush away."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from intervision.models import Method

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings


def load_reference_data() -> None:
    """Load municipalities and methods again where a test before this one emptied the database."""
    if not Method.objects.exists():
        importlib.import_module("people.migrations.0002_provinces_and_municipalities").load(
            apps, None
        )
        importlib.import_module("intervision.migrations.0002_methods").load_methods(apps, None)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    """Let every demo keep its keys and leave its files in a folder of its own."""
    settings.VAR_DIR, settings.KEYS_FOLDER = tmp_path, tmp_path / "keys"


@pytest.fixture(autouse=True)
def reference_data(request: pytest.FixtureRequest) -> None:
    """Have municipalities and methods in every test with a database."""
    if request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("db")
    load_reference_data()
