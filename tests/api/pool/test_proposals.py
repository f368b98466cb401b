"""Proposals over HTTP: for whom, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from people.models import Role
from tests import factories
from tests.api.asking import get, status
from tests.factories import NOW, utc
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person
    from pool.models import TrainingRequest


@pytest.fixture
def wanted(db: None) -> TrainingRequest:
    """A group wants a training of three hours on a Saturday in April."""
    return scenes.wanted()


@pytest.fixture
def trainer(quinty: Person) -> Person:
    """Quinty can be asked for it."""
    return scenes.ready(quinty)


def test_office_reads_whom_to_ask_when_and_why(
    office: Person, trainer: Person, wanted: TrainingRequest
) -> None:
    answer = get(office, f"/training-requests/{wanted.pk}/proposals")

    [one] = answer["proposals"]
    assert (answer["considered"], answer["leftOut"]) == (1, {})
    assert (one["rank"], one["trainer"]) == (1, {"id": trainer.pk, "name": "Quinty Muisjes"})
    assert (one["startsAt"], one["endsAt"]) == ("2027-04-17T11:00:00Z", "2027-04-17T14:00:00Z")
    assert {"code": "load", "sentence": "Trainings since a year before: 0."} in one["reasons"]


@pytest.mark.usefixtures("trainer")
def test_who_is_left_out_is_counted_by_reason(
    office: Person, quinty: Person, wanted: TrainingRequest
) -> None:
    factories.participation(factories.appointment(utc(2027, 4, 17, 12)), quinty)

    answer = get(office, f"/training-requests/{wanted.pk}/proposals")

    assert answer == {"considered": 1, "leftOut": {"not_free": 1}, "proposals": []}


def test_coordinator_is_proposed_the_trainers_of_the_own_region(
    anna: Person, trainer: Person, wanted: TrainingRequest
) -> None:
    region = wanted.organisation.region
    assert region is not None
    Role.objects.create(person=anna, kind="coordinator", region=region, starts_on=NOW.date())
    path = f"/training-requests/{wanted.pk}/proposals"
    assert get(anna, path)["proposals"] == []

    trainer.pool_memberships.get().regions.add(region)

    [one] = get(anna, path)["proposals"]
    assert one["trainer"]["id"] == trainer.pk


def test_contact_who_asks_does_not_choose(anna: Person, wanted: TrainingRequest) -> None:
    Role.objects.create(
        person=anna, kind="contact", organisation=wanted.organisation, starts_on=NOW.date()
    )

    assert status(anna, f"/training-requests/{wanted.pk}/proposals") == 403
