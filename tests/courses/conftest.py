"""What the tests of this room share: kinds of stages that need no higher room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from common.problems import Problem
from courses import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def _no_minimum(parameters: Mapping[str, object]) -> list[Problem]:
    if "minimum" in parameters:
        return []
    return [Problem("talk.no_minimum", "How many talks?", field="minimum")]


@pytest.fixture
def kinds() -> Iterator[None]:
    """Two kinds of stages: `talk` asks for a minimum, `walk` for nothing."""
    rules.register_stage_kind("talk", _no_minimum)
    rules.register_stage_kind("walk", lambda _parameters: [])
    yield
    rules.forget_stage_kind("talk")
    rules.forget_stage_kind("walk")
