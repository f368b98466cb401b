"""Two records of one trainer become one: no day, pair or question counts twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from people import actions as people
from pool.models import Ask, ClockPause, TrainerPair
from pool.states import AskAnswer
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

    # First and last day of a pause, as days of March; None goes on.
    Days = tuple[int, int | None]


def merge(keep: Person, duplicate: Person) -> None:
    """Merge two records of one person, now."""
    people.merge_people(keep=keep, duplicate=duplicate, by=None, now=factories.NOW)


def march(day: int | None) -> dt.date | None:
    """Return a day of March 2027."""
    return None if day is None else dt.date(2027, 3, day)


@pytest.mark.parametrize(
    ("kept", "doubled", "left"),
    [
        ([(1, 10)], [(5, 20)], [(1, 20)]),
        ([(5, 20)], [(1, 10)], [(1, 20)]),
        ([(1, 20)], [(5, 10)], [(1, 20)]),
        ([(1, 10)], [(1, 10)], [(1, 10)]),
        ([(1, None)], [(5, None)], [(1, None)]),
        ([(1, None)], [(5, 10)], [(1, None)]),
        ([(5, 10)], [(1, None)], [(1, None)]),
        ([(1, 10), (12, 20)], [(5, 15)], [(1, 20)]),
        ([(1, 10)], [(10, 20)], [(1, 10), (10, 20)]),
        ([(1, 10)], [(12, None)], [(1, 10), (12, None)]),
    ],
)
def test_pauses_that_overlap_run_on_as_one(
    anna: Person, bas: Person, kept: list[Days], doubled: list[Days], left: list[Days]
) -> None:
    for somebody, pauses in ((anna, kept), (bas, doubled)):
        for first, end in pauses:
            scenes.pause(somebody, starts_on=march(first), ends_on=march(end))

    merge(anna, bas)

    found = ClockPause.objects.filter(person=anna).values_list("starts_on", "ends_on")
    assert list(found) == [(march(first), march(end)) for first, end in left]
    assert ClockPause.objects.count() == len(left)


@pytest.mark.parametrize("anna_trains", [True, False])
def test_pair_of_two_records_of_one_person_goes(
    anna: Person, bas: Person, *, anna_trains: bool
) -> None:
    scenes.pair(*((anna, bas) if anna_trains else (bas, anna)))

    merge(anna, bas)

    assert not TrainerPair.objects.exists()


def test_one_coach_stays_the_current_one(anna: Person, bas: Person) -> None:
    first, second = factories.person(), factories.person()
    scenes.pair(anna, first)
    scenes.pair(bas, second)

    merge(anna, bas)

    found = TrainerPair.objects.filter(trainer=anna).order_by("pk").values_list("coach", "ends_on")
    assert list(found) == [(first.pk, None), (second.pk, dt.date(2027, 3, 1))]


def test_coach_of_two_records_coaches_on(anna: Person, bas: Person) -> None:
    scenes.pair(factories.person(), anna)
    scenes.pair(factories.person(), bas)

    merge(anna, bas)

    assert TrainerPair.objects.filter(coach=anna, ends_on=None).count() == 2


@pytest.mark.parametrize(
    ("kept", "doubled", "left"),
    [
        (AskAnswer.NO, AskAnswer.YES, AskAnswer.YES),
        (AskAnswer.YES, AskAnswer.NO, AskAnswer.YES),
        (AskAnswer.EXPIRED, AskAnswer.WAITING, AskAnswer.WAITING),
        (AskAnswer.WITHDRAWN, AskAnswer.EXPIRED, AskAnswer.WITHDRAWN),
    ],
)
def test_strongest_of_two_answers_stays(
    anna: Person, bas: Person, kept: AskAnswer, doubled: AskAnswer, left: AskAnswer
) -> None:
    made = scenes.request()
    for somebody, state in ((anna, kept), (bas, doubled)):
        moment = factories.NOW if state in (AskAnswer.YES, AskAnswer.NO) else None
        scenes.ask(made, somebody, state=state, answered_at=moment)

    merge(anna, bas)

    assert list(Ask.objects.values_list("trainer", "state")) == [(anna.pk, left)]


def test_questions_about_other_trainings_stay(anna: Person, bas: Person) -> None:
    scenes.ask(scenes.request(), anna)
    scenes.ask(scenes.request(), bas)

    merge(anna, bas)

    assert Ask.objects.filter(trainer=anna, state=AskAnswer.WAITING).count() == 2
