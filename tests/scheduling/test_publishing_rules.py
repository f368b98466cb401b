"""When people are told, who is told what, and under which version."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from scheduling.models import Appointment, Publication
from scheduling.rules import publishing
from scheduling.rules.publishing import Standing, plan
from scheduling.states import AppointmentState, Channel, Told
from tests import factories
from tests.factories import NOW

MINUTE = dt.timedelta(minutes=1)
FACTS: dict[str, Any] = {
    "title": "Day 1",
    "starts_at": "2027-03-20T09:00:00+00:00",
    "ends_at": "2027-03-20T15:00:00+00:00",
    "cancelled": False,
}
LATER = FACTS | {"starts_at": "2027-03-20T10:00:00+00:00"}
OFF = FACTS | {"cancelled": True}
ANNA = Standing(1, takes_part=True, address="anna@example.org")
INVITED = dataclasses.replace(ANNA, told=Told.REQUEST, told_at="Anna@example.org")
GONE = dataclasses.replace(INVITED, takes_part=False)


def published(**fields: Any) -> Publication:
    values: dict[str, Any] = {
        "version": 3,
        "sequence": 2,
        "significant_sequence": 1,
        "published_at": NOW - MINUTE,
        "facts": FACTS,
    } | fields
    return Publication(**values)


def test_first_version_invites_who_takes_part() -> None:
    found = plan(None, FACTS, [ANNA], NOW)

    assert found.told == {1: Told.REQUEST}
    assert found.is_new
    assert found.version == publishing.Version(1, 0, 0, NOW)


def test_nothing_new_tells_nobody() -> None:
    found = plan(published(), FACTS, [INVITED], NOW)

    assert (found.told, found.is_new) == ({}, False)


def test_another_text_is_a_new_version_of_the_same_time() -> None:
    found = plan(published(), FACTS | {"title": "Day one"}, [INVITED], NOW)

    assert found.told == {1: Told.REQUEST}
    assert found.version == publishing.Version(4, 3, 1, NOW)
    assert not found.has_other_time


@pytest.mark.parametrize("facts", [LATER, OFF, FACTS | {"ends_at": "2027-03-20T16:00:00+00:00"}])
def test_another_time_asks_for_answers_anew(facts: dict[str, Any]) -> None:
    found = plan(published(), facts, [INVITED], NOW)

    assert found.has_other_time
    assert found.version.significant_sequence == found.version.sequence == 3


def test_who_is_added_gets_the_version_of_the_others() -> None:
    found = plan(published(), FACTS, [INVITED, dataclasses.replace(ANNA, person=2)], NOW)

    assert found.told == {2: Told.REQUEST}
    assert not found.is_new
    assert found.version == publishing.Version(3, 2, 1, NOW - MINUTE)


def test_who_leaves_is_told_so_under_a_new_version() -> None:
    found = plan(published(), FACTS, [GONE], NOW)

    assert found.told == {1: Told.CANCEL}
    assert found.version.sequence == 3
    assert found.version.significant_sequence == 1


def test_who_was_called_off_is_invited_again_above_that() -> None:
    back = dataclasses.replace(ANNA, told=Told.CANCEL, told_at=ANNA.address)

    found = plan(published(), FACTS, [back, dataclasses.replace(INVITED, person=2)], NOW)

    assert found.told == {1: Told.REQUEST}
    assert found.version.sequence == 3


def test_cancellation_goes_to_who_was_invited_and_to_nobody_else() -> None:
    found = plan(published(), OFF, [INVITED, dataclasses.replace(ANNA, person=2)], NOW)

    assert found.told == {1: Told.CANCEL}


@pytest.mark.parametrize(
    "somebody",
    [
        dataclasses.replace(ANNA, address=""),
        dataclasses.replace(ANNA, channel=Channel.FEED),
        dataclasses.replace(ANNA, takes_part=False),
    ],
)
def test_who_wants_or_can_have_no_mail_gets_no_invitation(somebody: Standing) -> None:
    assert plan(None, FACTS, [somebody], NOW).told == {}


def test_who_chose_a_feed_still_hears_of_what_they_were_invited_to() -> None:
    feed = dataclasses.replace(INVITED, channel=Channel.FEED)

    assert plan(published(), LATER, [feed], NOW).told == {1: Told.REQUEST}


def test_another_address_is_invited_anew() -> None:
    moved = dataclasses.replace(INVITED, address="anna@new.example")

    found = plan(published(), FACTS, [moved], NOW)

    assert found.told == {1: Told.REQUEST}
    assert found.is_new


def test_nobody_is_invited_to_what_is_over() -> None:
    over = dt.datetime(2027, 3, 20, 15, tzinfo=dt.UTC)

    assert plan(None, FACTS, [ANNA], over).told == {}
    assert plan(published(), OFF, [INVITED], over).told == {1: Told.CANCEL}


def test_version_is_later_than_the_one_before_it_whatever_the_clock_says() -> None:
    ahead = published(published_at=NOW + MINUTE)

    assert plan(ahead, LATER, [INVITED], NOW).version.published_at == NOW + dt.timedelta(seconds=61)


def due(now: dt.datetime = NOW, **fields: Any) -> bool:
    values: dict[str, Any] = {"changed_at": now, "changed_first_at": now} | fields
    start = values.pop("starts_at", now + dt.timedelta(days=7))
    made = factories.appointment(start, **values)
    return Appointment.objects.filter(publishing.is_due(now), pk=made.pk).exists()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, False),
        ({"changed_at": NOW - 2 * MINUTE, "changed_first_at": NOW - 2 * MINUTE}, True),
        ({"changed_at": NOW - MINUTE, "changed_first_at": NOW - 14 * MINUTE}, False),
        ({"changed_at": NOW - MINUTE, "changed_first_at": NOW - 15 * MINUTE}, True),
        ({"state": AppointmentState.CANCELLED}, True),
        ({"starts_at": NOW + dt.timedelta(hours=24)}, True),
        ({"starts_at": NOW + dt.timedelta(hours=24, minutes=1)}, False),
        # Over: a correction waits, so that it can still be kept quiet.
        ({"starts_at": NOW - dt.timedelta(days=1)}, False),
        ({"starts_at": NOW - dt.timedelta(days=1), "state": AppointmentState.CANCELLED}, False),
        ({"state": AppointmentState.DRAFT, "changed_first_at": NOW - 60 * MINUTE}, False),
        ({"changed_at": None, "changed_first_at": None}, False),
    ],
)
def test_when_people_are_told(db: None, fields: dict[str, Any], *, expected: bool) -> None:
    assert due(**fields) is expected
