"""What trainees wait for, and what runs and groups still lack."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from certificates import evidence
from certificates import rules as certificate_rules
from common import periods
from courses.models import CourseRun, Enrolment, Evaluation, LogEntry, Placement
from courses.states import EnrolmentState, EvaluationMoment, PlacementState
from intervision.models import Group, Meeting
from pool.attention import item
from pool.states import AttentionCode
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

    from courses.models import EnrolmentQuerySet
    from people.models import Person
    from pool.models import AttentionItem

# An entry that waits longer keeps a trainee from knowing how many hours count.
ENTRY_DAYS = 14
OFFER_DAYS = 3
RUN_END_DAYS = 14


def certifiable(now: dt.datetime) -> dict[int, bool]:
    """Return, by enrolment, whether everybody who takes part and is not certified can be."""
    today = periods.local_date(now)
    found = evidence.load(_not_certified())
    return {one.enrolment: certificate_rules.evaluate(one, today).certifiable for one in found}


def offers_that_end(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the offered places that lapse within three days."""
    until = now + dt.timedelta(days=OFFER_DAYS)
    offered = Enrolment.objects.filter(
        state=EnrolmentState.OFFERED, offer_deadline__gt=now, offer_deadline__lte=until
    )
    for one in offered.select_related("person", "run").order_by("offer_deadline", "pk"):
        deadline = periods.local_date(one.offer_deadline or now, one.run.zone)
        yield _about(AttentionCode.OFFER_ENDS, one, one.person, deadline)


def runs_that_end(now: dt.datetime, ready: Mapping[int, bool]) -> Iterator[AttentionItem]:
    """Yield the runs that end within two weeks while somebody still misses something."""
    today = periods.local_date(now)
    last = today + dt.timedelta(days=RUN_END_DAYS)
    runs = CourseRun.objects.filter(ends_on__gte=today, ends_on__lte=last, starts_on__lte=today)
    enrolled = Enrolment.objects.filter(state=EnrolmentState.ENROLLED, run__in=runs.values("pk"))
    behind = Counter(
        run
        for enrolment, run in enrolled.values_list("pk", "run")
        if not ready.get(enrolment, True)
    )
    for run in runs.select_related("course").order_by("ends_on", "pk"):
        if number := behind[run.pk]:
            yield item.make(AttentionCode.RUN_ENDS, run, str(run), run.ends_on, number=number)


def ready(now: dt.datetime, certifiable: Mapping[int, bool]) -> Iterator[AttentionItem]:
    """Yield the trainees who meet every requirement and hold no certificate of the run."""
    today = periods.local_date(now)
    names = ("person__family_name", "person__given_name", "pk")
    for one in _not_certified().select_related("person").order_by(*names):
        # Somebody who enrolled a moment ago was not evaluated yet.
        if certifiable.get(one.pk):
            yield _about(AttentionCode.READY, one, one.person, today)


def entries_that_wait(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the log entries that have waited for a decision for more than two weeks."""
    waiting = LogEntry.objects.waiting_since(now - dt.timedelta(days=ENTRY_DAYS))
    rows = waiting.select_related("placement__enrolment__person").defer("reflection")
    for one in rows.order_by("submitted_at", "pk"):
        day = periods.local_date(one.submitted_at or now, one.zone)
        yield _about(AttentionCode.ENTRY_WAITS, one, one.placement.enrolment.person, day)


def placements_without_evaluation(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the active placements of trainees past halfway without a mid evaluation."""
    today = periods.local_date(now)
    held = Evaluation.objects.filter(placement=OuterRef("pk"), moment=EvaluationMoment.MID)
    active = Placement.objects.filter(~Exists(held), state=PlacementState.ACTIVE)
    begun = active.filter(starts_on__lte=today, enrolment__state=EnrolmentState.ENROLLED)
    for one in sorted(
        begun.select_related("enrolment__person"), key=lambda placement: placement.halfway_on
    ):
        if one.halfway_on < today:
            yield _about(AttentionCode.NO_EVALUATION, one, one.enrolment.person, one.halfway_on)


def groups_without_meeting(now: dt.datetime) -> Iterator[AttentionItem]:
    """Yield the intervision groups of running runs that have no meeting ahead."""
    today = periods.local_date(now)
    ahead = Meeting.objects.filter(
        group=OuterRef("pk"),
        appointment__state=AppointmentState.PLANNED,
        appointment__starts_at__gt=now,
    )
    running = Group.objects.filter(run__starts_on__lte=today, run__ends_on__gte=today)
    groups = running.filter(~Exists(ahead)).select_related("run")
    for one in groups.order_by("run__starts_on", "code", "pk"):
        yield item.make(AttentionCode.NO_MEETING, one, one.name, one.run.starts_on)


def _about(code: AttentionCode, subject: Model, who: Person, since: dt.date) -> AttentionItem:
    return item.make(code, subject, who.full_name, since, person=who.pk)


def _not_certified() -> EnrolmentQuerySet:
    states = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)
    return Enrolment.objects.filter(state__in=states, certificates=None)
