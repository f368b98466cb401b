"""Whether a row that somebody hands over is there: it can be gone, or never have been kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

RowT = TypeVar("RowT", bound="Model")


def known(rows: QuerySet[RowT], row: Model, topic: str) -> RowT:
    """Return the row of these as it is now, locked when they are.

    :raises Refused: `<topic>.unknown` when it is not there (any more).
    """
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Refused([unknown(topic)])
    return found


def row_problems(**rows: Model | None) -> list[Problem]:
    """Return `<name>.unknown` for each of these that is not there (any more); None is no row.

    One query for each. Asked here, because the database complains only when a transaction ends.
    """
    return [unknown(name) for name, row in rows.items() if row is not None and not _is_kept(row)]


def row_list_problems(field: str, rows: Iterable[Model]) -> list[Problem]:
    """Return `<field>.unknown`, once, when one of these rows of a kind is not there; one query."""
    given = list(rows)
    wanted = {row.pk for row in given}
    if not given:
        return []
    kept = type(given[0])._default_manager.filter(pk__in=wanted - {None})
    return [] if kept.count() == len(wanted) else [unknown(field)]


def unknown(topic: str) -> Problem:
    """Return the problem of a row that is not there (any more)."""
    message = _("This is not known here (any more).")
    return Problem(f"{topic}.unknown", message, field=topic)


def _is_kept(row: Model) -> bool:
    return row.pk is not None and type(row)._default_manager.filter(pk=row.pk).exists()
