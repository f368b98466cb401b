"""Agreeing to a text, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from common import audit
from common.problems import refuse_if
from people import rules
from people.models import Consent, Person
from people.states import ConsentGiver

if TYPE_CHECKING:
    import datetime as dt


@transaction.atomic
def give_consent(
    *,
    person: Person,
    purpose: str,
    text_version: str,
    by: Person | None,
    now: dt.datetime,
    given_by: str = ConsentGiver.SELF,
) -> Consent:
    """Write down that somebody agreed to a version of a text at `now` (UTC), and log it.

    The same version again returns the consent that is there. A consent to another version ends
    at this moment, as only one holds for a purpose.

    :raises Refused: `consent.giver_unknown`, `person.archived`, `person.merged`,
        `person.erased`, `person.unknown`, `text.*`.
    """
    fresh = rules.known(Person.objects.select_for_update(), person, "person")
    refuse_if(rules.consent_problems(fresh, purpose, text_version, given_by))
    held = fresh.consents.filter(purpose=rules.tidy(purpose), withdrawn_at=None).first()
    if held and held.text_version == rules.tidy(text_version):
        return held
    if held:
        withdraw_consent(consent=held, by=by, now=now)
    consent = Consent.objects.create(
        person=fresh,
        purpose=rules.tidy(purpose),
        text_version=rules.tidy(text_version),
        given_at=now,
        given_by=given_by,
    )
    audit.record("consent.given", consent, by=by, at=now, person=fresh.pk)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Person | None, now: dt.datetime) -> Consent:
    """Write down that a consent was taken back at `now` (UTC), and log it.

    One that was taken back before is returned as it is. Returns the fresh consent.

    :raises Refused: `consent.withdrawn_before_given` when it was given later than `now`;
        `consent.unknown`.
    """
    fresh = rules.known(Consent.objects.select_for_update(), consent, "consent")
    if fresh.withdrawn_at is None:
        refuse_if(rules.withdrawal_problems(fresh, now))
        fresh.withdrawn_at = now
        fresh.save(update_fields=["withdrawn_at"])
        audit.record("consent.withdrawn", fresh, by=by, at=now, person=fresh.person_id)
    return fresh
