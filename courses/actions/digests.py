"""What a clock tells people: entries that wait for a mentor, and evaluations that come near."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Prefetch

from common import periods
from courses import notices
from courses.models import Evaluation, LogEntry, Placement
from courses.states import EvaluationMoment, LogEntryState, PlacementState
from mail.models import Message
from people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A week is enough to find a moment together.
AHEAD = dt.timedelta(days=7)


@transaction.atomic
def send_digests(*, now: dt.datetime) -> int:
    """Tell every mentor for whom log entries wait, at most once a day; return how many were told.

    One mail whatever the number of entries. The same number of queries for any number of mentors,
    and two for each mail. Again on the same day, by our calendar, changes nothing.
    """
    waiting = LogEntry.objects.filter(
        state=LogEntryState.SUBMITTED, placement__state=PlacementState.ACTIVE
    )
    mentors = Person.objects.present().filter(pk__in=waiting.values("placement__mentor"))
    today = periods.local_date(now)
    keys = {notices.entries_wait_key(one, today): one for one in mentors.order_by("pk")}
    told = _told(notices.ENTRIES_WAIT, keys)
    new = [mentor for key, mentor in keys.items() if key not in told]
    for mentor in new:
        notices.entries_wait(mentor, now=now)
    return len(new)


@transaction.atomic
def send_evaluation_reminders(*, now: dt.datetime) -> int:
    """Remind mentor and trainee of an evaluation from a week before its day; return how many.

    Each of them once for the mid and once for the final evaluation of an active placement, unless
    it was held. Near the end only of the final one. The same number of queries for any number of
    placements, and two for each mail.
    """
    due = {
        notices.evaluation_due_key(placement, moment, person): (placement, moment, person)
        for placement, moment in _due(periods.local_date(now))
        for person in (placement.mentor, placement.enrolment.person)
        if person.archived_at is None and person.erased_at is None
    }
    told = _told(notices.EVALUATION_DUE, due)
    new = [what for key, what in due.items() if key not in told]
    for placement, moment, person in new:
        notices.evaluation_due(placement, moment, person, now=now)
    return len(new)


def _due(today: dt.date) -> Iterator[tuple[Placement, str]]:
    """Yield the active placements with the evaluation that is due and not held."""
    begun = Placement.objects.filter(state=PlacementState.ACTIVE, starts_on__lte=today)
    # Not the remarks: they are no business of a reminder.
    held = Prefetch("evaluations", Evaluation.objects.only("placement", "moment"))
    rows = begun.select_related("mentor", "enrolment__person").prefetch_related(held)
    for placement in rows.order_by("pk"):
        moment = _moment(placement, today)
        if moment and moment not in {one.moment for one in placement.evaluations.all()}:
            yield placement, moment


def _moment(placement: Placement, today: dt.date) -> str:
    if today >= placement.ends_on - AHEAD:
        return EvaluationMoment.FINAL
    return EvaluationMoment.MID if today >= placement.halfway_on - AHEAD else ""


def _told(purpose: str, keys: Iterable[str]) -> set[str]:
    known = Message.objects.filter(purpose=purpose, key__in=list(keys))
    return set(known.values_list("key", flat=True))
