"""Every route of the API as the program knows it: method, address and view."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.urls import urlpatterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.kernel.commands import Command

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one address; `{id}` stands for the row that it is about."""

    method: str
    path: str
    view: type[Any]
    action: str

    @property
    def name(self) -> str:
        """The route as the tables of the tests name it."""
        return f"{self.method} {self.path}"

    @property
    def resource(self) -> str:
        """The first part of the address."""
        return self.path.split("/")[1]

    @property
    def has_id(self) -> bool:
        """True when it is about one row."""
        return "{id}" in self.path

    @property
    def command(self) -> Command | None:
        """What it does, where it does something."""
        found: Command | None = getattr(getattr(self.view, self.action, None), "command", None)
        return found

    def address(self, pk: int | str = 0) -> str:
        """Return the address for a row."""
        return ROOT + self.path.replace("{id}", str(pk))


class _Document:
    """What is no view of the framework is only read."""

    get = None


def routes() -> list[Route]:
    """Return every route, by address and method."""
    return sorted(_all(), key=lambda route: (route.path, route.method))


def _all() -> Iterator[Route]:
    for pattern in urlpatterns:
        text = str(pattern.pattern)
        callback: Any = pattern.callback
        if hasattr(callback, "actions"):
            for method, action in callback.actions.items():
                # The framework adds HEAD beside GET when the first request comes.
                if method != "head":
                    yield Route(method.upper(), _path(text), callback.cls, action)
        elif text:
            view = getattr(callback, "view_class", _Document)
            for action in ("get", "post"):
                if hasattr(view, action):
                    yield Route(action.upper(), _path(text), view, action)


def _path(pattern: str) -> str:
    plain = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", "{id}", pattern)
    return "/" + plain.removeprefix("^").removesuffix("$").removesuffix("\\Z").replace("\\", "")
