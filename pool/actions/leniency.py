"""What the office decides in favor of trainers: a clock that stands still, and more time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from courses.models import Course
from people import rules as people_rules
from people.models import Person
from pool import rules
from pool.actions import locks
from pool.models import ClockPause, Extension, TrainerPair

if TYPE_CHECKING:
    import datetime as dt


@transaction.atomic
def pause_clock(
    *, person: Person, starts_on: dt.date, reason: str, by: Person, now: dt.datetime
) -> ClockPause:
    """Let somebody's clock stand still from a day on, for as long as nobody says otherwise.

    Each day of it is a day of grace more, and none without a session. The reason is a word that
    says nothing about somebody's health.

    :raises Refused: `pause.own`, `pause.reason`, `pause.overlaps`, `date.…`, and the codes of
        `locks.lock`.
    """
    problems = locks.lock(person)
    pauses = [one.period for one in ClockPause.objects.filter(person=person.pk)]
    is_own = person.pk == by.pk
    refuse_if([*problems, *rules.pause_problems(starts_on, reason, pauses=pauses, is_own=is_own)])
    made = ClockPause.objects.create(
        person=person, starts_on=starts_on, reason=reason, decided_by=by
    )
    audit.record("pool.clock_paused", made, by=by, at=now)
    return made


@transaction.atomic
def resume_clock(
    *, pause: ClockPause, ends_on: dt.date, by: Person, now: dt.datetime
) -> ClockPause:
    """Let a clock that stands still run on: `ends_on` is the first day on which it does.

    :raises Refused: `pause.ended`, so also the second time; `pause.too_short`, `date.…`.
    """
    locked = people_rules.known(ClockPause.objects.select_for_update(), pause, "pause")
    refuse_if(rules.resume_problems(locked.period, ends_on))
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on"])
    audit.record("pool.clock_resumed", locked, by=by, at=now)
    return locked


@transaction.atomic
def grant_extension(
    *,
    course: Course,
    person: Person | None,
    ends_from: dt.date,
    ends_before: dt.date,
    months: int,
    days: int,
    reason: str,
    by: Person,
    now: dt.datetime,
) -> Extension:
    """Give more time to renew: to one person, or by decree to everybody (`person` is None).

    For certificates of the course whose last day lies in the half-open period. It moves the last
    day of grace, never the day that is printed, and stays visible with its reason.

    :raises Refused: `extension.already`, so also the second time; `extension.own`,
        `extension.no_period`, `extension.length`, `date.…`, `text.…`, `course.unknown`,
        `person.unknown`.
    """
    # Locked, so that a decree is not kept twice.
    known = people_rules.known(Course.objects.select_for_update(), course, "course")
    whose = None
    if person is not None:
        whose = people_rules.known(Person.objects.all(), person, "person")
    made = Extension(
        course=known,
        person=whose,
        ends_from=ends_from,
        ends_before=ends_before,
        months=months,
        days=days,
        reason=reason,
        decided_by=by,
        decided_at=now,
    )
    refuse_if(rules.extension_problems(made, by=by))
    same = Extension.objects.filter(
        course=known,
        person=whose,
        ends_from=ends_from,
        ends_before=ends_before,
        withdrawn_at=None,
    )
    refuse_if([rules.extension_known()] if same.exists() else [])
    made.reason = people_rules.tidy(reason)
    made.save()
    audit.record("extension.granted", made, by=by, at=now)
    return made


@transaction.atomic
def withdraw_extension(*, extension: Extension, by: Person, now: dt.datetime) -> Extension:
    """Take a decision to give more time back, from `now` (UTC) on; what was true stays true.

    :raises Refused: `extension.withdrawn`, so also the second time; `extension.unknown`.
    """
    locked = people_rules.known(Extension.objects.select_for_update(), extension, "extension")
    refuse_if(rules.withdraw_extension_problems(locked))
    locked.withdrawn_at = now
    locked.save(update_fields=["withdrawn_at"])
    audit.record("extension.withdrawn", locked, by=by, at=now)
    return locked


@transaction.atomic
def pair_trainers(
    *, trainer: Person, coach: Person, starts_on: dt.date, by: Person, now: dt.datetime
) -> TrainerPair:
    """Let a coach come along with a trainer to each training from a day on.

    :raises Refused: `pair.with_oneself`, `pair.already`, `date.…`, `coach.unknown`, and the codes
        of `locks.lock`.
    """
    problems = locks.lock(trainer)
    known = people_rules.known(Person.objects.present(), coach, "coach")
    pairs = [one.period for one in TrainerPair.objects.filter(trainer=trainer.pk)]
    refuse_if([*problems, *rules.pair_problems(trainer, known, starts_on, pairs=pairs)])
    made = TrainerPair.objects.create(trainer=trainer, coach=known, starts_on=starts_on)
    audit.record("pair.made", made, by=by, at=now)
    return made


@transaction.atomic
def end_pair(*, pair: TrainerPair, ends_on: dt.date, by: Person, now: dt.datetime) -> TrainerPair:
    """End a pair: `ends_on` is the first day on which nobody comes along any more.

    :raises Refused: `pair.ended`, so also the second time; `pair.ends_before_it_starts`, `date.…`.
    """
    locked = people_rules.known(TrainerPair.objects.select_for_update(), pair, "pair")
    refuse_if(rules.end_pair_problems(locked.period, ends_on))
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on"])
    audit.record("pair.ended", locked, by=by, at=now)
    return locked
