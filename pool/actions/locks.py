"""Locks on the people that the pool writes about, and one refusal with everything in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from common.problems import Problem, Refused
from people import rules as people_rules
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def lock(person: Person) -> list[Problem]:
    """Let nobody else write about this person until the transaction ends; return why not to.

    `no_key` lets rows that merely name the person go on.
    """
    rows = Person.objects.select_for_update(no_key=True)
    found = rows.filter(pk=person.pk).first()
    if found is None:
        return [Problem("person.unknown", _("This person is not known."), field="person")]
    return people_rules.present_problems(found)


@contextmanager
def together_with(problems: Iterable[Problem]) -> Iterator[None]:
    """Add these problems when the action inside is refused, so that all are told at once."""
    try:
        yield
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from refused
