"""What can be changed of topics by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from people import rules
from people.editing import Edit
from pool.models import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem


def _wrong_topic(_row: Topic, new: Mapping[str, Any]) -> list[Problem]:
    return rules.text_problems("name", new["name"], max_length=80)


TOPIC = Edit(Topic, ("name",), _wrong_topic)
