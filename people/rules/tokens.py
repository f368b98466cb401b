"""What a token may be: its name, and for how long it opens the door."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.rules import texts

if TYPE_CHECKING:
    from people.models import Person

# A token that nobody renews within a year is one that nobody remembers.
LONGEST_TOKEN_DAYS = 365


def token_problems(person: Person, name: str, days: object) -> list[Problem]:
    """Return why somebody cannot get a token for so many `days`.

    The codes of a text for the name, `token.days` outside 1 to 365, and `token.closed_account` for
    who may not sign in.
    """
    problems = texts.text_problems("name", name, max_length=80)
    if not _is_number_of_days(days):
        sentence = _("A token is valid for 1 to {limit} days.")
        message = format_lazy(sentence, limit=LONGEST_TOKEN_DAYS)
        problems.append(Problem("token.days", message, field="days"))
    if not person.is_active:
        message = _("This account may not sign in.")
        problems.append(Problem("token.closed_account", message))
    return problems


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_number_of_days(days: object) -> bool:
    # True and False are whole numbers to Python, and no number of days to anybody.
    is_whole = isinstance(days, int) and not isinstance(days, bool)
    return is_whole and days in range(1, LONGEST_TOKEN_DAYS + 1)
