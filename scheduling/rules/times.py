"""Whether two instants make a time at which people can meet."""

from __future__ import annotations

import datetime as dt
from typing import TypeGuard

from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem

# Beyond a day it is a typing error, or two appointments.
LONGEST = dt.timedelta(hours=24)
# A year outside these is a slip of the keyboard, such as 0207 or 20227.
YEARS = range(2000, 2101)


def is_instant(value: object) -> TypeGuard[dt.datetime]:
    """Answer True for a date and time that carries its zone; False for anything else."""
    return isinstance(value, dt.datetime) and value.utcoffset() is not None


def in_utc(value: dt.datetime) -> dt.datetime:
    """Return the same instant in UTC, and anything that is no instant as it is."""
    return value.astimezone(dt.UTC) if is_instant(value) and value.year in YEARS else value


def instant_problems(value: object, field: str) -> list[Problem]:
    """Return `appointment.time_without_zone` or `appointment.year_is_unlikely` for one time."""
    if not is_instant(value):
        message = _("Give a date and time with a time zone.")
        return [Problem("appointment.time_without_zone", message, field=field)]
    if value.year not in YEARS:
        message = _("This year cannot be right.")
        return [Problem("appointment.year_is_unlikely", message, field=field)]
    return []


def span_problems(starts_at: object, ends_at: object) -> list[Problem]:
    """Return what is wrong with a start and an end, both aware instants.

    `appointment.time_without_zone`, `appointment.year_is_unlikely`,
    `appointment.ends_before_it_starts` and `appointment.too_long` (more than 24 hours).
    """
    problems = [
        *instant_problems(starts_at, "starts_at"),
        *instant_problems(ends_at, "ends_at"),
    ]
    if problems or not is_instant(starts_at) or not is_instant(ends_at):
        return problems
    # Two times of one zone are compared by their wall clocks, an hour wrong when the clock changes.
    length = ends_at.astimezone(dt.UTC) - starts_at.astimezone(dt.UTC)
    if length <= dt.timedelta(0):
        message = _("An appointment ends after it starts.")
        return [Problem("appointment.ends_before_it_starts", message, field="ends_at")]
    if length > LONGEST:
        message = _("An appointment lasts at most 24 hours.")
        return [Problem("appointment.too_long", message, field="ends_at")]
    return []


def zone_problems(zone: object) -> list[Problem]:
    """Return `time.unknown_zone` for what is no name of a time zone."""
    return periods.zone_problems(zone)
