"""What stays of two records of one trainer: their pauses, their pairs and what they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pool.models import Ask, ClockPause, TrainerPair
from pool.states import AskAnswer

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

# Which of two answers of one person holds, the strongest first; the others say nothing.
_STRENGTH = (AskAnswer.YES, AskAnswer.NO, AskAnswer.WAITING)


@transaction.atomic
def merge_pauses(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Let pauses of both that overlap run on as one, so that no day is added twice.

    The one that began first stays, with its reason, until the last of them ends; one that goes on
    makes it go on. Pauses that only touch stay as they are.
    """
    running: ClockPause | None = None
    both = ClockPause.objects.filter(person__in=(keep, duplicate))
    for pause in both.order_by("starts_on", "pk"):
        if running is None or not running.period.overlaps(pause.period):
            running = pause
            continue
        # First, as two that go on exclude each other.
        pause.delete()
        running.ends_on = _later(running.ends_on, pause.ends_on)
        running.save(update_fields=["ends_on"])


@transaction.atomic
def merge_pairs(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Remove the pairs of the two records with each other: nobody coaches themselves."""
    both = (keep, duplicate)
    TrainerPair.objects.filter(trainer__in=both, coach__in=both).delete()


@transaction.atomic
def merge_asks(*, keep: Person, duplicate: Person, now: dt.datetime) -> None:  # noqa: ARG001 # the registry gives it
    """Keep one ask where both were asked for the same training: yes before no before waiting.

    Of two that say as much the one of the record that stays is kept.
    """
    kept = {ask.request_id: ask for ask in Ask.objects.filter(trainer=keep)}
    for ask in Ask.objects.filter(trainer=duplicate, request__in=kept):
        other = kept[ask.request_id]
        weaker = other if _strength(ask) < _strength(other) else ask
        weaker.delete()


def _strength(ask: Ask) -> int:
    answer = AskAnswer(ask.state)
    return _STRENGTH.index(answer) if answer in _STRENGTH else len(_STRENGTH)


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return None if one is None or other is None else max(one, other)
