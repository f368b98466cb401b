"""Looking for a moment at which people are free: what can be asked for, and their calendars."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.problems import Problem
from people import rules as people_rules
from people.models import Region
from scheduling.models import AvailabilityPeriod, Participation, WeeklyAvailability
from scheduling.rules import times
from scheduling.rules.availability import Hours
from scheduling.rules.proposals import EVERY_DAY, Calendar, Facts, Moment, Needs, first_moments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scheduling.rules.spans import Span

# An hour must hold a whole number of steps, or they would not be the same every hour.
STEPS = (5, 10, 15, 20, 30, 60)
MOST_DAYS = 400
MOST_PEOPLE = 50
MOST_MOMENTS = 100


def needs_problems(needs: Needs) -> list[Problem]:
    """Return what is wrong with what somebody looks for.

    `moments.wrong_length` (1 minute to 24 hours), `moments.wrong_step`, `moments.no_weekday`,
    `moments.wrong_hours`, `time.unknown_zone`, `date.…` for each day, `moments.days_out_of_order`
    and `moments.too_many_days` (400).
    """
    problems = times.zone_problems(needs.zone)
    if not 0 < needs.minutes <= times.LONGEST // dt.timedelta(minutes=1):
        message = _("Look for something of 1 minute to 24 hours.")
        problems.append(Problem("moments.wrong_length", message, field="minutes"))
    if needs.step not in STEPS:
        sentence = _("Choose one of: {choices}.")
        choose = format_lazy(sentence, choices=", ".join(map(str, STEPS)))
        problems.append(Problem("moments.wrong_step", choose, field="step"))
    if not needs.weekdays or not needs.weekdays <= EVERY_DAY:
        message = _("A day of the week is a number from 0, Monday, to 6.")
        problems.append(Problem("moments.no_weekday", message, field="weekdays"))
    if needs.latest is not None and needs.latest <= needs.earliest:
        message = _("The hours end after they begin, on one day.")
        problems.append(Problem("moments.wrong_hours", message, field="latest"))
    return [*problems, *_day_problems(needs)]


def find_moments(people: Collection[int], needs: Needs, count: int) -> list[Moment]:
    """Return the first moments at which these people (by id) are free; see `first_moments`.

    Four queries for any number of people.
    """
    return first_moments(needs, load_facts(people, needs.span), count)


def load_facts(people: Collection[int], span: Span) -> Facts:
    """Return what is known of these people (by id) between two instants; four queries.

    What was called off or not planned yet keeps nobody, nor does what they said no to.
    """
    regions = Region.objects.filter(organisations__people__in=people)
    return Facts(
        calendars=_calendars(people, span),
        regions=frozenset(regions.values_list("school_holiday_region", flat=True)),
    )


def _calendars(people: Collection[int], span: Span) -> tuple[Calendar, ...]:
    appointments = Participation.objects.clashing(people, *span)
    busy = _grouped(
        appointments.values_list("person", "appointment__starts_at", "appointment__ends_at")
    )
    periods = AvailabilityPeriod.objects.filter(
        person__in=people, starts_at__lt=span[1], ends_at__gt=span[0]
    )
    differs = list(periods.values_list("person", "starts_at", "ends_at", "is_available"))
    added = _grouped(row[:3] for row in differs if row[3])
    blocked = _grouped(row[:3] for row in differs if not row[3])
    weekly: dict[int, list[Hours]] = defaultdict(list)
    for row in WeeklyAvailability.objects.filter(person__in=people):
        weekly[row.person_id].append(Hours(row.weekday, row.starts, row.ends, row.zone))
    return tuple(
        Calendar(
            busy=tuple(busy[person]),
            weekly=tuple(weekly[person]),
            added=tuple(added[person]),
            blocked=tuple(blocked[person]),
        )
        for person in sorted(set(people))
    )


def _grouped(
    rows: Iterable[tuple[int, dt.datetime, dt.datetime]],
) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for person, starts_at, ends_at in rows:
        found[person].append((starts_at, ends_at))
    return found


def _day_problems(needs: Needs) -> list[Problem]:
    problems = [
        *people_rules.date_problems("first_day", needs.first_day),
        *people_rules.date_problems("last_day", needs.last_day),
    ]
    if problems:
        return problems
    if needs.last_day < needs.first_day:
        message = _("The last day is not before the first.")
        return [Problem("moments.days_out_of_order", message, field="last_day")]
    if needs.last_day - needs.first_day >= dt.timedelta(days=MOST_DAYS):
        too_many = format_lazy(_("Look at {limit} days at most."), limit=MOST_DAYS)
        return [Problem("moments.too_many_days", too_many, field="last_day")]
    return []
