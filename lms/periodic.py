"""What happens by itself, and how often: one table, and doing what is due of it."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from mail.actions import slots
from mail.models import Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_log = logging.getLogger(__name__)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work that is done at most once in every slot of time.

    `run` is the dotted path of a function that takes `now=` (UTC). What a worker that was killed
    had begun is left to the next slot: whatever is done here looks at what is there, and does not
    depend on how often it was done before.
    """

    name: str
    every: dt.timedelta
    run: str
    # How long after the beginning of a day, an hour (UTC): mail at night wakes people.
    after: dt.timedelta = dt.timedelta(0)

    def slot(self, now: dt.datetime) -> dt.datetime:
        """Return when the slot began that `now` lies in, in UTC."""
        return now - (now - _EPOCH - self.after) % self.every


_MORNING = dt.timedelta(hours=7)
JOBS = (
    Job("tell of appointments", dt.timedelta(minutes=1), "scheduling.actions.publish_due"),
    Job("remind of appointments", dt.timedelta(hours=1), "scheduling.actions.send_reminders"),
    Job("expire offers", dt.timedelta(minutes=10), "lms.chores.expire_offers"),
    Job("expire questions", dt.timedelta(minutes=10), "pool.actions.expire_asks"),
    Job("refresh attention", dt.timedelta(hours=1), "lms.chores.refresh_attention"),
    Job("sign certificates", dt.timedelta(minutes=1), "certificates.actions.sign_waiting"),
    Job("tell mentors", dt.timedelta(days=1), "courses.actions.send_digests", _MORNING),
    Job(
        "tell of evaluations",
        dt.timedelta(days=1),
        "courses.actions.send_evaluation_reminders",
        _MORNING,
    ),
    Job("tell of renewals", dt.timedelta(days=1), "pool.actions.send_renewal_reminders", _MORNING),
    Job("forget incoming mail", dt.timedelta(days=1), "scheduling.actions.forget_raw"),
    Job("forget certificates", dt.timedelta(days=1), "certificates.actions.forget_ended"),
    Job("drop bodies", dt.timedelta(days=1), "mail.actions.drop_bodies"),
    Job("forget slots", dt.timedelta(days=1), "mail.actions.forget_slots"),
)


def run_due(clock: Callable[[], dt.datetime], jobs: Iterable[Job] = JOBS) -> int:
    """Do what was not yet begun in its slot of time; return how many jobs that were.

    What fails is logged and kept by the name of its exception, and stops nothing else. `clock`
    gives the moment, in UTC.
    """
    waiting = _not_begun(jobs, clock())
    return sum(_did(job, clock) for job in waiting)


def _not_begun(jobs: Iterable[Job], now: dt.datetime) -> list[Job]:
    starts = {job: job.slot(now) for job in jobs}
    known = Slot.objects.filter(starts_at__in=set(starts.values()))
    begun = set(known.values_list("job", "starts_at"))
    return [job for job, starts_at in starts.items() if (job.name, starts_at) not in begun]


def _did(job: Job, clock: Callable[[], dt.datetime]) -> bool:
    now = clock()
    slot = slots.begin_slot(job=job.name, starts_at=job.slot(now), now=now)
    if slot is None:
        return False
    failed_because = ""
    try:
        import_string(job.run)(now=now)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other jobs go on
        failed_because = type(error).__name__
    slots.end_slot(slot=slot, now=clock(), failed_because=failed_because)
    _log.info("%s: %s", job.name, failed_because or "done")
    return True
