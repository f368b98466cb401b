"""What can be changed by hand of topics, requests, and what trainers wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from people import rules
from people.editing import Edit
from pool import rules as pool
from pool.models import PoolMembership, Topic, TrainingRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from common.problems import Problem


def _wrong_topic(_row: Topic, new: Mapping[str, Any]) -> list[Problem]:
    return rules.text_problems("name", new["name"], max_length=80)


def _wrong_request(row: TrainingRequest, new: Mapping[str, Any]) -> list[Problem]:
    return pool.detail_problems(row.state, new)


def _wrong_wishes(row: PoolMembership, new: Mapping[str, Any]) -> list[Problem]:
    return pool.wish_problems(row.left_on, new["languages"], new["most_per_month"])


TOPIC = Edit(Topic, ("name",), _wrong_topic)
REQUEST = Edit(TrainingRequest, pool.DETAILS, _wrong_request)
WISHES = Edit(PoolMembership, ("languages", "most_per_month"), _wrong_wishes)
