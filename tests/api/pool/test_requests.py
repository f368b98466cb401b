"""Requests for a training over HTTP, from asking to the training itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from people.models import Role
from pool.models import TrainingRequest
from tests import factories
from tests.api.asking import get, ids, post, refused, status
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

AFTERNOON = {
    "startsAt": "2027-03-28T13:30:00",
    "endsAt": "2027-03-28T16:00:00",
    "zone": "Europe/Amsterdam",
}


@pytest.fixture
def request_(db: None) -> TrainingRequest:
    """Ask for a training about media."""
    return scenes.request()


@pytest.fixture
def contact(anna: Person, request_: TrainingRequest) -> Person:
    """Anna, who speaks for the group that asks."""
    day, group = NOW.date(), request_.organisation
    Role.objects.create(person=anna, kind="contact", organisation=group, starts_on=day)
    return anna


@pytest.fixture
def coordinator(bas: Person, request_: TrainingRequest) -> Person:
    """Bas, who coordinates the region of the group."""
    day, region = NOW.date(), request_.organisation.region
    Role.objects.create(person=bas, kind="coordinator", region=region, starts_on=day)
    return bas


@pytest.fixture
def trainer(quinty: Person, request_: TrainingRequest) -> Person:
    """Quinty, in the pool for the region of the group."""
    scenes.trainer(quinty)
    region = request_.organisation.region
    assert region is not None
    factories.pool_member(quinty, region)
    return quinty


def asked(request: TrainingRequest, **fields: Any) -> dict[str, Any]:
    """Return the words of another request of the same group."""
    return {
        "code": "NEW",
        "organisation": request.organisation_id,
        "municipality": request.municipality_id,
        "topic": "Budget",
        "requestedOn": "2027-03-01",
        "expectedParticipants": None,
        "note": "",
    } | fields


def test_contact_asks_and_follows(contact: Person, request_: TrainingRequest) -> None:
    made = post(contact, "/training-requests", asked(request_, informed=True))
    assert (made["state"], made["trainer"], made["appointment"]) == ("new", None, None)
    assert ids(contact, "/training-requests") == [made["id"], request_.pk]


def test_contact_says_all_of_it_in_one_go(contact: Person, request_: TrainingRequest) -> None:
    where = {"organisation": request_.organisation_id, "municipality": request_.municipality_id}
    when = {"wantedFrom": "2027-04-17T13:00:00", "wantedUntil": "2027-04-17T17:00:00"}
    words = {
        "topic": "Speaking at the council",
        "purpose": "We want to dare it.",
        "minutes": 180,
        "place": "The community centre",
        "accessibility": "Two people use a wheelchair.",
        "language": "en",
        "expectedParticipants": 8,
    }

    made = post(contact, "/training-requests", {**where, **when, **words, "informed": True})

    assert made.items() >= words.items()
    assert (
        made.items()
        >= {
            "code": "A-2027-0001",
            "requestedOn": "2027-03-01",
            "wantedFrom": "2027-04-17T11:00:00Z",
            "wantedUntil": "2027-04-17T15:00:00Z",
        }.items()
    )


def test_every_reason_not_to_ask_is_told(office: Person, request_: TrainingRequest) -> None:
    body = asked(request_, code=request_.code, municipality=None, requestedOn="2027-03-02")
    number, codes = refused(office, "/training-requests", body)
    assert number == 409
    assert set(codes) >= {
        "request.code_taken",
        "request.in_future",
        "request.municipality_unknown",
    }


def test_nobody_asks_for_another_group(contact: Person, request_: TrainingRequest) -> None:
    body = asked(request_, organisation=factories.local_group().pk)
    assert refused(contact, "/training-requests", body) == (403, ["access.not_allowed"])


def test_coordinator_sends_a_trainer(
    coordinator: Person, contact: Person, trainer: Person, request_: TrainingRequest
) -> None:
    path = f"/training-requests/{request_.pk}"
    made = post(coordinator, f"{path}/_schedule", AFTERNOON | {"trainer": trainer.pk})
    assert (made["state"], made["trainer"]["name"]) == ("scheduled", "Quinty Muisjes")
    # The clock went forward that night: half past one is two hours ahead of UTC.
    assert made["appointment"]["startsAt"] == "2027-03-28T11:30:00Z"
    assert get(contact, path) == get(trainer, path) == made


def test_coordinator_names_no_stranger(
    coordinator: Person, request_: TrainingRequest, office: Person
) -> None:
    path = f"/training-requests/{request_.pk}/_schedule"
    body = AFTERNOON | {"trainer": office.pk}
    assert refused(coordinator, path, body) == (400, ["input.does_not_exist"])


def test_training_does_not_begin_at_a_time_that_is_not(
    office: Person, trainer: Person, request_: TrainingRequest
) -> None:
    body = AFTERNOON | {"startsAt": "2027-03-28T02:30:00", "trainer": trainer.pk}
    answer = refused(office, f"/training-requests/{request_.pk}/_schedule", body)
    assert answer == (409, ["time.does_not_exist"])


def test_contact_sends_nobody(contact: Person, request_: TrainingRequest) -> None:
    path = f"/training-requests/{request_.pk}/_schedule"
    assert refused(contact, path) == (403, ["access.not_allowed"])


def test_trainer_without_a_certificate_needs_a_reason(
    office: Person, anna: Person, request_: TrainingRequest
) -> None:
    path = f"/training-requests/{request_.pk}/_schedule"
    body = AFTERNOON | {"trainer": anna.pk}
    assert refused(office, path, body) == (409, ["request.trainer_not_certified"])
    assert post(office, path, body | {"override": "Nobody else can"})["state"] == "scheduled"


@pytest.fixture
def scheduled(trainer: Person, request_: TrainingRequest) -> TrainingRequest:
    """Plan the training, from an hour ago on."""
    made = factories.appointment(NOW.replace(hour=11), lead=trainer)
    TrainingRequest.objects.filter(pk=request_.pk).update(appointment=made, state="scheduled")
    return request_


def test_trainer_says_that_it_was_given(trainer: Person, scheduled: TrainingRequest) -> None:
    made = post(trainer, f"/training-requests/{scheduled.pk}/_deliver", {"present": [trainer.pk]})
    assert (made["state"], made["appointment"]["state"]) == ("delivered", "held")
    assert get(trainer, f"/trainers/{trainer.pk}")["counts"] == {"sessionGiven": 1}


def test_training_that_was_not_planned_was_not_given(
    office: Person, request_: TrainingRequest
) -> None:
    answer = refused(office, f"/training-requests/{request_.pk}/_deliver")
    assert answer == (409, ["state.not_allowed"])


def test_contact_cancels(contact: Person, scheduled: TrainingRequest) -> None:
    path = f"/training-requests/{scheduled.pk}/_cancel"
    made = post(contact, path, {"because": "Too few people"})
    assert (made["state"], made["appointment"]["state"]) == ("cancelled", "cancelled")
    assert refused(contact, path) == (409, ["state.not_allowed"])


def test_stranger_finds_no_request(quinty: Person, request_: TrainingRequest) -> None:
    assert status(quinty, f"/training-requests/{request_.pk}") == 404


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("state=new", 1),
        ("state=cancelled", 0),
        ("requestedFrom=2027-02-01&requestedBefore=2027-02-02", 1),
        ("search=media", 1),
        ("search=budget", 0),
        ("organisation=999999", 0),
    ],
)
def test_requests_are_found(
    office: Person, request_: TrainingRequest, query: str, number: int
) -> None:
    assert ids(office, f"/training-requests?{query}") == [request_.pk] * number
