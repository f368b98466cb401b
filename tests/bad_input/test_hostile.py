"""Bad input to any action gets a proper answer, and loses nothing."""

from __future__ import annotations

import pytest

from tests.bad_input import hostile, table, trying

ARGUMENTS = [(name, argument) for name in table.ACTIONS for argument in table.parameters(name)]


def test_every_action_has_a_lawful_call() -> None:
    assert sorted(table.CALLS) == sorted(table.ACTIONS)


@pytest.mark.parametrize("name", table.ACTIONS)
@pytest.mark.django_db
def test_lawful_call_names_every_argument_and_succeeds(name: str) -> None:
    given = table.lawful(name)

    assert set(table.parameters(name)) <= set(given)
    table.ACTIONS[name](**given)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
@pytest.mark.django_db
def test_hostile_argument_gets_a_proper_answer(name: str, argument: str) -> None:
    given, another = table.lawful(name), table.CALLS[name]()
    annotation = table.parameters(name)[argument]
    values = list(hostile.instead_of(given[argument], annotation, another[argument]))
    before = trying.everything()

    found = [
        f"{value!r:.80} → {trouble}"
        for value in values
        if (trouble := trying.trouble(table.ACTIONS[name], {**given, argument: value}, before))
    ]

    assert found == []
