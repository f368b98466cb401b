"""Times that no clock shows, and days on which it cannot have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from api.kernel.inputs import Moment, WallTimes
from common.models import AuditEntry
from tests.api.deeds import doing
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

# The clock goes from 02:00 to 03:00 on 28 March, and from 03:00 back to 02:00 on 31 October.
SKIPPED, TWICE = "2027-03-28T02:30:00", "2027-10-31T02:30:00"
# Every moment that can be sent anywhere.
AT = [
    (name, field)
    for name, route in doing.ROUTES.items()
    if route.command and issubclass(route.command.asks, WallTimes)
    for field, asked in route.command.asks().fields.items()
    if isinstance(asked, Moment)
]
LATE: dict[str, Any] = {"startsAt": "2028-04-17T08:00:00Z", "endsAt": "2028-04-17T10:00:00Z"}
# What is sent otherwise, and which codes come back.
ODD_DAYS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("POST /sessions", LATE, "session.outside_run"),
    ("POST /sessions/{id}/_reschedule", LATE, "session.outside_run"),
    ("POST /sessions", {"endsAt": "2027-04-17T08:00:00Z"}, "appointment.ends_before_it_starts"),
    ("POST /sessions", {"breakMinutes": 120}, "appointment.break_too_long"),
    ("POST /appointments", {"endsAt": "2027-03-02T11:00:00Z"}, "appointment.ends_before_it_starts"),
    ("POST /course-runs", {"endsOn": "2027-01-29"}, "run.ends_before_it_starts"),
    (
        "POST /course-runs",
        {"enrolmentClosesAt": "2026-11-15T00:00:00Z"},
        "run.closes_before_it_opens",
    ),
    (
        "POST /enrolments/{id}/placements",
        {"startsOn": "2027-06-19"},
        "placement.ends_before_it_starts",
    ),
    ("POST /placement-offers", {"endsOn": "2027-02-28"}, "placement_offer.ends_before_it_starts"),
    (
        "POST /placements/{id}/log-entries",
        {"startsAt": "2027-02-07T22:00:00Z"},
        "entry.outside_placement",
    ),
    (
        "POST /placements/{id}/log-entries",
        {"startsAt": "2027-06-19T08:00:00Z"},
        "entry.outside_placement",
    ),
    ("POST /placements/{id}/evaluations", {"heldOn": "2027-03-02"}, "evaluation.in_future"),
    (
        "POST /intervision-memberships/{id}/_leave",
        {"leftOn": "2027-01-29"},
        "membership.leaves_before_joining",
    ),
    (
        "POST /intervision-meetings/{id}/_finalise",
        {"finalisedOn": "2027-02-28"},
        "report.before_the_meeting",
    ),
    ("POST /progress/{id}/certificates", {"issuedOn": "2027-03-02"}, "award.in_the_future"),
    ("POST /pool-memberships", {"joinedOn": "2025-06-20"}, "pool.not_certified"),
    (
        "POST /training-requests/{id}/_schedule",
        {"endsAt": "2027-04-17T11:00:00Z"},
        "appointment.ends_before_it_starts",
    ),
)
# What may be so, and is kept with a warning.
UNUSUAL: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "POST /enrolments/{id}/placements",
        {"startsOn": "2028-05-01", "endsOn": "2028-06-01"},
        "placement.far_outside_run",
    ),
    ("POST /placements/{id}/evaluations", {"heldOn": "2027-02-07"}, "evaluation.outside_placement"),
    ("POST /observations", {"observedOn": "2027-02-07"}, "observation.outside_placement"),
    ("POST /intervision-meetings", LATE, "meeting.outside_run"),
)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _codes(name: str, sent: dict[str, Any]) -> tuple[int, list[str]]:
    """Return the status and the codes of what is refused, and see that nothing was written."""
    ask = doing.lawful(name).ready(**sent)
    before = doing.everything()
    response = ask()
    assert doing.everything() == before
    return response.status_code, [one["code"] for one in response.json()["problems"]]


@pytest.mark.parametrize(("name", "field"), AT)
def test_time_that_the_clock_skips(name: str, field: str, db: None) -> None:
    assert _codes(name, {field: SKIPPED}) == (409, ["time.does_not_exist"])


@pytest.mark.parametrize(("name", "field"), AT)
def test_time_that_the_clock_shows_twice(name: str, field: str, db: None) -> None:
    assert _codes(name, {field: TWICE}) == (409, ["time.exists_twice"])


@pytest.mark.parametrize(("fold", "instant"), [(0, "00:30:00Z"), (1, "01:30:00Z")])
def test_time_that_the_clock_shows_twice_is_told_apart(fold: int, instant: str, db: None) -> None:
    deed = doing.lawful("POST /appointments")
    response = deed.ready(startsAt=TWICE, endsAt="2027-10-31T12:00:00Z", fold=fold)()
    assert response.json()["startsAt"] == f"2027-10-31T{instant}"


@pytest.mark.parametrize(("name", "sent", "code"), ODD_DAYS)
def test_day_on_which_it_cannot_have_been(
    name: str, sent: dict[str, Any], code: str, db: None
) -> None:
    assert _codes(name, sent) == (409, [code])


@pytest.mark.parametrize(("name", "sent", "code"), UNUSUAL)
def test_unusual_day_is_kept_with_a_warning(
    name: str, sent: dict[str, Any], code: str, db: None
) -> None:
    response = doing.lawful(name).ready(**sent)()
    assert response.status_code == 201, response.content
    entry = AuditEntry.objects.latest("pk")
    assert code in entry.data["passed"]
