"""What trainees wait for, and what runs and groups still lack."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from certificates import evidence
from certificates import rules as certificate_rules
from common import periods
from courses.models import CourseRun, Enrolment, Evaluation, LogEntry, Placement
from courses.states import EnrolmentState, EvaluationMoment, PlacementState
from intervision.models import Group, Meeting
from pool.attention import item
from scheduling.states import AppointmentState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from certificates.rules import Progress
    from courses.models import EnrolmentQuerySet

# An entry that waits longer keeps a trainee from knowing how many hours count.
ENTRY_DAYS = 14
OFFER_DAYS = 3
RUN_END_DAYS = 14


def progress_of_all(now: dt.datetime) -> dict[int, Progress]:
    """Return, by enrolment, the progress of everybody who takes part and is not certified."""
    today = periods.local_date(now)
    found = evidence.load(_not_certified())
    return {one.enrolment: certificate_rules.evaluate(one, today) for one in found}


def offers_that_end(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the offered places that lapse within three days."""
    until = now + dt.timedelta(days=OFFER_DAYS)
    offered = Enrolment.objects.filter(
        state=EnrolmentState.OFFERED, offer_deadline__gt=now, offer_deadline__lte=until
    )
    sentence = _("{name} has not answered the offered place yet. It lapses on {day}.")
    for one in offered.select_related("person", "run").order_by("offer_deadline", "pk"):
        deadline = periods.local_date(one.offer_deadline or now, one.run.zone)
        name = one.person.full_name
        yield item.make("offer.deadline_near", one, name, deadline, now=now, sentence=sentence)


def runs_that_end(
    now: dt.datetime, progress: Mapping[int, Progress]
) -> Iterator[item.AttentionItem]:
    """Yield the runs that end within two weeks while somebody still misses something."""
    today = periods.local_date(now)
    last = today + dt.timedelta(days=RUN_END_DAYS)
    enrolled = Enrolment.objects.filter(state=EnrolmentState.ENROLLED)
    behind = Counter(
        run
        for enrolment, run in enrolled.values_list("pk", "run")
        if enrolment in progress and not progress[enrolment].certifiable
    )
    runs = CourseRun.objects.filter(ends_on__gte=today, ends_on__lte=last, starts_on__lte=today)
    sentence = _("{name} ends on {day}. Participants who still miss something: {number}.")
    for run in runs.select_related("course").order_by("ends_on", "pk"):
        if number := behind[run.pk]:
            about = str(run)
            yield item.make(
                "run.ends_soon", run, about, run.ends_on, now=now, sentence=sentence, number=number
            )


def ready(now: dt.datetime, progress: Mapping[int, Progress]) -> Iterator[item.AttentionItem]:
    """Yield the trainees who meet every requirement and hold no certificate of the run."""
    today = periods.local_date(now)
    sentence = _("{name} meets every requirement and can be certified.")
    names = ("person__family_name", "person__given_name", "pk")
    for one in _not_certified().select_related("person").order_by(*names):
        if progress[one.pk].certifiable:
            name = one.person.full_name
            yield item.make("trainee.ready", one, name, today, now=now, sentence=sentence)


def entries_that_wait(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the log entries that have waited for a decision for more than two weeks."""
    waiting = LogEntry.objects.waiting_since(now - dt.timedelta(days=ENTRY_DAYS))
    rows = waiting.select_related("placement__enrolment__person").defer("reflection")
    sentence = _("A log entry of {name} has waited for the mentor since {day}.")
    for one in rows.order_by("submitted_at", "pk"):
        day = periods.local_date(one.submitted_at or now, one.zone)
        name = one.placement.enrolment.person.full_name
        yield item.make("log_entry.waiting", one, name, day, now=now, sentence=sentence)


def placements_without_evaluation(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the active placements of trainees past halfway without a mid evaluation."""
    today = periods.local_date(now)
    held = Evaluation.objects.filter(placement=OuterRef("pk"), moment=EvaluationMoment.MID)
    active = Placement.objects.filter(~Exists(held), state=PlacementState.ACTIVE)
    begun = active.filter(starts_on__lte=today, enrolment__state=EnrolmentState.ENROLLED)
    sentence = _("The placement of {name} was halfway on {day}, without a mid evaluation.")
    for one in sorted(
        begun.select_related("enrolment__person"), key=lambda placement: placement.halfway_on
    ):
        name, day = one.enrolment.person.full_name, one.halfway_on
        if day < today:
            yield item.make(
                "placement.no_mid_evaluation", one, name, day, now=now, sentence=sentence
            )


def groups_without_meeting(now: dt.datetime) -> Iterator[item.AttentionItem]:
    """Yield the intervision groups of running runs that have no meeting ahead."""
    today = periods.local_date(now)
    ahead = Meeting.objects.filter(
        group=OuterRef("pk"),
        appointment__state=AppointmentState.PLANNED,
        appointment__starts_at__gt=now,
    )
    running = Group.objects.filter(run__starts_on__lte=today, run__ends_on__gte=today)
    groups = running.filter(~Exists(ahead)).select_related("run")
    sentence = _("The intervision group {name} has no meeting planned.")
    for one in groups.order_by("run__starts_on", "code", "pk"):
        day = one.run.starts_on
        yield item.make("group.no_meeting_planned", one, one.name, day, now=now, sentence=sentence)


def _not_certified() -> EnrolmentQuerySet:
    states = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)
    return Enrolment.objects.filter(state__in=states, certificates=None)
