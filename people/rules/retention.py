"""For how long people are kept as they are after they were archived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from common import periods
from people.models import Person, PersonQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionTerm:
    """For how many months after archiving people of a class are kept as they are."""

    people: str
    months: int
    condition: Q


# Two years to come back, as the privacy statement promises; a duplicate has nothing left to tell
# once everything hangs on the record that stays.
RETENTION = (
    RetentionTerm(people="archived", months=24, condition=Q(merged_into=None)),
    RetentionTerm(people="duplicate", months=6, condition=Q(merged_into__isnull=False)),
)


def due_for_erasure(on: dt.date) -> PersonQuerySet:
    """Return the people whose term of `RETENTION` is over that day, who were archived longest."""
    due = Q(pk__in=[])
    for term in RETENTION:
        last_day = periods.add_months(on, -term.months)
        before = periods.day_start(last_day + dt.timedelta(days=1))
        due |= term.condition & Q(archived_at__lt=before)
    return Person.objects.get_queryset().filter(due, erased_at=None).order_by("archived_at", "pk")
