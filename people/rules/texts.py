"""What is wrong with a text, a choice, a date or an e-mail address that somebody gave."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

# Outside them is a slip of the keyboard, and arithmetic with months can run off the end.
_YEARS = range(2000, 2101)


def tidy(text: str) -> str:
    """Return the text as it was typed, composed (NFC) and without spaces around it.

    A letter with an accent can be typed as one sign or as two that look the same; composed they
    are found again.
    """
    return unicodedata.normalize("NFC", text).strip()


def text_problems(
    field: str, value: object, *, max_length: int, required: bool = True
) -> list[Problem]:
    """Return what is wrong with a short text that somebody typed.

    `text.required` when nothing in it can be seen, `text.too_long` beyond `max_length` signs,
    `text.nul` when it holds the NUL sign or half a sign, which no database can keep, and
    `text.wrong_type` for anything that is no text. Emoji, accents and every alphabet are fine.
    """
    if not isinstance(value, str):
        return [Problem("text.wrong_type", _("This must be a text."), field=field)]
    problems = []
    if required and not any(_shows(sign) for sign in value):
        problems.append(Problem("text.required", _("Fill this in."), field=field))
    if len(tidy(value)) > max_length:
        message = format_lazy(_("This is longer than {limit} signs."), limit=max_length)
        problems.append(Problem("text.too_long", message, field=field))
    if any(sign == "\x00" or unicodedata.category(sign) == "Cs" for sign in value):
        message = _("This text holds a sign that cannot be kept.")
        problems.append(Problem("text.nul", message, field=field))
    return problems


def _shows(sign: str) -> bool:
    # A space of no width, or the joiner between emoji, shows nothing on its own.
    return not sign.isspace() and unicodedata.category(sign) != "Cf"


def choice_problems(
    field: str, value: object, choices: Iterable[str], code: str, message: StrOrPromise
) -> list[Problem]:
    """Return a problem with this code and sentence when the value is none of the choices."""
    known = isinstance(value, str) and value in choices
    return [] if known else [Problem(code, message, field=field)]


def list_problems(field: str, value: object) -> list[Problem]:
    """Return `list.wrong_type` for anything but a list; a text is no list of signs."""
    if isinstance(value, (list, tuple)):
        return []
    return [Problem("list.wrong_type", _("This must be a list."), field=field)]


def date_problems(field: str, value: object) -> list[Problem]:
    """Return `date.wrong_type` for anything that is no date; a moment is no date either.

    `date.out_of_range` for a slip of the keyboard, such as the year 0207.
    """
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        return [Problem("date.wrong_type", _("This must be a date."), field=field)]
    if value.year in _YEARS:
        return []
    return [Problem("date.out_of_range", _("This year cannot be right."), field=field)]


def email_problems(email: str, *, required: bool = True) -> list[Problem]:
    """Return what is wrong with an e-mail address: the codes of a text, or `email.invalid`."""
    problems = text_problems("email", email, max_length=254, required=required)
    if problems or not email.strip():
        return problems
    try:
        validate_email(tidy(email))
    except ValidationError:
        return [Problem("email.invalid", _("This is not an e-mail address."), field="email")]
    return []
