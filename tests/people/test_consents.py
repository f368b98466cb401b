"""One consent at a time for a purpose, and the moment it was taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from common.models import AuditEntry
from people import actions
from people.models import Consent
from tests import factories
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

NOW = factories.NOW
LATER = NOW + dt.timedelta(days=30)


def give(person: Person, **fields: Any) -> Consent:
    """Agree to photographs, version 1."""
    values: dict[str, Any] = {
        "purpose": "photographs",
        "text_version": "1",
        "by": person,
        "now": NOW,
    } | fields
    return actions.give_consent(person=person, **values)


def test_consent_keeps_version_moment_and_giver(anna: Person) -> None:
    consent = give(anna, given_by="representative")

    assert (consent.text_version, consent.given_at, consent.withdrawn_at) == ("1", NOW, None)
    assert consent.given_by == "representative"
    assert str(consent) == "Anna Appelmoes: photographs 1"
    assert AuditEntry.objects.get().verb == "consent.given"


def test_same_consent_twice_is_one(anna: Person) -> None:
    first = give(anna)

    assert give(anna, now=LATER) == first
    assert Consent.objects.get().given_at == NOW


def test_new_version_takes_the_place_of_the_old(anna: Person) -> None:
    old = give(anna)

    new = give(anna, text_version="2", now=LATER)

    old.refresh_from_db()
    assert (old.withdrawn_at, new.withdrawn_at) == (LATER, None)


def test_consents_for_two_purposes_stand_side_by_side(anna: Person) -> None:
    give(anna)
    give(anna, purpose="newsletter")

    assert anna.consents.filter(withdrawn_at=None).count() == 2


def test_consent_is_taken_back_once(anna: Person) -> None:
    consent = give(anna)

    first = actions.withdraw_consent(consent=consent, by=anna, now=LATER)
    again = actions.withdraw_consent(consent=consent, by=anna, now=LATER + dt.timedelta(days=1))

    assert first.withdrawn_at == again.withdrawn_at == LATER
    assert [entry.verb for entry in AuditEntry.objects.all().about(consent)] == [
        "consent.given",
        "consent.withdrawn",
    ]


def test_consent_may_be_given_again(anna: Person) -> None:
    actions.withdraw_consent(consent=give(anna), by=anna, now=LATER)

    assert give(anna, now=LATER).withdrawn_at is None
    assert anna.consents.count() == 2


def test_consent_is_not_taken_back_before_it_was_given(anna: Person) -> None:
    consent = give(anna, now=LATER)

    with refuses("consent.withdrawn_before_given"):
        actions.withdraw_consent(consent=consent, by=anna, now=NOW)


def test_everything_wrong_with_a_consent_is_told_at_once(anna: Person) -> None:
    actions.archive_person(person=anna, by=None, now=NOW)

    with refuses("person.archived", "text.required", "text.too_long", "consent.giver_unknown"):
        give(anna, purpose="", text_version="x" * 21, given_by="neighbour")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"purpose": "photographs"}, "one_consent_at_a_time|purpose"),
        ({"purpose": "p", "withdrawn_at": NOW - dt.timedelta(1)}, "consent_is_withdrawn_after"),
    ],
)
def test_database_refuses(fields: dict[str, Any], constraint: str, anna: Person) -> None:
    give(anna)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Consent.objects.create(person=anna, text_version="2", given_at=NOW, **fields)
