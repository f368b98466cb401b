"""What was decided in favor of trainers, as it was known on a day: extra grace and pauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q

from common import lists, periods
from common.periods import Period
from pool import rules
from pool.models import ClockPause, Extension

if TYPE_CHECKING:
    from collections.abc import Mapping

    from certificates.models import Certificate


@dataclass(frozen=True, slots=True)
class _Extra:
    """An extension: for certificates of a course that end in a period."""

    course: int
    ends: Period
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds for one trainer; it says more for one certificate than for another."""

    extensions: tuple[_Extra, ...] = ()
    pauses: tuple[Period, ...] = ()

    def about(self, certificate: Certificate) -> rules.Leniency:
        """Return the leniency for one certificate of the trainer: several extensions add up."""
        meant = [
            extra
            for extra in self.extensions
            if extra.course == certificate.course_id and certificate.valid_until in extra.ends
        ]
        return rules.Leniency(
            months=sum(extra.months for extra in meant),
            days=sum(extra.days for extra in meant),
            pauses=self.pauses,
        )


def columns(on: dt.date) -> dict[str, lists.Rows]:
    """Return the rows that hang on a person and are lenient, as they stand at the end of a day.

    An extension counts from the day on which it was decided up to that of its withdrawal, so what
    was true on a day stays true of that day.
    """
    after = periods.day_start(on + dt.timedelta(days=1))
    extensions = Extension.objects.filter(
        Q(person=None) | Q(person=OuterRef("pk")),
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=after),
        decided_at__lt=after,
    )
    pauses = ClockPause.objects.filter(person=OuterRef("pk"), starts_on__lte=on)
    return {
        "extension_rows": lists.Rows(
            extensions.order_by("pk"), "course", "ends_from", "ends_before", "months", "days"
        ),
        "pause_rows": lists.Rows(pauses.order_by("starts_on"), "starts_on", "ends_on"),
    }


def decisions(row: Mapping[str, Any]) -> Decisions:
    """Return what was decided for the person of a row with these columns."""
    return Decisions(
        extensions=tuple(
            _Extra(course, _period(start, end), months, days)
            for course, start, end, months, days in lists.read(row["extension_rows"])
        ),
        pauses=tuple(_period(start, end) for start, end in lists.read(row["pause_rows"])),
    )


def _period(start: str, end: str | None) -> Period:
    return Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None)
