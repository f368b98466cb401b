"""Rows that belong to a row, shown on its page in the columns of their own list."""

from __future__ import annotations

import html
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import (
    display_for_field,
    display_for_value,
    label_for_field,
    lookup_field,
)
from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from people.backroom.columns import row_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.admin import ModelAdmin
    from django.db.models import Model
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    _Panel = tuple[StrOrPromise, Callable[[Any], str]]

# More than this is a list of its own, to search and to filter.
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Rows of a model whose `field` leads to the row that is looked at.

    `without` names columns that would say the same on every line.
    """

    model: type[Model]
    field: str
    title: StrOrPromise = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Related rows as they are shown."""

    title: StrOrPromise
    headings: list[StrOrPromise]
    lines: list[list[Any]]
    # Where the others stand; empty when all are shown.
    more: str


_panels: defaultdict[type[Model], list[_Panel]] = defaultdict(list)
_related: defaultdict[type[Model], list[Related]] = defaultdict(list)


def relate(model: type[Model], *related: Related) -> None:
    """Show related rows on the pages of a model, which may belong to a lower room."""
    _related[model].extend(related)


def tell(model: type[Model], title: StrOrPromise, words: Callable[[Any], str]) -> None:
    """Show more about a row on the pages of a model, which may belong to a lower room.

    `words` gets the row and returns safe HTML, empty where there is nothing to say.
    """
    _panels[model].append((title, words))


def panels_of(row: Model) -> list[tuple[StrOrPromise, str]]:
    """Return what more there is to say about a row, each under its title."""
    found = ((title, words(row)) for title, words in _panels[type(row)])
    return [(title, said) for title, said in found if said]


def tables_of(row: Model, request: HttpRequest) -> list[Table]:
    """Return the related rows of a row, without the tables that have none."""
    shown = (one for one in _related[type(row)] if _may_see(one, request))
    tables = (_table(one, row, request) for one in shown)
    return [table for table in tables if table.lines]


def _may_see(related: Related, request: HttpRequest) -> bool:
    return _admin_of(related.model).has_view_permission(request)


def _admin_of(model: type[Model]) -> ModelAdmin[Any]:
    return admin.site._registry[model]


def _table(related: Related, row: Model, request: HttpRequest) -> Table:
    owner = _admin_of(related.model)
    columns = [str(name) for name in owner.list_display if name not in related.without]
    select = owner.list_select_related
    rows = owner.get_queryset(request).filter(**{related.field: row})
    if not isinstance(select, bool):
        rows = rows.select_related(*select)
    found = list(rows[: MOST + 1])
    return Table(
        title=capfirst(related.title or related.model._meta.verbose_name_plural or ""),
        headings=[capfirst(str(label_for_field(name, related.model, owner))) for name in columns],
        lines=[_line(one, columns, owner) for one in found[:MOST]],
        more=_list_address(related, row) if len(found) > MOST else "",
    )


def _line(row: Model, columns: list[str], owner: ModelAdmin[Any]) -> list[Any]:
    first, *rest = (_cell(row, name, owner) for name in columns)
    return [row_link(row, _plain(first)), *rest]


def _plain(cell: Any) -> str:
    """Return the words of a cell: a link in a link would lead nowhere."""
    return html.unescape(strip_tags(cell)) if isinstance(cell, SafeString) else str(cell)


def _cell(row: Model, name: str, owner: ModelAdmin[Any]) -> Any:
    empty = owner.get_empty_value_display()
    field, attribute, value = lookup_field(name, row, owner)
    if field is not None and field.remote_field is None:
        return display_for_field(value, field, empty)
    if field is not None:
        return row_link(getattr(row, field.name))
    return display_for_value(value, empty, boolean=getattr(attribute, "boolean", False))


def _list_address(related: Related, row: Model) -> str:
    options = related.model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    try:
        options.get_field(related.field)
    except FieldDoesNotExist:
        return address
    return f"{address}?{related.field}__id__exact={row.pk}"
