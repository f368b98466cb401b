"""How a list is narrowed, searched and ordered."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import FilterSet
from rest_framework import filters as drf
from rest_framework.exceptions import ErrorDetail, ValidationError

from api.kernel.inputs import LARGEST_ID, YEARS
from api.kernel.names import camel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet
    from rest_framework.request import Request


class CamelFilters(FilterSet):
    """Filters that are `starts_on` in the code and `startsOn` in the address."""

    @classmethod
    def get_filters(cls) -> OrderedDict[str, filters.Filter]:
        """Return the filters under their outside names."""
        found = super().get_filters()
        for name, one in found.items():
            one.field_name = one.field_name or name
        return OrderedDict((camel(name), one) for name, one in found.items())


class Id(filters.NumberFilter):
    """Rows that point at the row with this id; an id that is not there finds nothing."""

    field_class: Any = forms.IntegerField

    def __init__(self, field_name: str | None = None, **options: Any) -> None:
        """Take the column that points, where it has another name than the filter."""
        super().__init__(field_name, min_value=1, max_value=LARGEST_ID, **options)


class _InstantField(IsoDateTimeField):
    def clean(self, value: Any) -> Any:
        """Return the moment; one of another century is a slip, and may be none in UTC."""
        found = super().clean(value)
        if found is not None and found.year not in YEARS:
            raise DjangoValidationError(_("This year cannot be right."), code="out_of_range")
        return found


class Instant(filters.IsoDateTimeFilter):
    """Rows from or before a moment in this century."""

    field_class = _InstantField


class Ordering(drf.BaseFilterBackend):
    """`ordering=startsOn` or `-startsOn`, of the columns that a resource allows."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Return the rows in the order that was asked for, and always in one order."""
        wanted = request.query_params.get("ordering")
        if wanted is None:
            return queryset.order_by(*view.ordering)
        allowed = _orders(view.ordering_fields)
        if wanted not in allowed:
            message = format_lazy(_("Choose one of: {choices}."), choices=", ".join(allowed))
            raise ValidationError({"ordering": [ErrorDetail(str(message), code="invalid_choice")]})
        sign = "-" if wanted.startswith("-") else ""
        # The id decides between equals, or a row could come on two pages and another on none.
        return queryset.order_by(allowed[wanted], f"{sign}pk")

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the parameter, with what it allows."""
        if not view.ordering_fields:
            return []
        return [
            {
                "name": "ordering",
                "in": "query",
                "required": False,
                "schema": {"type": "string", "enum": list(_orders(view.ordering_fields))},
            }
        ]


class Search(drf.SearchFilter):
    """`search=de vries`: every word must stand somewhere in the columns that a resource names."""

    def get_search_terms(self, request: Request) -> list[str]:
        """Return the words.

        :raises ValidationError: about this parameter, for what cannot be text.
        """
        try:
            return super().get_search_terms(request)
        except ValidationError as error:
            raise ValidationError({"search": error.detail}) from None

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the parameter, for a list that can be searched."""
        if not getattr(view, "search_fields", ()):
            return []
        return [
            {
                "name": "search",
                "in": "query",
                "required": False,
                "description": str(_("Words that must all be found.")),
                "schema": {"type": "string"},
            }
        ]


def _orders(names: Sequence[str]) -> Mapping[str, str]:
    return {
        f"{sign}{camel(name.split('__')[-1])}": f"{sign}{name}"
        for name in names
        for sign in ("", "-")
    }
