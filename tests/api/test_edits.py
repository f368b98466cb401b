"""Changing the details of a row: what is sent changes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from certificates import edits as certificates
from certificates.models import HouseStyle
from common.models import AuditEntry
from courses import edits as courses
from courses.models import WorkForm
from people import edits as people
from people.models import Person
from pool import edits as pool
from pool.models import Topic
from scheduling import edits as scheduling
from scheduling.models import Venue
from tests import factories
from tests.api.routes import routes
from tests.pool import scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from rest_framework.test import APIClient

    Client = Callable[[Person | None], APIClient]

EDITS = {
    "appointments": scheduling.APPOINTMENT,
    "courses": courses.COURSE,
    "house-styles": certificates.HOUSE,
    "organisations": people.ORGANISATION,
    "people": people.PERSON,
    "pool-memberships": pool.WISHES,
    "regions": people.REGION,
    "topics": pool.TOPIC,
    "training-requests": pool.REQUEST,
    "venues": scheduling.VENUE,
    "work-forms": courses.WORK_FORM,
}
PLACES: dict[str, Callable[[], Any]] = {
    "appointments": factories.appointment,
    "courses": lambda: factories.curriculum().course,
    "house-styles": HouseStyle.objects.create,
    "organisations": factories.local_group,
    "people": factories.person,
    "pool-memberships": lambda: factories.pool_member(factories.person()),
    "regions": factories.region,
    "topics": lambda: Topic.objects.create(code="wmo", name="Wmo 2015"),
    "training-requests": scenes.request,
    "venues": lambda: Venue.objects.create(name="The mill"),
    "work-forms": lambda: WorkForm.objects.create(name="Fishbowl", group_max=8),
}
NEW: dict[str, dict[str, Any]] = {
    "appointments": {"title": "Intervisie", "joinLink": "https://meet.example/a"},
    "courses": {"name": "Train the trainer", "isRefresher": True},
    "house-styles": {"name": "KansPlus", "colour": "#123456", "signatoryName": "A. de Vries"},
    "organisations": {"email": "group@example.org"},
    "people": {"infix": "van 't", "familyName": "IJsselmeer"},
    "pool-memberships": {"languages": ["nl", "fy"], "mostPerMonth": 2},
    "regions": {"isPilot": True},
    "topics": {"name": "Wmo"},
    "training-requests": {
        "wantedFrom": "2027-04-17T11:00:00Z",
        "wantedUntil": "2027-04-17T14:00:00Z",
        "minutes": 180,
        "purpose": "To speak at the council",
    },
    "venues": {"isStepFree": None, "directions": "By the canal."},
    "work-forms": {"groupMin": 4, "groupMax": None},
}
WRONG: dict[str, tuple[dict[str, Any], int, set[str]]] = {
    "appointments": ({"title": "x", "joinLink": "nowhere"}, 400, {"input.invalid"}),
    "courses": ({"name": " "}, 400, {"input.blank"}),
    "house-styles": ({"colour": "#ffff00", "registration": ""}, 409, {"house.colour"}),
    "organisations": ({"name": "Zuid", "email": "no address"}, 400, {"input.invalid"}),
    "people": ({"givenName": "An", "email": "bas@example.org"}, 409, {"person.email_taken"}),
    "pool-memberships": ({"languages": ["tlh"], "mostPerMonth": 1}, 400, {"input.invalid_choice"}),
    "regions": ({"isPilot": True, "schoolHolidayRegion": "east"}, 400, {"input.invalid_choice"}),
    "topics": ({"name": "Wmo", "code": "other"}, 400, {"input.unknown"}),
    "training-requests": (
        {"wantedFrom": "2027-04-17T11:00:00Z", "minutes": 60},
        409,
        {"request.half_a_time"},
    ),
    "venues": ({"name": "THE BARN", "phone": "112"}, 409, {"venue.already_known"}),
    "work-forms": ({"minutes": 5, "groupMin": 9}, 409, {"workform.invalid"}),
}


def test_details_that_can_be_sent_are_those_that_can_be_changed() -> None:
    edited = {one.resource: one.command for one in routes() if one.method == "PATCH"}
    asked = {
        name: command and set(command.asks._declared_fields) - {"fold"}
        for name, command in edited.items()
    }
    assert asked == {name: set(edit.fields) for name, edit in EDITS.items()}
    assert EDITS.keys() == PLACES.keys() == NEW.keys() == WRONG.keys()


@pytest.mark.parametrize("resource", NEW)
def test_only_what_is_sent_changes(client_of: Client, office: Person, resource: str) -> None:
    address = f"/api/v1/{resource}/{PLACES[resource]().pk}"
    client, sent = client_of(office), NEW[resource]
    before = client.get(address).json()

    changed = client.patch(address, sent)

    assert changed.status_code == 200
    derived = {"people": {"name"}, "appointments": {"changed_at", "changedAt"}}.get(resource, set())
    kept = before.keys() - sent.keys() - derived
    assert {key: changed.json()[key] for key in sent} == sent
    assert {key: changed.json()[key] for key in kept} == {key: before[key] for key in kept}


@pytest.mark.parametrize("resource", WRONG)
def test_one_wrong_detail_changes_nothing(client_of: Client, office: Person, resource: str) -> None:
    factories.person(email="bas@example.org")
    Venue.objects.create(name="The barn")
    address = f"/api/v1/{resource}/{PLACES[resource]().pk}"
    client, (sent, *refusal) = client_of(office), WRONG[resource]
    before = client.get(address).json()

    answer = client.patch(address, sent)

    assert [answer.status_code, {one["code"] for one in answer.json()["problems"]}] == refusal
    assert client.get(address).json() == before


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
    ("sent", "codes"),
    [
        ({"givenName": 5, "colour": "red"}, {"input.invalid", "input.unknown"}),
        ({"localGroup": None}, {"input.unknown"}),
        ({"givenName": None}, {"input.null"}),
        ({"familyName": "Smit", "municipality": 999_999}, {"input.does_not_exist"}),
    ],
)
def test_malformed_details_change_nothing(
    client_of: Client,
    office: Person,
    anna: Person,
    sent: dict[str, Any],
    codes: set[str],
) -> None:
    before = Person.objects.values().get(pk=anna.pk)
    answer = client_of(office).patch(f"/api/v1/people/{anna.pk}", sent)
    assert answer.status_code == 400
    assert {one["code"] for one in answer.json()["problems"]} == codes
    assert Person.objects.values().get(pk=anna.pk) == before
