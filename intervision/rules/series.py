"""A series of meetings at one time on the wall: when each of them is, and its code."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import periods
from common.problems import Problem, Refused
from people import rules as people_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MOST_MEETINGS = 30
MOST_WEEKS = 13


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of one meeting (instants in UTC), or why there is none on that day."""

    day: dt.date
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    problems: tuple[Problem, ...] = ()


def series_problems(code: object, weeks_apart: object, number: object) -> list[Problem]:
    """Return what is wrong with how a series is asked for, all at once.

    The codes of a text about what the codes begin with; `series.wrong_interval` (1 to 13 weeks) and
    `series.wrong_number` (2 to 30 meetings).
    """
    problems = people_rules.text_problems("code", code, max_length=17)
    if type(weeks_apart) is not int or not 1 <= weeks_apart <= MOST_WEEKS:
        sentence = _("Between two meetings lie 1 to {limit} weeks.")
        message = format_lazy(sentence, limit=MOST_WEEKS)
        problems.append(Problem("series.wrong_interval", message, field="weeks_apart"))
    if type(number) is not int or not 1 < number <= MOST_MEETINGS:
        sentence = _("A series has 2 to {limit} meetings.")
        message = format_lazy(sentence, limit=MOST_MEETINGS)
        problems.append(Problem("series.wrong_number", message, field="number"))
    return problems


def series_slots(
    starts_at: dt.datetime, ends_at: dt.datetime, zone: str, *, weeks_apart: int, number: int
) -> list[Slot]:
    """Return the times of all meetings, the first of which is given in aware instants.

    Every meeting starts and ends when the clock of the zone shows what it shows at the first one:
    19:30 stays 19:30 when summer time begins or ends, and the instants shift. Where the clock
    skips that time or shows it twice, a slot says so instead. Both instants and the zone must be
    right.
    """
    first = [instant.astimezone(ZoneInfo(zone)) for instant in (starts_at, ends_at)]
    walls = [instant.replace(tzinfo=None, fold=0) for instant in first]
    folds = [instant.fold for instant in first]
    return [
        _slot(walls, dt.timedelta(weeks=weeks_apart * nth), zone, None if nth else folds)
        for nth in range(number)
    ]


def series_codes(code: str, number: int, taken: Collection[str]) -> list[str]:
    """Return as many codes, numbered on from the highest number that is taken: B4, B5, B6."""
    shape = re.compile(re.escape(code) + "([0-9]{1,3})")
    numbers = [int(found[1]) for one in taken if (found := shape.fullmatch(one))]
    return [f"{code}{nth}" for nth in islice(count(max(numbers, default=0) + 1), number)]


def dated_problems(found: Sequence[tuple[dt.date, Sequence[Problem]]]) -> list[Problem]:
    """Return the problems of all meetings; each but what is wrong with every one names its day.

    What is wrong with every meeting is said once, without a day.
    """
    seen = Counter(_alike(problem) for _day, problems in found for problem in problems)
    return list(_said(found, {key for key, times in seen.items() if times == len(found)}))


def _said(
    found: Sequence[tuple[dt.date, Sequence[Problem]]], always: set[tuple[str, str, str]]
) -> Iterator[Problem]:
    for nth, (day, problems) in enumerate(found):
        for problem in problems:
            if _alike(problem) not in always:
                sentence = format_lazy(
                    "{day}: {problem}", day=periods.in_words(day), problem=problem.message
                )
                yield replace(problem, message=sentence)
            elif not nth:
                yield problem


def _alike(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.field, str(problem.message)


def _slot(
    walls: Sequence[dt.datetime], later: dt.timedelta, zone: str, folds: Sequence[int] | None
) -> Slot:
    day = (walls[0] + later).date()
    instants: list[dt.datetime] = []
    problems: list[Problem] = []
    for nth, (wall, field) in enumerate(zip(walls, ("starts_at", "ends_at"), strict=True)):
        try:
            fold = folds[nth] if folds else None
            instants.append(periods.from_wall(wall + later, zone, fold=fold))
        except Refused as refusal:
            problems += [_by_itself(problem, field) for problem in refusal.problems]
    if problems:
        return Slot(day, problems=tuple(problems))
    starts_at, ends_at = instants
    return Slot(day, starts_at, ends_at)


def _by_itself(problem: Problem, field: str) -> Problem:
    sentence = _("{problem} Plan this meeting by itself.")
    return replace(problem, message=format_lazy(sentence, problem=problem.message), field=field)
