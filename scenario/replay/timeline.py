"""What happens when: every line of a scenario in the order in which it would have happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from common.problems import Refused, Severity
from scenario.findings import Finding
from scenario.replay.world import Absent
from scheduling.rules.publishing import QUIET

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from scenario.rows import Row

RowT = TypeVar("RowT", bound="Row")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)
class Event:
    """One thing to do at a moment, and the line that asks for it."""

    at: dt.datetime
    row: Row
    act: Callable[[dt.datetime], object]


@dataclass
class Timeline:
    """The events of a scenario; what is refused on the way is kept as findings."""

    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    # The lines that could not be done because something they rest on was not there.
    skipped: list[Row] = field(default_factory=list)

    def add(
        self, at: dt.datetime, row: Row, act: Callable[[*Ts, dt.datetime], object], *words: *Ts
    ) -> None:
        """Plan to call `act` with these words and the moment.

        What is planned for one moment happens in the order of planning.
        """
        self.events.append(Event(at, row, lambda now: act(*words, now)))

    def play(self, pause: Callable[[dt.datetime], None]) -> Iterator[int]:
        """Do everything in order of time, and yield how many events are done after each one.

        Where nothing happens for a while, `pause` is told when that began.
        """
        events = sorted(self.events, key=lambda event: event.at)
        starts = [event.at for event in events[1:]]
        for done, (event, following) in enumerate(zip_longest(events, starts), start=1):
            self.attempt(event.row, event.act, event.at)
            quiet = event.at + QUIET
            if following is None or following >= quiet:
                pause(quiet)
            yield done

    def attempt(self, row: Row, act: Callable[[dt.datetime], object], at: dt.datetime) -> bool:
        """Do one thing; return False when it was refused, and keep why."""
        try:
            act(at)
        except Absent:
            self.skipped.append(row)
            return False
        except Refused as refusal:
            self.findings.extend(
                Finding(row.file, row.line, problem.code, problem.message)
                for problem in refusal.problems
                if problem.severity is not Severity.WARNING
            )
            return False
        return True

    def attempt_together(
        self,
        lines: Sequence[RowT],
        act: Callable[[Sequence[RowT], dt.datetime], object],
        at: dt.datetime,
    ) -> None:
        """Do one thing for several lines at once; when it is refused, find the lines at fault."""
        try:
            act(lines, at)
        except Absent:
            self.skipped.extend(lines)
        except Refused:
            for line in lines:
                self.attempt(line, partial(act, [line]), at)
