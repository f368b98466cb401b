"""Correcting: a new number, the day of the award kept, and nothing that leads from old to new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from certificates import actions
from certificates.models import Certificate, CertificateDocument
from common.models import AuditEntry
from mail.models import Message
from tests import factories
from tests.certificates import world
from tests.factories import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)
LATER = NOW + dt.timedelta(days=30)


def correct(certificate: Certificate, by: Person, **changes: Any) -> Certificate:
    asked: dict[str, Any] = {"override": "A letter was missing", "now": NOW} | changes
    return actions.correct(certificate=certificate, by=by, **asked)


def rename(person: Person, name: str) -> None:
    person.given_name = name
    person.save(update_fields=["given_name"])


def awarded(holder: Person, office: Person) -> Certificate:
    enrolment = world.ready(holder)
    return actions.award(enrolment=enrolment, issued_on=TODAY, by=office, now=NOW)


def test_correct_gives_a_new_number_and_keeps_what_was_awarded(
    anna: Person, office: Person
) -> None:
    old = awarded(anna, office)
    rename(anna, "Johanna")

    new = correct(old, office, now=LATER)

    assert new.number != old.number
    assert new.verification_code != old.verification_code
    assert new.holder_name == anna.full_name
    for kept in ("issued_on", "valid_until", "cycle", "enrolment", "snapshot"):
        assert getattr(new, kept) == getattr(old, kept), kept
    assert new.replaces == old


def test_credential_of_a_correction_holds_from_then_on_and_keeps_the_day_of_the_award(
    anna: Person, office: Person
) -> None:
    new = correct(awarded(anna, office), office, now=LATER)

    unsigned = CertificateDocument.objects.get(certificate=new).unsigned
    assert unsigned["awardedDate"] == "2027-02-28T23:00:00Z"
    assert unsigned["validFrom"] == LATER.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert unsigned["validUntil"] == "2030-03-01T22:59:59Z"


def test_old_one_never_counts_again_and_the_new_one_counts_from_the_award_on(
    anna: Person, office: Person
) -> None:
    old = factories.certificate(anna)

    new = correct(old, office)

    for day in (old.issued_on, TODAY - dt.timedelta(days=1), TODAY, old.valid_until):
        assert Certificate.objects.valid_on(day).get() == new


def test_correcting_a_renewal_leaves_what_it_renewed_renewed(anna: Person, office: Person) -> None:
    old = factories.certificate(anna, course=world.course())
    renewal = actions.renew(certificate=old, issued_on=TODAY, by=office, now=NOW)

    new = correct(renewal, office)

    assert (new.renews, new.cycle) == (old, 2)
    assert Certificate.objects.renewed_on(TODAY).get() == old


def test_correct_twice_is_refused(anna: Person, office: Person) -> None:
    old = factories.certificate(anna)
    correct(old, office)

    with refuses("state.not_allowed"):
        correct(old, office)
    assert Certificate.objects.count() == 2


def test_what_was_renewed_is_not_corrected(anna: Person, office: Person) -> None:
    old = factories.certificate(anna, course=world.course())
    actions.renew(certificate=old, issued_on=TODAY, by=office, now=NOW)

    with refuses("correction.not_newest"):
        correct(old, office)


def test_a_correction_can_be_corrected(anna: Person, office: Person) -> None:
    old = factories.certificate(anna)

    last = correct(correct(old, office), office)

    assert Certificate.objects.valid_on(TODAY).get() == last


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_correct_asks_for_a_reason(reason: str, anna: Person, office: Person) -> None:
    held = factories.certificate(anna)

    with refuses("correction.needs_reason"):
        correct(held, office, override=reason)
    assert Certificate.objects.get().state == "issued"


def test_nobody_corrects_their_own(office: Person) -> None:
    with refuses("award.own"):
        correct(factories.certificate(office), office)


def test_what_has_ended_is_not_corrected(anna: Person, office: Person) -> None:
    ended = factories.certificate(anna, valid_until=TODAY - dt.timedelta(days=1))

    with refuses("correction.ended"):
        correct(ended, office)


def test_what_is_suspended_is_not_corrected(anna: Person, office: Person) -> None:
    fields = {"state": "suspended", "state_reason": "under_review", "state_since": TODAY}

    with refuses("state.not_allowed"):
        correct(factories.certificate(anna, **fields), office)


def test_name_that_was_hidden_stays_hidden(anna: Person, office: Person) -> None:
    assert correct(factories.certificate(anna, name_hidden=True), office).name_hidden


def test_correct_takes_the_flag_off_and_is_logged_with_the_reason(
    anna: Person, office: Person
) -> None:
    old = factories.certificate(anna, flagged_at=NOW)

    new = correct(old, office)

    old.refresh_from_db()
    assert (old.state, old.state_since, old.flagged_at) == ("replaced", TODAY, None)
    [entry] = AuditEntry.objects.about(new)
    assert entry.override.reason == "A letter was missing"
    [letter] = Message.objects.filter(recipient=anna)
    assert letter.purpose == "certificate.corrected"


def test_award_after_a_correction_returns_the_correction(anna: Person, office: Person) -> None:
    old = awarded(anna, office)
    new = correct(old, office)
    assert old.enrolment is not None

    again = actions.award(enrolment=old.enrolment, issued_on=TODAY, by=office, now=NOW)

    assert again == new


def test_database_knows_one_correction_of_a_certificate(anna: Person, office: Person) -> None:
    old = factories.certificate(anna)
    correct(old, office)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.certificate(anna, replaces=old)
