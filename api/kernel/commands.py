"""What can be done through the API: who may, what it is told, and the one action that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext_lazy as _
from rest_framework.decorators import action

from api.kernel.inputs import Input, Nothing
from api.kernel.names import kebab

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise
    from rest_framework.request import Request
    from rest_framework.response import Response

    from api.kernel.asking import May
    from api.kernel.rows import Row
    from people.editing import Edit

    Handler = Callable[..., Response]


class Carrier(Protocol):
    """What carries a command out: a resource."""

    def carry_out(self, command: Command, pk: str = "") -> Response:
        """Call the action and show the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that can be done.

    `act` is the action of a room, `on` the keyword under which it gets the row (empty where it
    makes one), `may` who may do it, `asks` what it is told. `answers` is what is shown of the row
    that it makes, where that is of another kind than the row that it is about; `path` is then the
    name of those rows.
    """

    title: StrOrPromise
    act: Callable[..., Any]
    may: May
    on: str = ""
    asks: type[Input] = Nothing
    answers: type[Row] | None = None
    path: str = ""
    # What is not sent stays as it is.
    partial: bool = False

    @property
    def makes(self) -> bool:
        """True when a new row is the answer."""
        return not self.on or self.answers is not None

    def handler(self, name: str) -> Handler:
        """Return the method of a resource that carries this out, under its name there.

        `create` is `POST` on the collection and `partial_update` is `PATCH` on a row, as the router
        has it; every other name is `POST …/{id}/_name`. Source: NLGov REST API Design Rules,
        /core/resource-operations, whose ruleset takes one word after the underscore.
        """

        def handle(resource: Carrier, _request: Request, pk: str = "") -> Response:
            return resource.carry_out(self, pk)

        # The router finds a handler by its name, so it must be known before it is decorated.
        handle.__name__ = name
        vars(handle)["command"] = self
        if name in ("create", "partial_update"):
            return handle
        last = self.path or (kebab(name) if "_" in name else f"_{name}")
        return action(detail=True, methods=["post"], url_path=last)(handle)


def command(
    title: StrOrPromise, act: Callable[..., Any], *, on: str, may: May, **more: Any
) -> Command:
    """Return what can be done with a row; `more` is the rest of a `Command`."""
    return Command(title=title, act=act, may=may, on=on, **more)


def creation(
    title: StrOrPromise, act: Callable[..., Any], *, may: May, asks: type[Input]
) -> Command:
    """Return how a row is made; the attribute must be `create`."""
    return Command(title=title, act=act, may=may, asks=asks)


def edition(edit: Edit, *, may: May, asks: type[Input]) -> Command:
    """Return how a row is edited; the attribute must be `partial_update`.

    Only what is sent changes. Source: RFC 5789.
    """
    return Command(
        title=_("Change details"), act=edit.change, may=may, on="row", asks=asks, partial=True
    )
