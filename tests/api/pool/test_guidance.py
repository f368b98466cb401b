"""What a group reads before it asks for a training, and that asking needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.test import APIClient

from people.models import Role
from people.states import RoleKind
from tests import factories
from tests.api.asking import get, post, refused, status

if TYPE_CHECKING:
    from people.models import Person


def test_sentences_are_in_the_language_of_the_reader(anna: Person) -> None:
    assert get(anna, "/training-guidance")["can"][0].startswith("A training explains")
    client = APIClient()
    client.force_authenticate(anna)
    dutch = client.get("/api/v1/training-guidance", HTTP_ACCEPT_LANGUAGE="nl")
    assert dutch.json()["can"][0].startswith("Een training legt")
    assert status(None, "/training-guidance") == 401


def test_contact_reads_it_before_asking(anna: Person) -> None:
    group = factories.local_group()
    Role.objects.create(
        person=anna, kind=RoleKind.CONTACT, organisation=group, starts_on=factories.NOW.date()
    )
    asked = {
        "code": "R1",
        "organisation": group.pk,
        "municipality": factories.municipality().pk,
        "topic": "Media",
        "requestedOn": "2027-03-01",
        "expectedParticipants": None,
        "note": "",
    }

    assert refused(anna, "/training-requests", asked) == (409, ["request.not_informed"])
    made = post(anna, "/training-requests", asked | {"informed": True})
    assert made["informedAt"] == "2027-03-01T12:00:00Z"
