"""What the tests of delivery have: kinds of messages of their own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mail import registry
from tests.mail import kinds

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture
def known_kinds(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Register the kinds of messages of these tests, with their template."""
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[1]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = engines
    for kind in kinds.KINDS:
        monkeypatch.setitem(registry._notices, kind.purpose, kind)
