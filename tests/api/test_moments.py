"""When people can come, and the first moments at which they all can, asked by a program."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from scheduling.models import WeeklyAvailability
from scheduling.states import ParticipationRole
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rest_framework.test import APIClient

    from people.models import Person

ADDRESS = "/api/v1/moments"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def starts(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [one["startsAt"] for one in response.json()["moments"]]


def codes(response: Any) -> dict[str, list[str]]:
    assert response.status_code in (400, 409), response.content
    found: dict[str, list[str]] = {}
    for problem in response.json()["problems"]:
        found.setdefault(problem["field"], []).append(problem["code"])
    return found


def test_without_a_question_it_is_the_next_hours_of_who_asks(
    client_of: Callable[[Person], APIClient],
) -> None:
    found = starts(client_of(factories.person()).get(ADDRESS))
    assert found[:2] == ["2027-03-01T12:00:00Z", "2027-03-01T12:30:00Z"]
    assert len(found) == 10


def test_moments_of_a_group_keep_to_the_hours_of_everybody(
    client_of: Callable[[Person], APIClient], office: Person
) -> None:
    anna, bob = factories.person(), factories.person()
    for weekday in (0, 2):
        WeeklyAvailability.objects.create(
            person=anna, weekday=weekday, starts=dt.time(19), ends=dt.time(22)
        )
    busy = factories.appointment(factories.utc(2027, 3, 22, 18))
    factories.participation(busy, bob)
    asked = f"?person={anna.pk}&person={bob.pk}&minutes=120&firstDay=2027-03-22&lastDay=2027-03-31"
    found = starts(client_of(office).get(f"{ADDRESS}{asked}&step=60&earliest=19:00"))
    # Bob's evening of the 22nd is taken, summer time begins on the 28th, Easter is on the 29th.
    assert found == [
        "2027-03-24T18:00:00Z",
        "2027-03-24T19:00:00Z",
        "2027-03-31T17:00:00Z",
        "2027-03-31T18:00:00Z",
    ]


def test_days_of_the_week_and_holidays_are_kept_out(
    client_of: Callable[[Person], APIClient], office: Person
) -> None:
    # King's Day 2027 is a Tuesday.
    asked = f"?person={office.pk}&firstDay=2027-04-26&lastDay=2027-04-28&weekdays=0&weekdays=1"
    client = client_of(office)
    assert {one[:10] for one in starts(client.get(f"{ADDRESS}{asked}&earliest=09:00"))} == {
        "2027-04-26"
    }
    on_any_day = f"{asked}&earliest=09:00&latest=10:00&avoidsHolidays=false"
    assert [one[:10] for one in starts(client.get(f"{ADDRESS}{on_any_day}"))] == [
        "2027-04-26",
        "2027-04-27",
    ]


def test_everything_that_is_asked_wrong_is_said_at_once(
    client_of: Callable[[Person], APIClient], office: Person
) -> None:
    client = client_of(office)
    asked = "?person=x&minutes=1.5&firstDay=31-12-2027&weekdays=7&earliest=9:00Z&count=0&who=1"
    assert codes(client.get(f"{ADDRESS}{asked}")).keys() == {
        "person.0",
        "minutes",
        "firstDay",
        "weekdays.0",
        "earliest",
        "count",
        "who",
    }
    asked = "?minutes=0&step=7&zone=Mars&firstDay=2027-04-02&lastDay=2027-04-01"
    assert codes(client.get(f"{ADDRESS}{asked}")) == {
        "minutes": ["moments.wrong_length"],
        "step": ["moments.wrong_step"],
        "zone": ["time.unknown_zone"],
        "lastDay": ["moments.days_out_of_order"],
    }


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ("?minutes=60&minutes=90", "minutes", "input.twice"),
        ("?minutes=", "minutes", "input.empty"),
        ("?avoidsHolidays=yes", "avoidsHolidays", "input.invalid"),
        ("?lastDay=2099-01-01", "lastDay", "moments.too_many_days"),
        ("?minutes=99999999999999999999", "minutes", "input.invalid"),
        ("?earliest=20:00&latest=19:00", "latest", "moments.wrong_hours"),
    ],
)
def test_odd_parameter_is_answered_in_words(
    client_of: Callable[[Person], APIClient], office: Person, asked: str, field: str, code: str
) -> None:
    assert codes(client_of(office).get(f"{ADDRESS}{asked}")) == {field: [code]}


def test_a_trainer_asks_about_who_is_in_the_group_and_nobody_else(
    client_of: Callable[[Person], APIClient],
) -> None:
    trainer, anna, stranger = (factories.person() for _ in range(3))
    session = factories.appointment(factories.utc(2027, 3, 8, 18))
    factories.participation(session, trainer, role=ParticipationRole.LEAD)
    factories.participation(session, anna)
    client = client_of(trainer)
    assert starts(client.get(f"{ADDRESS}?person={anna.pk}"))
    refused = client.get(f"{ADDRESS}?person={stranger.pk}")
    assert codes(refused) == {"person.0": ["input.does_not_exist"]}


def test_period_on_the_wall_is_kept_in_utc_and_a_night_without_that_time_is_refused(
    client_of: Callable[[Person], APIClient],
) -> None:
    anna = factories.person()
    address = f"/api/v1/availability/{anna.pk}/_add"
    sent = {"startsAt": "2027-03-27T12:00:00", "endsAt": "2027-03-28T03:30:00"}
    kept = client_of(anna).post(address, sent | {"isAvailable": False})
    assert kept.json()["periods"][0]["endsAt"] == "2027-03-28T01:30:00Z"
    skipped = sent | {"endsAt": "2027-03-28T02:30:00", "isAvailable": False}
    assert "time.does_not_exist" in str(client_of(anna).post(address, skipped).json())
    twice = {"startsAt": "2027-10-31T02:30:00", "endsAt": "2027-10-31T12:00:00"}
    asked = client_of(anna).post(address, twice | {"isAvailable": False})
    assert "time.exists_twice" in str(asked.json())
    answered = client_of(anna).post(address, twice | {"isAvailable": False, "fold": 1})
    assert answered.json()["periods"][1]["startsAt"] == "2027-10-31T01:30:00Z"


def test_hours_carry_no_offset(client_of: Callable[[Person], APIClient]) -> None:
    anna = factories.person()
    hours = [{"weekday": 0, "starts": "09:00+01:00", "ends": "12:00"}]
    response = client_of(anna).post(f"/api/v1/availability/{anna.pk}/_hours", {"hours": hours})
    assert codes(response) == {"hours.0.starts": ["input.invalid"]}
