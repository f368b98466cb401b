"""A group of five with a guide, and its first meeting."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from tests import factories
from tests.intervision import cast

if TYPE_CHECKING:
    from courses.models import CourseRun
    from intervision.models import Group, Meeting
    from people.models import Person


@pytest.fixture
def methods(db: None) -> None:
    """Every method, also after a test that emptied the database."""
    importlib.import_module("intervision.migrations.0002_methods").load_methods(apps, None)


@pytest.fixture
def run(methods: None) -> CourseRun:
    """A run in spring 2027."""
    return factories.run()


@pytest.fixture
def group(run: CourseRun, quinty: Person) -> Group:
    """A group of four to eight, guided by Quinty."""
    return factories.group(run, code="IG-A", guide=quinty)


@pytest.fixture
def five(group: Group) -> list[Person]:
    """The five members of the group since the start of the run."""
    return cast.members(group, 5)


@pytest.fixture
def meeting(group: Group, five: list[Person]) -> Meeting:
    """A planned meeting at the fixed moment, with everybody on the list."""
    return cast.meeting(group, five, code="A1")
