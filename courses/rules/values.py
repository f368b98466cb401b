"""Whether a number, a day or a moment is one: doors and files can hand over anything."""

from __future__ import annotations

import datetime as dt

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem

# The same years as the calendar of `scheduling`; outside them arithmetic can run off the end.
_YEARS = range(2000, 2101)


def number_problems(field: str, value: object, *, least: int, most: int = 32_767) -> list[Problem]:
    """Return a problem when the value is no whole number from `least` to `most`, both included.

    `number.wrong_type` for what is no whole number, `number.out_of_range` for what lies outside.
    """
    # True counts as 1 for Python, and for nobody else.
    if not isinstance(value, int) or isinstance(value, bool):
        return [Problem("number.wrong_type", _("This must be a whole number."), field=field)]
    if least <= value <= most:
        return []
    sentence = _("This must be a number from {least} to {most}.")
    message = format_lazy(sentence, least=least, most=most)
    return [Problem("number.out_of_range", message, field=field)]


def day_problems(field: str, value: object) -> list[Problem]:
    """Return a problem when the value is no date of this century; a moment is no date.

    `day.wrong_type`, or `day.out_of_range` for a slip of the keyboard such as the year 0207.
    """
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        return [Problem("day.wrong_type", _("This must be a date."), field=field)]
    if value.year in _YEARS:
        return []
    return [Problem("day.out_of_range", _("This year cannot be right."), field=field)]


def moment_problems(field: str, value: object) -> list[Problem]:
    """Return a problem when the value is no instant with a time zone, in this century.

    `moment.wrong_type`, or `moment.out_of_range`.
    """
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        message = _("This must be a date and time with a time zone.")
        return [Problem("moment.wrong_type", message, field=field)]
    if value.year in _YEARS:
        return []
    return [Problem("moment.out_of_range", _("This year cannot be right."), field=field)]
