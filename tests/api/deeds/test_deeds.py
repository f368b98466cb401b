"""Everything that can be done through the API: done, and refused without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.api.conftest import client_for
from tests.api.deeds import availability, doing, gathering, people, pool, runs, trainees
from tests.api.routes import routes
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = {
    **people.TABLE,
    **runs.TABLE,
    **trainees.TABLE,
    **gathering.TABLE,
    **availability.TABLE,
    **pool.TABLE,
}
# No command of a resource; each has tests of its own.
SINGLE = {
    "POST /sign-in",
    "POST /me/password",
    "POST /me/calendar",
    "POST /attention-items/_refresh",
    "POST /trainer-imports",
    "POST /history-imports",
}
# Nobody knows them before.
_MADE_UP = {"id", "verificationCode", "url", "webcal", "google"}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _changing() -> list[str]:
    return [
        name for name, route in doing.ROUTES.items() if route.command and not route.command.makes
    ]


def _making() -> list[str]:
    return [name for name, route in doing.ROUTES.items() if route.command and route.command.makes]


@pytest.mark.parametrize("name", _changing())
def test_row_is_changed_exactly_so(name: str, db: None) -> None:
    deed = doing.lawful(name)
    before = deed.shown()
    response = deed.do()
    assert response.status_code == 200, response.content
    after = doing.plain(response.json())
    assert doing.changed(before, after) == doing.told(TABLE[name].shows, deed)
    # Alone a row may show more: of a trainer, also the ledger.
    assert after.items() <= deed.shown().items()
    assert TABLE[name].besides(deed)


@pytest.mark.parametrize("name", _making())
def test_row_is_made_exactly_so(name: str, db: None) -> None:
    deed = doing.lawful(name)
    response = deed.do()
    assert response.status_code == 201, response.content
    made = doing.plain(response.json())
    expected = doing.echoed(deed, made) | doing.told(TABLE[name].shows, deed)
    assert {key: value for key, value in made.items() if key not in _MADE_UP} == expected
    assert TABLE[name].besides(deed)
    if "Location" in response:
        shown = client_for(deed.by).get(response["Location"]).json()
        # What is shown this once, a secret address, cannot be asked for again.
        assert shown.items() <= response.json().items()


@pytest.mark.parametrize("name", sorted(TABLE))
def test_what_is_refused_leaves_everything_as_it_was(name: str, db: None) -> None:
    deed, refusal = doing.lawful(name), TABLE[name].refusal
    if refusal.first:
        refusal.first(deed)
    if refusal.again:
        assert deed.do().status_code < 300
    by = refusal.by(deed) if refusal.by else deed.by
    ask = deed.ready(by, **doing.told(refusal.sent, deed))
    before = doing.everything()
    response = ask()
    codes = sorted(one["code"] for one in response.json()["problems"])
    assert (response.status_code, codes) == (refusal.status, sorted(refusal.codes))
    assert doing.everything() == before


def test_everything_that_can_be_done_is_in_the_table() -> None:
    acting = {route.name for route in routes() if route.method == "POST"}
    assert TABLE.keys() == acting - SINGLE
