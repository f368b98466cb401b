"""Whether somebody's weekly hours, or a period that differs from them, can be kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils import dates
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem
from people import rules as people_rules
from scheduling.models import AvailabilityPeriod
from scheduling.rules import times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import Person

# Beyond these it is a program that went wrong, and finding a moment must stay quick.
MOST_HOURS = 50
MOST_PERIODS = 300


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day of the week, by the clock of a zone; Monday is 0, as Python counts."""

    weekday: int
    starts: dt.time
    ends: dt.time
    zone: str = periods.DEFAULT_ZONE


def hours_problems(hours: object) -> list[Problem]:
    """Return everything that is wrong with the hours of a week.

    `list.wrong_type`, `availability.too_many_hours` (50), and of each of them
    `availability.unknown_weekday`, `availability.no_time_of_day`,
    `availability.ends_before_it_starts`, `time.unknown_zone`; and `availability.hours_overlap`,
    once for each two on one day that do. Hours that touch do not overlap.
    """
    if problems := people_rules.list_problems("hours", hours):
        return problems
    # What the answer above says, in words that a type checker reads.
    given = hours if isinstance(hours, (list, tuple)) else ()
    if len(given) > MOST_HOURS:
        sentence = _("A week has at most {limit} hours that can be kept.")
        message = format_lazy(sentence, limit=MOST_HOURS)
        return [Problem("availability.too_many_hours", message, field="hours")]
    if not all(isinstance(one, Hours) for one in given):
        return [Problem("list.wrong_type", _("This must be a list."), field="hours")]
    problems = [problem for one in given for problem in _hour_problems(one)]
    return problems or _overlap_problems(given)


def period_problems(
    person: Person, starts_at: object, ends_at: object, is_available: object
) -> list[Problem]:
    """Return what is wrong with a period in which somebody can, or cannot, come; one query.

    `appointment.time_without_zone` and `appointment.year_is_unlikely` for each instant,
    `availability.period_ends_before_it_starts`, `availability.no_answer` for what is neither yes
    nor no, `availability.period_known` for the same again, and `availability.too_many_periods`
    (300).
    """
    problems = [
        *times.instant_problems(starts_at, "starts_at"),
        *times.instant_problems(ends_at, "ends_at"),
    ]
    if not isinstance(is_available, bool):
        message = _("Answer yes or no.")
        problems.append(Problem("availability.no_answer", message, field="is_available"))
    if problems or not times.is_instant(starts_at) or not times.is_instant(ends_at):
        return problems
    start, end = times.in_utc(starts_at), times.in_utc(ends_at)
    if start >= end:
        message = _("A period ends after it begins.")
        return [Problem("availability.period_ends_before_it_starts", message, field="ends_at")]
    return _known_problems(person, (start, end, bool(is_available)))


def removal_problems(person: Person, period: AvailabilityPeriod) -> list[Problem]:
    """Return `period.unknown` for a period that is not (any more) one of this person."""
    is_theirs = AvailabilityPeriod.objects.filter(pk=period.pk, person=person).exists()
    return [] if is_theirs else [people_rules.unknown("period")]


def _hour_problems(hours: Hours) -> list[Problem]:
    problems = [Problem(each.code, each.message, field="hours") for each in _zone(hours)]
    if type(hours.weekday) is not int or not 0 <= hours.weekday <= 6:  # noqa: PLR2004 -- Sunday
        message = _("A day of the week is a number from 0, Monday, to 6.")
        problems.append(Problem("availability.unknown_weekday", message, field="hours"))
    if not (_is_time_of_day(hours.starts) and _is_time_of_day(hours.ends)):
        message = _("Give the hours as a clock on the wall shows them.")
        problems.append(Problem("availability.no_time_of_day", message, field="hours"))
    elif hours.starts >= hours.ends:
        message = _("The hours end after they begin, on one day.")
        problems.append(Problem("availability.ends_before_it_starts", message, field="hours"))
    return problems


def _zone(hours: Hours) -> list[Problem]:
    return times.zone_problems(hours.zone)


def _is_time_of_day(value: object) -> bool:
    return isinstance(value, dt.time) and value.tzinfo is None


def _overlap_problems(hours: Iterable[Hours]) -> list[Problem]:
    ordered = sorted(hours, key=lambda one: (one.weekday, one.starts, one.ends))
    sentence = _("On {day} the hours from {first} and from {second} overlap.")
    return [
        Problem(
            "availability.hours_overlap",
            format_lazy(
                sentence,
                day=dates.WEEKDAYS[one.weekday],
                first=f"{one.starts:%H:%M}",
                second=f"{other.starts:%H:%M}",
            ),
            field="hours",
        )
        for one, other in pairwise(ordered)
        if one.weekday == other.weekday and other.starts < one.ends
    ]


def _known_problems(person: Person, asked: tuple[dt.datetime, dt.datetime, bool]) -> list[Problem]:
    kept = person.availability_periods.values_list("starts_at", "ends_at", "is_available")
    known = set(kept)
    if asked in known:
        message = _("This period is already known.")
        return [Problem("availability.period_known", message, field="starts_at")]
    if len(known) >= MOST_PERIODS:
        sentence = _("At most {limit} periods can be kept. Remove old ones first.")
        too_many = format_lazy(sentence, limit=MOST_PERIODS)
        return [Problem("availability.too_many_periods", too_many)]
    return []
