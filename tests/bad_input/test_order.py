"""Actions in an order that makes no sense: each still gets a proper answer, and loses nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Model

from common.problems import Refused
from tests.bad_input import table, trying

if TYPE_CHECKING:
    from collections.abc import Mapping


def _rows(name: str, given: Mapping[str, Any]) -> dict[str, Model]:
    """Return the rows that an action is about, without who acts."""
    ours = table.parameters(name)
    return {key: value for key, value in given.items() if key in ours and isinstance(value, Model)}


@pytest.mark.parametrize("first", table.ACTIONS)
@pytest.mark.django_db
def test_any_action_after_another_on_the_same_rows_gets_a_proper_answer(first: str) -> None:
    given = table.lawful(first)
    rows = _rows(first, given)
    calls = {
        name: table.lawful(name) for name in table.ACTIONS if {*table.parameters(name)} & {*rows}
    }
    with suppress(Refused):
        table.ACTIONS[first](**given)
    before = trying.everything()

    found = [
        f"{name} → {trouble}"
        for name, lawful in calls.items()
        if (trouble := trying.trouble(table.ACTIONS[name], _on(rows, lawful), before))
    ]

    assert found == []


def _on(rows: Mapping[str, Model], lawful: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call with these rows in place of its own, where both name one."""
    return {key: rows.get(key, value) for key, value in lawful.items()}
