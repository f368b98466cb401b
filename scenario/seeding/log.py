"""The log of a placement of a seed: what was written, and what the mentor decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.models import LogEntry
from courses.states import Activity, LogEntryState
from scenario.seeding import texts
from scenario.seeding.days import DAY, WEEK, at, weekday

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from courses.models import Placement
    from scenario.seeding.run import Run, Trainee

_FRIDAY = 4
# What a steady trainee does in a placement: enough of everything that is asked.
_WORK = (
    Activity.OBSERVE,
    Activity.PREPARE,
    Activity.OBSERVE,
    Activity.CO_TRAIN,
    Activity.PREPARE,
    Activity.CO_TRAIN,
    Activity.EVALUATE,
    Activity.SOLO_TRAIN,
    Activity.EVALUATE,
    Activity.SOLO_TRAIN,
)
_MINUTES = (150, 165, 180, 210, 240)
# No more entries in the last days, so that each gets its decision before the end.
_SILENT = 10 * DAY
_QUICK = (1, 9)
_SLOW = (15, 40)
_SHARE_SLOW = 0.08


@dataclass(frozen=True, slots=True)
class _Diary:
    """The log of one trainee, and within how many days the mentor decides on an entry."""

    run: Run
    trainee: Trainee
    placement: Placement
    days_to_decide: tuple[int, int]


def keep(run: Run, trainee: Trainee, placement: Placement) -> None:
    """Write the entries of a placement as far as the work is done, one on each Friday."""
    chance = run.association.chance
    diary = _Diary(run, trainee, placement, _SLOW if chance.hit(_SHARE_SLOW) else _QUICK)
    number = len(_WORK) if trainee.is_steady else chance.number(3, len(_WORK))
    for activity, day in zip(_WORK[:number], _fridays(placement), strict=False):
        if run.association.is_past(day) and trainee.is_in(day):
            _write(diary, activity, day)


def _fridays(placement: Placement) -> Iterator[dt.date]:
    day = weekday(placement.starts_on, _FRIDAY)
    while day <= placement.ends_on - _SILENT:
        yield day
        day += WEEK


def _write(diary: _Diary, activity: Activity, day: dt.date) -> None:
    association, trainee, placement = diary.run.association, diary.trainee, diary.placement
    chance, writer = association.chance, association.writer
    entry = LogEntry(
        placement=placement,
        starts_at=at(day, chance.one((9, 13, 18))),
        minutes=chance.one(_MINUTES),
        activity=activity,
        reflection=chance.one(texts.REFLECTIONS),
    )
    writer.add(entry)
    submitted_on = chance.after(day, 1, 2)
    if not association.is_past(submitted_on) or not trainee.is_in(submitted_on):
        return
    entry.submitted_at, entry.state = at(submitted_on, 20), LogEntryState.SUBMITTED
    writer.moved(entry, entry.state, LogEntryState.DRAFT, at=entry.submitted_at, by=trainee.person)
    # Whoever ends a placement decides on what waits first.
    last = placement.ends_on if trainee.leaves_on is None else trainee.leaves_on
    decided_on = min(chance.after(submitted_on, *diary.days_to_decide), last)
    if association.is_past(decided_on):
        _decide(diary.run, entry, decided_on, is_good=trainee.is_steady or chance.hit(0.85))


def _decide(run: Run, entry: LogEntry, day: dt.date, *, is_good: bool) -> None:
    entry.state = LogEntryState.APPROVED if is_good else LogEntryState.REJECTED
    entry.decided_by_id, entry.decided_at = entry.placement.mentor_id, at(day, 22)
    entry.decision_note = "" if is_good else run.association.chance.one(texts.NOTES)
    run.association.writer.moved(
        entry,
        entry.state,
        LogEntryState.SUBMITTED,
        at=entry.decided_at,
        by=entry.placement.mentor_id,
    )
