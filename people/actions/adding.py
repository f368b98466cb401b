"""Saving a new row whose code, number or address nobody else may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from common.problems import Refused

if TYPE_CHECKING:
    from django.db.models import Model

    from common.problems import Problem


def add(row: Model, *, taken: Problem) -> None:
    """Save a new row; of two at the same moment with one code the database refuses one.

    The rules look first and tell everything at once; this is for what they cannot see yet.

    :raises Refused: with the problem `taken`.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused([taken]) from None
