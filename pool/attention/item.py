"""One thing to look at, in the words in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.functional import lazy
from django.utils.text import format_lazy

from common import periods

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.db import models
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One thing to look at; `since` lies so many `days` before today, or after it."""

    code: str
    # What it is about, such as `courses.placement`, and the id of that row.
    subject: str
    subject_id: int
    # The person, group or organisation that it is about, as a name.
    about: str
    since: dt.date
    days: int
    sentence: StrOrPromise


def make(
    code: str,
    subject: models.Model,
    about: str,
    since: dt.date,
    *,
    now: dt.datetime,
    sentence: StrOrPromise,
    **words: int,
) -> AttentionItem:
    """Return an item whose sentence names `{name}` and, where it wants to, `{day}` and `words`."""
    return AttentionItem(
        code=code,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        about=about,
        since=since,
        days=abs((periods.local_date(now) - since).days),
        sentence=format_lazy(sentence, name=about, day=_written(since, "j F Y"), **words),
    )


# The reader's language is known only when the sentence is shown.
_written: Callable[[dt.date, str], StrOrPromise] = lazy(formats.date_format, str)
