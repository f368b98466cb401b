"""The same call twice: a refusal, the same answer, or a second thing where that is documented."""

from __future__ import annotations

from contextlib import suppress

import pytest

from common.problems import Refused
from tests.bad_input import table, trying

# Where the second call does something, as its docstring says.
AGAIN = {
    "courses.change_curriculum",
    "courses.draft_curriculum",
    "courses.new_revision",
    "courses.observe",
    "courses.plan_parts",
    "courses.write_entry",
    "intervision.bring_case",
    "people.issue_token",
    "pool.invite_contacts",
    "scheduling.open_feed",
}


@pytest.mark.parametrize("name", table.ACTIONS)
@pytest.mark.django_db
def test_second_call_is_refused_or_changes_nothing(name: str) -> None:
    given = table.lawful(name)
    table.ACTIONS[name](**given)
    once = trying.everything()

    with suppress(Refused):
        table.ACTIONS[name](**given)

    assert (trying.everything() != once) == (name in AGAIN)
