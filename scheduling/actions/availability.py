"""When somebody can be asked: the hours of a week, and the periods that differ from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules as people_rules
from people.models import Person
from scheduling import rules
from scheduling.models import AvailabilityPeriod, WeeklyAvailability
from scheduling.rules import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


@transaction.atomic
def set_weekly_hours(
    *, person: Person, hours: Sequence[rules.Hours], by: Person, now: dt.datetime
) -> Person:
    """Keep these hours as the whole week of somebody, in place of what was kept, and log it.

    None at all stand for any hour. The same hours again change nothing. Returns the person;
    `now` is in UTC.

    :raises Refused: the codes of `rules.hours_problems`, all at once; `person.merged`,
        `person.erased`, `person.unknown`.
    """
    whose = _locked(person)
    refuse_if([*people_rules.standing_problems(whose), *rules.hours_problems(hours)])
    kept = whose.weekly_availability.all()
    before = {rules.Hours(one.weekday, one.starts, one.ends, one.zone) for one in kept}
    if before == set(hours):
        return whose
    kept.delete()
    WeeklyAvailability.objects.bulk_create(
        WeeklyAvailability(
            person=whose, weekday=one.weekday, starts=one.starts, ends=one.ends, zone=one.zone
        )
        for one in hours
    )
    audit.record("availability.hours_set", whose, by=by, at=now, number=len(hours))
    return whose


@transaction.atomic
def add_availability(
    *,
    person: Person,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    is_available: bool,
    by: Person,
    now: dt.datetime,
) -> AvailabilityPeriod:
    """Keep a period in which somebody can come after all, or cannot come at all; log it.

    Instants are aware, kept in UTC; a period that says no goes before one that says yes.

    :raises Refused: the codes of `rules.period_problems`; `person.merged`, `person.erased`,
        `person.unknown`.
    """
    whose = _locked(person)
    refuse_if(
        [
            *people_rules.standing_problems(whose),
            *rules.period_problems(whose, starts_at, ends_at, is_available),
        ]
    )
    period = AvailabilityPeriod.objects.create(
        person=whose,
        starts_at=times.in_utc(starts_at),
        ends_at=times.in_utc(ends_at),
        is_available=is_available,
    )
    audit.record("availability.period_added", period, by=by, at=now, person=whose.pk)
    return period


@transaction.atomic
def remove_availability(
    *, person: Person, period: AvailabilityPeriod, by: Person, now: dt.datetime
) -> Person:
    """Remove a period of somebody, after which their weekly hours count again; log it.

    Returns the person; `now` is in UTC.

    :raises Refused: `period.unknown` for what is not (any more) a period of this person;
        `person.unknown`.
    """
    whose = _locked(person)
    refuse_if(rules.removal_problems(whose, period))
    audit.record("availability.period_removed", period, by=by, at=now, person=whose.pk)
    whose.availability_periods.filter(pk=period.pk).delete()
    return whose


def _locked(person: Person) -> Person:
    # Locked, so that two calls at once do not both find room for what they add.
    return people_rules.known(Person.objects.select_for_update(), person, "person")
