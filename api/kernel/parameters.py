"""What is odd about the parameters of a list: a slip of the keyboard must not find everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django_filters import filters
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.serializers import ListField

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from django.http import QueryDict

    from api.kernel.inputs import Input

_WHOLE = re.compile("-?[0-9]{1,18}")
_WORDS = {"true": True, "false": False}


def complaints(
    given: QueryDict, known: Collection[str], filtering: Mapping[str, filters.Filter]
) -> dict[str, list[ErrorDetail]]:
    """Return a complaint for each parameter that would be passed over in silence."""
    found = {name: list(_about(name, given, known, filtering.get(name))) for name in given}
    return {name: complaint for name, complaint in found.items() if complaint}


def values(given: QueryDict, asked: Input) -> dict[str, Any]:
    """Return parameters as an input takes them: numbers and truths as such, lists as lists.

    :raises ValidationError: for what is given twice and asked once, or given without a value.
    """
    many = {name for name, field in asked.fields.items() if isinstance(field, ListField)}
    found = {name: list(_odd(given.getlist(name), takes_many=name in many)) for name in given}
    if wrong := {name: complaint for name, complaint in found.items() if complaint}:
        raise ValidationError(wrong)
    return {
        name: [_read(one) for one in given.getlist(name)] if name in many else _read(given[name])
        for name in given
    }


def _read(value: Any) -> Any:
    return int(value) if _WHOLE.fullmatch(value) else _WORDS.get(value, value)


def _about(name: str, given: QueryDict, known: Collection[str], one: Any) -> Iterator[ErrorDetail]:
    found = given.getlist(name)
    takes_many = isinstance(one, filters.MultipleChoiceFilter)
    if name not in known:
        yield ErrorDetail(_("This list knows no such parameter."), code="unknown")
    elif odd := list(_odd(found, takes_many=takes_many, may_be_empty=name == "search")):
        yield from odd
    elif isinstance(one, filters.BooleanFilter) and found[0] not in _WORDS:
        yield ErrorDetail(_("Give true or false."), code="invalid")


def _odd(
    found: list[str], *, takes_many: bool, may_be_empty: bool = False
) -> Iterator[ErrorDetail]:
    if len(found) > 1 and not takes_many:
        yield ErrorDetail(_("Give this once."), code="twice")
    elif "" in found and not may_be_empty:
        yield ErrorDetail(_("Give a value, or leave this out."), code="empty")
