"""Periodic work is done once in every slot of time, whatever fails and however many do it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils.module_loading import import_string
from hypothesis import given
from hypothesis import strategies as st

from lms import chores, periodic
from lms.periodic import Job
from mail import actions as mail
from mail.models import Slot
from tests import factories
from tests.courses import places

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
done: list[dt.datetime] = []


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    """Begin every test with nothing done."""
    done.clear()


def note(*, now: dt.datetime) -> None:
    """Say that it was done."""
    done.append(now)


def fail(*, now: dt.datetime) -> None:
    """Fail, with a name in the reason."""
    message = "Anna"
    raise LookupError(message)


def job(name: str, every: dt.timedelta = HOUR, run: str = "note") -> Job:
    """Return a job of these tests."""
    return Job(name, every, f"{__name__}.{run}")


def at(now: dt.datetime) -> Callable[[], dt.datetime]:
    """Return a clock that stands still."""
    return lambda: now


@pytest.mark.parametrize("one", periodic.JOBS, ids=lambda one: one.name)
def test_every_job_can_be_run(one: Job, now: dt.datetime, db: None) -> None:
    import_string(one.run)(now=now)


def test_offers_expire_by_themselves_in_every_run(now: dt.datetime, db: None) -> None:
    runs = [factories.run(), factories.run()]
    late = [places.offered(run, days=0) for run in runs]
    in_time = places.offered(runs[0], days=1)

    chores.expire_offers(now=now)

    assert places.states_of([*late, in_time]) == ["waitlisted", "waitlisted", "offered"]


def test_every_job_has_a_name_of_its_own() -> None:
    assert len({one.name for one in periodic.JOBS}) == len(periodic.JOBS)


def test_job_is_done_once_per_slot(now: dt.datetime, db: None) -> None:
    jobs = [job("hourly")]
    moments = [now, now + HOUR / 2, now + HOUR - dt.timedelta(seconds=1), now + HOUR]

    assert [periodic.run_due(at(moment), jobs) for moment in moments] == [1, 0, 0, 1]
    assert done == [now, now + HOUR]


def test_slot_keeps_when_it_was_done(now: dt.datetime, db: None) -> None:
    moment = now + dt.timedelta(minutes=7)

    periodic.run_due(at(moment), [job("hourly")])

    slot = Slot.objects.get()
    assert (slot.job, slot.starts_at, slot.begun_at, slot.done_at, slot.failed_because) == (
        "hourly",
        now,
        moment,
        moment,
        "",
    )


def test_job_that_fails_stops_no_other(
    now: dt.datetime, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    jobs = [job("fails", run="fail"), job("is missing", run="nothing"), job("works")]

    assert periodic.run_due(at(now), jobs) == 3

    assert done == [now]
    assert list(Slot.objects.order_by("job").values_list("job", "failed_because")) == [
        ("fails", "LookupError"),
        ("is missing", "ImportError"),
        ("works", ""),
    ]
    assert caplog.messages == ["fails: LookupError", "is missing: ImportError", "works: done"]


def test_run_that_was_killed_does_not_block_the_next_slot(now: dt.datetime, db: None) -> None:
    Slot.objects.create(job="hourly", starts_at=now, begun_at=now)

    assert periodic.run_due(at(now), [job("hourly")]) == 0
    assert periodic.run_due(at(now + HOUR), [job("hourly")]) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_do_it_once(now: dt.datetime) -> None:
    together = threading.Barrier(8)
    counts: list[int] = []

    def work() -> None:
        together.wait()
        counts.append(periodic.run_due(at(now), [job("a"), job("b")]))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert (len(counts), sum(counts), done) == (8, 2, [now, now])


def test_old_slots_are_forgotten(now: dt.datetime, db: None) -> None:
    for days in (29, 30, 31):
        Slot.objects.create(job="daily", starts_at=now - days * DAY, begun_at=now)

    assert mail.forget_slots(now=now) == 2
    assert Slot.objects.get().starts_at == now - 29 * DAY


@given(
    now=st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),
    minutes=st.integers(min_value=1, max_value=60 * 24 * 7),
)
def test_every_moment_lies_in_one_slot(now: dt.datetime, minutes: int) -> None:
    one = Job("job", dt.timedelta(minutes=minutes), "")
    starts_at = one.slot(now)

    assert starts_at <= now < starts_at + one.every
    assert one.slot(starts_at) == one.slot(starts_at + one.every - one.every.resolution)
    assert one.slot(starts_at + one.every) == starts_at + one.every
