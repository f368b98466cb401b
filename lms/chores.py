"""Work that nobody asks for, where an action takes more than the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses import actions as courses
from courses.models import CourseRun, Enrolment
from pool import actions as pool

if TYPE_CHECKING:
    import datetime as dt


def expire_offers(*, now: dt.datetime) -> None:
    """Let every offered place go on whose deadline has passed at `now` (UTC), run by run."""
    late = Enrolment.objects.with_expired_offer(now).values("run")
    for run in CourseRun.objects.filter(pk__in=late).order_by("pk"):
        courses.expire_offers(run=run, now=now)


def refresh_attention(*, now: dt.datetime) -> None:
    """Bring the list of what needs the office's attention up to date, as of `now` (UTC)."""
    pool.refresh_attention(by=None, now=now)
