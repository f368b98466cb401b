"""A page of a list: by number and size, without counting what nobody asked to count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.utils.urls import replace_query_param

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from rest_framework.request import Request

LARGEST_PAGE = 100
_DEFAULT = 25
# Further on, a filter finds what a page number does not, and OFFSET reads all that it skips.
_LAST = 10_000


class Pages(BasePagination):
    """`page` and `pageSize` in; `results`, `next`, `previous` and, when asked for, `count` out."""

    def ids(self, rows: QuerySet[Any], request: Request) -> list[int]:
        """Return the ids on the page; one more is asked for, to know whether there is a next."""
        self.request = request
        self.number = _whole(request, "page", default=1, largest=_LAST)
        self.size = _whole(request, "pageSize", default=_DEFAULT, largest=LARGEST_PAGE)
        self.count = rows.order_by().count() if _truth(request, "count") else None
        start = (self.number - 1) * self.size
        found = list(rows.values_list("pk", flat=True)[start : start + self.size + 1])
        self.more = len(found) > self.size
        return found[: self.size]

    def envelope(self, results: Sequence[Any]) -> dict[str, Any]:
        """Return the page with the addresses of its neighbours."""
        body: dict[str, Any] = {
            "results": results,
            "next": self._address(self.number + 1) if self.more and self.number < _LAST else None,
            "previous": self._address(self.number - 1) if self.number > 1 else None,
        }
        return body if self.count is None else {"count": self.count, **body}

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the shape of a page of these."""
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "count": {"type": "integer", "description": str(_("Only with count=true."))},
                "results": schema,
                "next": address,
                "previous": address,
            },
        }

    def get_schema_operation_parameters(self, _view: Any) -> list[dict[str, Any]]:
        """Return the parameters of a page."""
        return [
            _parameter("page", {"type": "integer", "minimum": 1, "maximum": _LAST, "default": 1}),
            _parameter(
                "pageSize",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": _DEFAULT},
            ),
            _parameter("count", {"type": "boolean", "default": False}),
        ]

    def _address(self, number: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", number)


PARAMETERS = ("page", "pageSize", "count")


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _whole(request: Request, name: str, *, default: int, largest: int) -> int:
    text = request.query_params.get(name, str(default))
    if text.isascii() and text.isdigit() and len(text) <= len(str(largest)):
        number = int(text)
        if 1 <= number <= largest:
            return number
    message = format_lazy(_("Give a whole number from 1 to {largest}."), largest=largest)
    raise ValidationError({name: [ErrorDetail(str(message), code="invalid")]})


def _truth(request: Request, name: str) -> bool:
    text = request.query_params.get(name, "false")
    if text in ("true", "false"):
        return text == "true"
    message = _("Give true or false.")
    raise ValidationError({name: [ErrorDetail(str(message), code="invalid")]})
