"""What the office does in the back room, a program of the office can do as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from people.backroom import OfficeAdmin
from people.backroom.deeds import Deed, all_deeds
from tests.api.routes import routes

if TYPE_CHECKING:
    from collections.abc import Callable

# Action of the back room → the route of the API that does it under another name.
ELSEWHERE = {
    "people.actions.tokens.issue_token": "POST /sign-in",
    "certificates.admin.certificates._paper": "GET /certificates/{id}/paper",
    "certificates.admin.certificates._credential": "GET /certificates/{id}/credential",
    "certificates.admin.certificates._badge": "GET /certificates/{id}/badge",
    "certificates.admin.certificates._dossier": "GET /course-runs/{id}/dossier",
    "pool.admin.trainers._statement": "GET /people/{id}/statement",
    "people.admin.persons._file": "GET /people/{id}/export",
    "scheduling.admin.moments.find": "GET /moments",
    "pool.actions.ledger.withdraw_endorsement": "POST /endorsements/{id}/_withdraw",
}


def _name(act: Callable[..., Any]) -> str:
    """Return the action; that of an edit belongs to one kind of rows."""
    edit = getattr(act, "__self__", None)
    owner = f"{edit.model.__name__}." if edit else ""
    return f"{act.__module__}.{owner}{act.__name__}"


def _in_the_back_room() -> set[str]:
    adding = [
        one.adding
        for one in admin.site._registry.values()
        if isinstance(one, OfficeAdmin) and isinstance(one.adding, Deed)
    ]
    return {_name(deed.act) for deed in [*adding, *(deed for _model, deed in all_deeds())]}


def test_everything_in_the_back_room_can_be_done_through_the_api() -> None:
    by_program = {_name(route.command.act) for route in routes() if route.command}
    assert _in_the_back_room() - by_program == ELSEWHERE.keys()
    assert set(ELSEWHERE.values()) <= {route.name for route in routes()}
