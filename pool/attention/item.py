"""One thing to look at, not yet on the stored list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pool.models import AttentionItem

if TYPE_CHECKING:
    import datetime as dt

    from django.db import models

    from pool.states import AttentionCode


def make(
    code: AttentionCode,
    subject: models.Model,
    about: str,
    since: dt.date,
    *,
    person: int | None = None,
    number: int = 0,
) -> AttentionItem:
    """Return an item about a row; `person` is the id of whom it names, if it names a person."""
    return AttentionItem(
        code=code,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        about=about,
        person_id=person,
        since=since,
        number=number,
    )
