"""One appointment, played by the program itself: the actions, the planner and the delivery."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from bench.lives.mailboxes import Crash, Mailboxes, Version, read
from common.problems import Refused
from mail import delivery
from mail.actions import delivering
from people.models import Person, Role
from people.states import RoleKind
from scheduling import actions, edits
from scheduling.states import ParticipationRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scheduling.models import Appointment

NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)
START = NOW + dt.timedelta(days=60)
HOUR = dt.timedelta(hours=1)
_STEPS = 30
# The share of mails that arrive twice.
_DOUBLED = 0.3


@dataclass(frozen=True)
class Cast:
    """Who is in every life; they are made once."""

    office: Person
    people: list[Person]


@dataclass(frozen=True)
class Outcome:
    """What one life came to."""

    converged: bool
    repeats_are_identical: bool
    sequence_never_falls: bool
    edits: int
    mails: int
    distinct: int
    crashes: int

    @property
    def is_right(self) -> bool:
        """True when everybody ended with the truth, and got nothing that contradicts itself."""
        return self.converged and self.repeats_are_identical and self.sequence_never_falls


class Life:
    """One appointment, from its planning until everybody has heard the last of it."""

    def __init__(self, cast: Cast, seed: int, rate: float) -> None:
        self.cast, self.rate = cast, rate
        self.chance = random.Random(seed)  # noqa: S311 -- a game, not a secret
        self.boxes = Mailboxes(self.chance, rate)
        self.now, self.edits, self.crashes = NOW, 0, 0
        self.appointment = self._planned()

    def play(self) -> Outcome:
        """Live, settle, and compare every mailbox with the truth."""
        for _step in range(_STEPS):
            self.now += dt.timedelta(seconds=self.chance.choice((5, 20, 60, 200)))
            self._edit()
            with self._crashing():
                self._tell()
            with self._crashing():
                self._post()
        self._settle()
        return self._outcome()

    def _planned(self) -> Appointment:
        return actions.schedule(
            title="Life",
            starts_at=START,
            ends_at=START + HOUR,
            zone="Europe/Amsterdam",
            delivery="online",
            participants=self.cast.people[:2],
            by=self.cast.office,
            now=self.now,
        )

    def _edit(self) -> None:
        """Change something, or most often nothing; seldom call it off, as that ends the story."""
        edits_and_weights = {self._move: 30, self._relink: 15, self._swap: 15, self._cancel: 1}
        quiet = 100 - sum(edits_and_weights.values())
        acts = [*edits_and_weights, None]
        (act,) = self.chance.choices(acts, weights=[*edits_and_weights.values(), quiet])
        if act is not None:
            act()
            self.edits += 1

    def _move(self) -> None:
        from scheduling import actions  # noqa: PLC0415 -- app ready

        start = START + self.chance.randrange(3) * HOUR
        # What was called off cannot be moved, and that is as it should be.
        with contextlib.suppress(Refused):
            actions.reschedule(
                appointment=self.appointment,
                starts_at=start,
                ends_at=start + self.chance.choice((1, 2)) * HOUR,
                by=self.cast.office,
                now=self.now,
            )

    def _relink(self) -> None:

        link = f"https://meet.example/{self.chance.choice('abc')}"
        with contextlib.suppress(Refused):
            edits.APPOINTMENT.change(
                row=self.appointment, by=self.cast.office, now=self.now, join_link=link
            )

    def _swap(self) -> None:
        from scheduling import actions  # noqa: PLC0415 -- app ready

        somebody = self.chance.choice(self.cast.people)
        words: dict[str, Any] = {
            "appointment": self.appointment,
            "person": somebody,
            "by": self.cast.office,
            "now": self.now,
        }
        with contextlib.suppress(Refused):
            if not actions.remove_participant(**words):
                actions.add_participant(**words, role=ParticipationRole.PARTICIPANT)

    def _cancel(self) -> None:
        from scheduling import actions  # noqa: PLC0415 -- app ready

        with contextlib.suppress(Refused):
            actions.cancel(
                appointment=self.appointment, because="Ill.", by=self.cast.office, now=self.now
            )

    def _tell(self) -> None:
        actions.publish_due(now=self.now)

    def _post(self) -> None:

        delivering.release_lapsed(now=self.now)
        while not delivery.deliver_next(self.boxes, lambda: self.now).is_over:
            pass

    def _settle(self) -> None:
        self.rate = self.boxes.rate = 0.0
        for _round in range(12):
            # Longer than any lease and any waiting before the next attempt.
            self.now += dt.timedelta(hours=12)
            self._tell()
            self._post()

    @contextlib.contextmanager
    def _crashing(self) -> Iterator[None]:
        """Crash at some of the queries made meanwhile; what was not committed is undone."""
        try:
            # A crash rolls back to the last commit: inside, each action is a commit of its own.
            with connection.execute_wrapper(self._maybe_crash):
                yield
        except Crash:
            self.crashes += 1
            transaction.get_connection().needs_rollback = False

    def _maybe_crash(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        plain = sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
        if plain and self.chance.random() < self.rate:
            raise Crash
        return execute(sql, *rest)

    def _outcome(self) -> Outcome:
        bodies: dict[str, bytes] = {}
        same = all(bodies.setdefault(key, body) == body for _to, key, body in self.boxes.wire)
        return Outcome(
            converged=all(self._shows_the_truth(person) for person in self.cast.people),
            repeats_are_identical=same,
            sequence_never_falls=all(self._is_in_order(person) for person in self.cast.people),
            edits=self.edits,
            mails=len(self.boxes.wire),
            distinct=len(bodies),
            crashes=self.crashes,
        )

    def _received(self, person: Person) -> list[Version]:
        return [read(body) for to, _key, body in self.boxes.wire if to == person.email]

    def _is_in_order(self, person: Person) -> bool:
        sequences = [version.sequence for version in self._received(person)]
        return sequences == sorted(sequences)

    def _shows_the_truth(self, person: Person) -> bool:
        mails = self._received(person)
        mails += [mail for mail in mails if self.chance.random() < _DOUBLED]
        self.chance.shuffle(mails)
        newest = max(mails, default=None)
        shown = newest.shown if newest and newest.method == "REQUEST" else None
        return shown == self._truth(person)

    def _truth(self, person: Person) -> tuple[str, ...] | None:
        fresh = type(self.appointment).objects.get(pk=self.appointment.pk)
        if fresh.state == "cancelled" or not fresh.participations.filter(person=person).exists():
            return None
        return (
            f"{fresh.starts_at:%Y%m%dT%H%M%SZ}",
            f"{fresh.ends_at:%Y%m%dT%H%M%SZ}",
            fresh.join_link,
        )


def cast() -> Cast:
    """Make who is in every life."""
    office, *people = (
        Person.objects.create(
            given_name=name, family_name="Lief", email=f"{name.lower()}@example.org"
        )
        for name in ("Office", "Anna", "Bas", "Cees")
    )
    Role.objects.create(person=office, kind=RoleKind.OFFICE, starts_on=dt.date(2020, 1, 1))
    return Cast(office, people)


def lives(made: Cast, seeds: range, rate: float) -> Iterator[Outcome]:
    """Play one life for each seed, and leave nothing of it behind."""
    for seed in seeds:
        with transaction.atomic():
            yield Life(made, seed, rate).play()
            transaction.set_rollback(True)
