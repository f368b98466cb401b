"""The reasons of a proposal in words, with the names of who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy

from common import periods
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from pool.rules import Reason


def sentences(reasons: Iterable[Sequence[Reason]]) -> list[list[StrOrPromise]]:
    """Return the sentences of each list of reasons, in the language of the reader; one query."""
    lists = [list(each) for each in reasons]
    meant = {one.person for each in lists for one in each if one.person is not None}
    names = {person.pk: person.full_name for person in Person.objects.filter(pk__in=meant)}
    return [[_sentence(one, names) for one in each] for each in lists]


def _sentence(reason: Reason, names: Mapping[int, str]) -> StrOrPromise:
    return format_lazy(
        reason.code.label,
        km=reason.number,
        count=reason.number,
        name=names.get(reason.person or 0, ""),
        day=periods.in_words(reason.day) if reason.day else "",
    )
