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
    that it makes, where that is of another kind than the row that it is about.
    """

    title: StrOrPromise
    act: Callable[..., Any]
    may: May
    on: str = ""
    asks: type[Input] = Nothing
    answers: type[Row] | None = None
    # What is not sent stays as it is.
    partial: bool = False

    @property
    def makes(self) -> bool:
        """True when a new row is the answer."""
        return not self.on or self.answers is not None


def command(
    name: str,
    title: StrOrPromise,
    act: Callable[..., Any],
    *,
    on: str,
    may: May,
    asks: type[Input] = Nothing,
    answers: type[Row] | None = None,
    path: str = "",
) -> Handler:
    """Return the handler of `POST …/{id}/_name`; `name` must be the attribute that it is put in.

    What makes a row that belongs to this one has the name of those rows as its `path`.
    Source: NLGov REST API Design Rules, /core/resource-operations, whose ruleset takes one word
    after the underscore.
    """
    spec = Command(title=title, act=act, may=may, on=on, asks=asks, answers=answers)

    def handler(self: Carrier, _request: Request, pk: str) -> Response:
        return self.carry_out(spec, pk)

    last = path or (kebab(name) if "_" in name else f"_{name}")
    return _named(name, spec, action(detail=True, methods=["post"], url_path=last), handler)


def creation(
    title: StrOrPromise, act: Callable[..., Any], *, may: May, asks: type[Input]
) -> Handler:
    """Return the handler of `POST` on a collection; the attribute must be `create`."""
    spec = Command(title=title, act=act, may=may, asks=asks)

    def handler(self: Carrier, _request: Request) -> Response:
        return self.carry_out(spec)

    return _named("create", spec, lambda made: made, handler)


def edition(edit: Edit, *, may: May, asks: type[Input]) -> Handler:
    """Return the handler of `PATCH` on a row; the attribute must be `partial_update`.

    Only what is sent changes. Source: RFC 5789.
    """
    spec = Command(
        title=_("Change details"), act=edit.change, may=may, on="row", asks=asks, partial=True
    )

    def handler(self: Carrier, _request: Request, pk: str) -> Response:
        return self.carry_out(spec, pk)

    return _named("partial_update", spec, lambda made: made, handler)


def _named(
    name: str, spec: Command, decorate: Callable[[Handler], Handler], handler: Handler
) -> Handler:
    # The router finds a handler by its name, so it must be known before it is decorated.
    handler.__name__ = name
    decorated = decorate(handler)
    vars(decorated)["command"] = spec
    return decorated
