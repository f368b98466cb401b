"""Changing the details of a row: what is sent changes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from courses.models import WorkForm
from people.models import Person
from pool.models import Topic
from scheduling.models import Venue
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.test import APIClient

    Client = Callable[[Person | None], APIClient]

PLACES: dict[str, Callable[[], Any]] = {
    "courses": lambda: factories.curriculum().course,
    "organisations": factories.local_group,
    "people": factories.person,
    "regions": factories.region,
    "topics": lambda: Topic.objects.create(code="wmo", name="Wmo 2015"),
    "venues": lambda: Venue.objects.create(name="The mill"),
    "work-forms": lambda: WorkForm.objects.create(name="Fishbowl"),
}
NEW: dict[str, dict[str, Any]] = {
    "courses": {"name": "Train the trainer"},
    "organisations": {"email": "group@example.org"},
    "people": {"infix": "van 't", "familyName": "IJsselmeer"},
    "regions": {"isPilot": True},
    "topics": {"name": "Wmo"},
    "venues": {"isStepFree": None, "directions": "By the canal."},
    "work-forms": {"groupMin": 4, "groupMax": 8},
}


@pytest.mark.parametrize("resource", NEW)
def test_only_what_is_sent_changes(client_of: Client, office: Person, resource: str) -> None:
    address = f"/api/v1/{resource}/{PLACES[resource]().pk}"
    client, sent = client_of(office), NEW[resource]
    before = client.get(address).json()

    changed = client.patch(address, sent)

    assert changed.status_code == 200
    derived = {"name"} if resource == "people" else set()
    kept = before.keys() - sent.keys() - derived
    assert {key: changed.json()[key] for key in sent} == sent
    assert {key: changed.json()[key] for key in kept} == {key: before[key] for key in kept}


def test_log_names_the_fields_and_not_what_stands_in_them(
    client_of: Client, office: Person, anna: Person
) -> None:
    sent = {"givenName": "Annemarie", "email": "annemarie@example.org"}
    client_of(office).patch(f"/api/v1/people/{anna.pk}", sent)
    entry = AuditEntry.objects.get(verb="person.changed")
    assert entry.data == {"fields": "email+given_name"}
    assert entry.by == office


def test_same_details_change_nothing(client_of: Client, office: Person, anna: Person) -> None:
    answer = client_of(office).patch(f"/api/v1/people/{anna.pk}", {"givenName": "Anna"})
    assert answer.status_code == 200
    assert not AuditEntry.objects.filter(verb="person.changed").exists()


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ({"givenName": 5, "colour": "red"}, (400, {"input.invalid", "input.unknown"})),
        ({"localGroup": None}, (400, {"input.unknown"})),
        ({"givenName": None}, (400, {"input.null"})),
        ({"email": "bas@example.org", "language": "en"}, (409, {"person.email_taken"})),
    ],
)
def test_wrong_details_are_refused_and_nothing_changes(
    client_of: Client,
    office: Person,
    anna: Person,
    sent: dict[str, Any],
    refusal: tuple[int, set[str]],
) -> None:
    factories.person(email="bas@example.org")
    answer = client_of(office).patch(f"/api/v1/people/{anna.pk}", sent)
    codes = {one["code"] for one in answer.json()["problems"]}
    assert (answer.status_code, codes) == refusal
    assert Person.objects.filter(pk=anna.pk, given_name="Anna", email=anna.email).exists()


def test_sizes_of_a_group_stay_in_order(client_of: Client, office: Person) -> None:
    form = WorkForm.objects.create(name="Fishbowl", group_max=8)
    answer = client_of(office).patch(f"/api/v1/work-forms/{form.pk}", {"groupMin": 9})
    assert answer.status_code == 409
    assert [one["code"] for one in answer.json()["problems"]] == ["workform.invalid"]
    assert WorkForm.objects.get().group_min is None
