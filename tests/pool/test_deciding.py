"""Clocks that stand still, more time, and coaches: what the office decides, and what it may not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from pool import actions, standing
from pool.models import ClockPause, Extension, TrainerPair
from tests import factories
from tests.factories import NOW
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)


def pause(person: Person, by: Person, **fields: Any) -> ClockPause:
    values: dict[str, Any] = {"starts_on": TODAY, "reason": "care"} | fields
    return actions.pause_clock(person=person, by=by, now=NOW, **values)


def extend(by: Person, **fields: Any) -> Extension:
    values: dict[str, Any] = {
        "person": None,
        "ends_from": TODAY,
        "ends_before": dt.date(2028, 1, 1),
        "months": 3,
        "days": 0,
        "reason": "Verbouwing",
    } | fields
    if "course" not in values:
        values["course"] = factories.curriculum().course
    return actions.grant_extension(by=by, now=NOW, **values)


def test_clock_that_stood_still_moves_the_last_day_of_grace(quinty: Person, office: Person) -> None:
    scenes.trainer(quinty, valid_until=dt.date(2027, 2, 1))
    [before] = standing.load(on=TODAY, people=[quinty.pk])

    made = pause(quinty, office, starts_on=dt.date(2027, 1, 1))
    actions.resume_clock(pause=made, ends_on=dt.date(2027, 1, 11), by=office, now=NOW)

    [after] = standing.load(on=TODAY, people=[quinty.pk])
    assert after.grace_until - before.grace_until == dt.timedelta(days=10)


def test_pauses_of_a_person_do_not_overlap(quinty: Person, office: Person) -> None:
    made = pause(quinty, office)
    with refuses("pause.overlaps"):
        pause(quinty, office, starts_on=TODAY + dt.timedelta(days=9))
    actions.resume_clock(pause=made, ends_on=TODAY + dt.timedelta(days=9), by=office, now=NOW)

    assert pause(quinty, office, starts_on=TODAY + dt.timedelta(days=9)).ends_on is None


@pytest.mark.parametrize("reason", ["ill", "", None, 5])
def test_reason_of_a_pause_says_nothing_about_health(
    reason: Any, quinty: Person, office: Person
) -> None:
    with refuses("pause.reason"):
        pause(quinty, office, reason=reason)


def test_pause_lasts_a_day_and_ends_once(quinty: Person, office: Person) -> None:
    made = pause(quinty, office)
    with refuses("pause.too_short"):
        actions.resume_clock(pause=made, ends_on=TODAY, by=office, now=NOW)
    tomorrow = TODAY + dt.timedelta(days=1)
    actions.resume_clock(pause=made, ends_on=tomorrow, by=office, now=NOW)

    with refuses("pause.ended"):
        actions.resume_clock(pause=made, ends_on=tomorrow, by=office, now=NOW)


def test_nobody_is_lenient_to_themselves(office: Person) -> None:
    with refuses("pause.own"):
        pause(office, office)
    with refuses("extension.own"):
        extend(office, person=office)


def test_decree_is_for_everybody_whose_certificate_ends_then(
    quinty: Person, office: Person
) -> None:
    held = scenes.trainer(quinty, valid_until=dt.date(2027, 3, 10))
    [before] = standing.load(on=TODAY, people=[quinty.pk])

    made = extend(office, course=held.course)
    with refuses("extension.already"):
        extend(office, course=held.course)

    [after] = standing.load(on=TODAY, people=[quinty.pk])
    assert (before.grace_until, after.grace_until) == (dt.date(2027, 6, 10), dt.date(2027, 9, 10))
    actions.withdraw_extension(extension=made, by=office, now=NOW)
    with refuses("extension.withdrawn"):
        actions.withdraw_extension(extension=made, by=office, now=NOW)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"months": 0}, "extension.length"),
        ({"days": 3}, "extension.length"),
        ({"months": 25}, "extension.length"),
        ({"months": -1}, "extension.length"),
        ({"months": True}, "extension.length"),
        ({"months": 0, "days": 732}, "extension.length"),
        ({"ends_before": TODAY}, "extension.no_period"),
        ({"ends_from": None}, "date.wrong_type"),
        ({"reason": " "}, "text.required"),
    ],
)
def test_extension_that_cannot_be(fields: dict[str, Any], code: str, office: Person) -> None:
    with refuses(code):
        extend(office, **fields)
    assert not Extension.objects.exists()


def test_one_coach_at_a_time(quinty: Person, anna: Person, bas: Person, office: Person) -> None:
    asked: dict[str, Any] = {"trainer": quinty, "starts_on": TODAY, "by": office, "now": NOW}
    made = actions.pair_trainers(coach=anna, **asked)
    with refuses("pair.already"):
        actions.pair_trainers(coach=bas, **asked)
    with refuses("pair.already", "pair.with_oneself"):
        actions.pair_trainers(coach=quinty, **asked)
    with refuses("pair.ends_before_it_starts"):
        actions.end_pair(pair=made, ends_on=TODAY - dt.timedelta(days=1), by=office, now=NOW)
    actions.end_pair(pair=made, ends_on=TODAY, by=office, now=NOW)
    with refuses("pair.ended"):
        actions.end_pair(pair=made, ends_on=TODAY, by=office, now=NOW)

    actions.pair_trainers(coach=bas, **asked)

    assert TrainerPair.objects.filter(ends_on=None).get().coach == bas
