"""What is odd about the parameters of a list: a slip of the keyboard must not find everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django_filters import filters
from rest_framework.exceptions import ErrorDetail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from django.http import QueryDict


def complaints(
    given: QueryDict, known: Collection[str], filtering: Mapping[str, filters.Filter]
) -> dict[str, list[ErrorDetail]]:
    """Return a complaint for each parameter that would be passed over in silence."""
    found = {name: list(_about(name, given, known, filtering.get(name))) for name in given}
    return {name: complaint for name, complaint in found.items() if complaint}


def _about(name: str, given: QueryDict, known: Collection[str], one: Any) -> Iterator[ErrorDetail]:
    values = given.getlist(name)
    takes_many = isinstance(one, filters.MultipleChoiceFilter)
    if name not in known:
        yield ErrorDetail(_("This list knows no such parameter."), code="unknown")
    elif len(values) > 1 and not takes_many:
        yield ErrorDetail(_("Give this once."), code="twice")
    elif "" in values and name != "search":
        yield ErrorDetail(_("Give a value, or leave this out."), code="empty")
    elif isinstance(one, filters.BooleanFilter) and values[0] not in ("true", "false"):
        yield ErrorDetail(_("Give true or false."), code="invalid")
