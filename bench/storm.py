"""Mails that leave while workers are killed, and the mail server and the database fail."""

from __future__ import annotations

import datetime as dt
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection

from bench.sink import TAKEN, Sink
from mail import actions
from mail.models import Message

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Start = Callable[[Sink], subprocess.Popen[str]]

# How long a mail server takes over one mail, in seconds: so long is a worker in the middle of it.
_TAKES = 0.1
_IN_A_THREAD = 3
_ID = re.compile(rb"^Message-ID: <(\d+)@", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes wrong, and when: `seconds` is how long it all lasts."""

    mails: int
    workers: int
    kills: int
    seconds: float
    refuses_for: float
    errors: float
    patience: float
    restart: Callable[[], None] | None = None
    seed: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of it; `emptied_after` is counted from the last thing that went wrong."""

    kills: int = 0
    errors: int = 0
    lost: int = 0
    doubles: int = 0
    changed: int = 0
    disordered: int = 0
    waiting: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    emptied_after: float = 0
    exits: list[int] = field(default_factory=list)

    def wrong(self, plan: Plan) -> list[str]:
        """Return what is not as it must be."""
        found = {
            "mails were lost": self.lost,
            "more mails came twice than workers were killed": self.doubles > self.kills,
            "a mail that came twice was another one": self.changed,
            "mails of one thread came in another order": self.disordered,
            "not every mail is known to be sent": self.ended != {"sent": plan.mails},
            "the outbox was not empty in time": self.waiting,
            "a worker did not stop as it was asked": any(self.exits),
            "fewer workers were killed than was meant": self.kills < plan.kills,
        }
        return [sentence for sentence, is_so in found.items() if is_so]


def rage(plan: Plan, start: Start) -> Outcome:
    """Let it all go wrong at moments that the seed decides, and return what came of it."""
    return _Storm(plan, start).rage()


def write(number: int, send_after: dt.datetime | None = None) -> None:
    """Write so many invitations to one person, some of them in one thread."""
    person = get_user_model().objects.create(email="anna@example.org", given_name="Anna")
    now = dt.datetime.now(dt.UTC)
    drafts = [_draft(person.pk, one) for one in range(number)]
    actions.queue_bodies(drafts=drafts, now=now)
    if send_after is not None:
        Message.objects.update(send_after=send_after)


def _draft(recipient: int, number: int) -> actions.Draft:
    message_id = f"{number}@doorgeven.example"
    lines = (f"Message-ID: <{message_id}>", "Subject: Uitnodiging", "", *["Kom je?" * 9] * 40, "")
    return actions.Draft(
        recipient=recipient,
        purpose="invitation",
        key=f"storm:{number}",
        thread=f"storm:{number // _IN_A_THREAD}",
        context={},
        address="anna@example.org",
        return_path="",
        message_id=message_id,
        body="\r\n".join(lines).encode(),
    )


class _Storm:
    def __init__(self, plan: Plan, start: Start) -> None:
        self._plan, self._start = plan, start
        # The same moments for the same seed.
        self._dice = random.Random(plan.seed)  # noqa: S311 -- guards nothing
        self._answers = random.Random(plan.seed + 1)  # noqa: S311 -- the same
        self._errors = plan.errors
        self._sink = Sink(self._answer, _TAKES)
        self._outcome = Outcome()
        self._workers: list[subprocess.Popen[str]] = []

    def rage(self) -> Outcome:
        write(self._plan.mails)
        self._sink.open()
        try:
            self._workers = [self._start(self._sink) for _ in range(self._plan.workers)]
            self._fail_on_time()
            self._errors = 0
            self._wait_until_empty()
            self._stop_workers()
        finally:
            for worker in self._workers:
                worker.kill()
            self._sink.close()
        self._judge()
        # A PostgreSQL that is asked to stop waits for nobody who is still connected.
        connection.close()
        return self._outcome

    def _answer(self) -> str:
        if self._answers.random() >= self._errors:
            return TAKEN
        self._outcome.errors += 1
        return "451 not now"

    def _faults(self) -> list[tuple[float, Callable[[], None]]]:
        """Return what goes wrong and when, in order."""
        plan = self._plan
        refuses_at = self._dice.uniform(0.1, 0.3) * plan.seconds
        refuses_until = min(refuses_at + plan.refuses_for, plan.seconds)
        faults = [(refuses_at, self._sink.close), (refuses_until, self._sink.open)]
        faults += [(self._dice.uniform(0, plan.seconds), self._kill_one) for _ in range(plan.kills)]
        if plan.restart is not None:
            # Apart from the others, as nobody waits for it: the mails go on meanwhile.
            thread = threading.Thread(target=plan.restart)
            faults.append((self._dice.uniform(0, 0.1) * plan.seconds, thread.start))
        return sorted(faults, key=lambda fault: fault[0])

    def _fail_on_time(self) -> None:
        # A worker needs a few seconds before there is anything to interrupt.
        _until(lambda: bool(self._sink.received))
        began = time.monotonic()
        for moment, fail in self._faults():
            time.sleep(max(0, began + moment - time.monotonic()))
            fail()

    def _kill_one(self) -> None:
        place = self._dice.randrange(len(self._workers))
        killed = self._workers[place]
        killed.kill()
        _wait(killed)
        self._outcome.kills += 1
        self._workers[place] = self._start(self._sink)

    def _wait_until_empty(self) -> None:
        began = time.monotonic()
        while (left := _waiting()) and time.monotonic() < began + self._plan.patience:
            time.sleep(0.2)
        self._outcome.waiting = left
        self._outcome.emptied_after = time.monotonic() - began

    def _stop_workers(self) -> None:
        for worker in self._workers:
            worker.terminate()
        self._outcome.exits = [_wait(worker) for worker in self._workers]

    def _judge(self) -> None:
        came: dict[int, bytes] = {}
        for one in self._sink.received:
            number = _number(one.body)
            self._outcome.doubles += number in came
            self._outcome.changed += came.setdefault(number, one.body) != one.body
        self._outcome.lost = self._plan.mails - len(came)
        last: dict[int, int] = {}
        # The first time that each came: what comes twice may come late.
        for number in came:
            thread = number // _IN_A_THREAD
            self._outcome.disordered += last.get(thread, -1) > number
            last[thread] = number
        self._outcome.ended = Counter(Message.objects.values_list("state", flat=True))


def _wait(worker: subprocess.Popen[str]) -> int:
    code = worker.wait(timeout=60)
    if worker.stdout is not None:
        worker.stdout.close()
    return code


def _number(body: bytes) -> int:
    found = _ID.search(body)
    return int(found[1]) if found else -1


def _waiting() -> int:
    try:
        return Message.objects.waiting().count()
    except (OperationalError, InterfaceError):
        # The restart was ours.
        connection.close()
        return 1


def _until(condition: Callable[[], bool], longest: float = 60) -> None:
    deadline = time.monotonic() + longest
    while not condition():
        if time.monotonic() > deadline:
            message = "no mail ever came"
            raise TimeoutError(message)
        time.sleep(0.02)
