"""Why somebody cannot have a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people.rules import persons, texts

if TYPE_CHECKING:
    from people.models import Person

# Beyond this a password says nothing more, and hashing it only keeps the server busy.
_LONGEST = 128


def password_problems(person: Person, current: str, new: str) -> list[Problem]:
    """Return why somebody cannot change the password from `current` to `new`.

    The codes of a text for both, `password.wrong` when the current one is another, and
    `password.weak` for each reason why the new one is too easy to guess.
    """
    problems = [
        *texts.text_problems("current", current, max_length=_LONGEST),
        *texts.text_problems("new", new, max_length=_LONGEST),
    ]
    if problems:
        return problems
    if not check_password(current, person.password):
        message = _("This is not the password of this account.")
        problems.append(Problem("password.wrong", message, field="current"))
    return [*problems, *_weaknesses(person, new, field="new")]


def account_problems(person: Person, password: str) -> list[Problem]:
    """Return why an account cannot be opened for somebody with a first password.

    `account.already_open` when there is a password, which only its owner changes;
    `account.no_email` for who has no address to sign in with, `password.weak`, the codes of a
    text, and what `present_problems` says of who is not here any more.
    """
    problems = [
        *persons.present_problems(person),
        *texts.text_problems("password", password, max_length=_LONGEST),
    ]
    if person.has_usable_password():
        message = _("This account has a password already; only its owner changes it.")
        problems.append(Problem("account.already_open", message))
    if not person.email:
        message = _("Without an e-mail address nobody can sign in.")
        problems.append(Problem("account.no_email", message))
    return problems or _weaknesses(person, password, field="password")


def _weaknesses(person: Person, new: str, *, field: str) -> list[Problem]:
    try:
        validate_password(new, person)
    except ValidationError as error:
        sentence = _("Choose another password. {reason}")
        return [
            Problem("password.weak", format_lazy(sentence, reason=reason), field=field)
            for reason in error.messages
        ]
    return []
