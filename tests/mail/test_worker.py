"""Workers do what is due, side by side, and stop when they are asked to."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from bench.sink import Sink
from lms import worker
from mail import delivery
from mail.models import Message, Slot
from tests import factories
from tests.mail.outside import start, through, use, written

if TYPE_CHECKING:
    from pytest_django import Settings

    from people.models import Person

_LONGEST = 30


def clock() -> dt.datetime:
    """Return the moment by the clock, as the program does."""
    return dt.datetime.now(dt.UTC)


def fill(number: int) -> None:
    """Write so many messages."""
    person = factories.person()
    for one in range(number):
        written(person, clock(), one)


def until(condition: object) -> None:
    """Wait until something is so, and fail when it takes too long."""
    assert callable(condition)
    deadline = time.monotonic() + _LONGEST
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_once_does_everything_that_is_due(
    anna: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for number in range(worker._MESSAGES_A_TURN + 1):
        written(anna, clock(), number)
    with Sink() as sink:
        use(sink)
        call_command("worker", once=True)

    assert len(sink.received) == worker._MESSAGES_A_TURN + 1
    assert sink.connections == 1
    assert not Message.objects.waiting().exists()
    assert Slot.objects.filter(failed_because="").count() == Slot.objects.count() > 0
    assert f"taken invitation {Message.objects.order_by('pk')[0].pk}" in caplog.messages
    ours = [one.getMessage() for one in caplog.records if one.name.startswith(("lms", "mail.d"))]
    assert len(ours) > worker._MESSAGES_A_TURN
    assert "@" not in "".join(ours)


def test_once_says_when_the_mail_server_is_away(anna: Person, settings: Settings) -> None:
    written(anna, clock())
    sink = Sink()
    use(sink)

    with pytest.raises(CommandError, match=r"^The mail server cannot be reached\.$"):
        call_command("worker", once=True)

    assert Message.objects.get().attempts == 0


def test_what_a_killed_worker_left_is_sent(anna: Person, settings: Settings) -> None:
    before = written(anna, clock())
    Message.objects.update(state="sending", attempts=1, lease_until=clock())

    with Sink() as sink:
        use(sink)
        call_command("worker", once=True)

    assert [one.body for one in sink.received] == [bytes(before.body or b"")]
    assert Message.objects.get().attempts == 2


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_every_message_once(settings: Settings) -> None:
    fill(40)
    start_together = threading.Barrier(4)

    def work() -> None:
        start_together.wait()
        worker.Worker(clock, delivery.transport()).run_once()
        connection.close()

    with Sink() as sink:
        use(sink)
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_LONGEST)

    assert len({one.body for one in sink.received}) == len(sink.received) == 40
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_finishes_the_message_in_hand(number: signal.Signals) -> None:
    fill(3)
    with Sink(seconds=1) as sink:
        program = start("manage.py", "worker", **through(sink))
        try:
            until(lambda: Message.objects.filter(state="sending").exists())
            program.send_signal(number)
            assert program.wait(_LONGEST) == 0
        finally:
            program.kill()
            program.communicate()

    assert len(sink.received) == 1
    assert sorted(Message.objects.values_list("state", "attempts")) == [
        ("queued", 0),
        ("queued", 0),
        ("sent", 1),
    ]


@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_when_the_mail_server_is_back() -> None:
    fill(2)
    sink = Sink()
    program = start("manage.py", "worker", **through(sink))
    try:
        until(Slot.objects.exists)
        time.sleep(1)
        with sink:
            until(lambda: not Message.objects.waiting().exists())
        program.terminate()
        printed, _nothing = program.communicate(timeout=_LONGEST)
    finally:
        program.kill()

    assert program.returncode == 0
    assert "the mail server cannot be reached" in printed
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_database_that_is_away_is_waited_for(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    moments = iter([OperationalError("gone"), OperationalError("gone")])

    def failing_clock() -> dt.datetime:
        if (trouble := next(moments, None)) is not None:
            raise trouble
        one.stop()
        return clock()

    one = worker.Worker(failing_clock, delivery.transport())
    began = time.monotonic()
    one.run()

    assert caplog.messages == ["the database is away: OperationalError"] * 2
    # One second, and then two.
    assert 3 <= time.monotonic() - began < 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("troubles", range(3))
def test_what_was_sent_is_kept_also_when_the_database_is_away_for_a_moment(
    troubles: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mail.delivery.posting._PATIENCE", (0.0, 0.0))
    fill(1)
    left = iter(range(troubles))

    def trouble(execute: object, sql: str, *rest: object) -> object:
        assert callable(execute)
        if sql.startswith("UPDATE") and "sent_at" in sql and next(left, None) is not None:
            raise OperationalError
        return execute(sql, *rest)

    monkeypatch.setattr(connection, "close", lambda: None)
    with Sink() as sink, connection.execute_wrapper(trouble):
        use(sink)
        server = delivery.transport()
        delivery.deliver_next(server, clock)
        server.close()

    assert Message.objects.get().state == "sent"
