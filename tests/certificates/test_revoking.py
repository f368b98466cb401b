"""Revoking takes two people of the office, and leaves the holder time to object."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from certificates import actions
from certificates.models import Certificate, Revocation
from certificates.states import CertificateState, RevocationState
from common.models import AuditEntry
from mail.models import Message
from tests import factories
from tests.certificates import world
from tests.courses.together import together
from tests.factories import NOW
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)
LATER = NOW + dt.timedelta(days=14)


@pytest.fixture
def proposed(quinty: Person) -> Revocation:
    """Somebody of the office proposed to revoke the certificate of Quinty."""
    return factories.revocation(factories.certificate(quinty))


def told(person: Person) -> list[str]:
    return list(Message.objects.filter(recipient=person).values_list("purpose", flat=True))


def test_propose_changes_nothing_yet_and_tells_the_holder(quinty: Person, office: Person) -> None:
    held = factories.certificate(quinty)

    proposed = actions.propose_revocation(
        certificate=held, reason="data_error", note="A wrong course", by=office, now=NOW
    )

    held.refresh_from_db()
    assert (proposed.state, proposed.proposed_by) == (RevocationState.PROPOSED, office)
    assert held.state == CertificateState.ISSUED
    assert Certificate.objects.valid_on(TODAY).get() == held
    assert told(quinty) == ["certificate.revocation_proposed"]


def test_another_confirms_after_the_holder_could_object(
    proposed: Revocation, office: Person
) -> None:
    done = actions.confirm_revocation(revocation=proposed, by=office, now=LATER)

    certificate = Certificate.objects.get()
    assert (done.state, done.decided_by) == (RevocationState.CONFIRMED, office)
    assert (certificate.state, certificate.state_reason) == ("revoked", "data_error")
    assert certificate.state_since == dt.date(2027, 3, 15)
    assert told(certificate.person) == ["certificate.revoked"]


def test_who_proposed_does_not_confirm(proposed: Revocation) -> None:
    with refuses("revocation.own_proposal"):
        actions.confirm_revocation(revocation=proposed, by=proposed.proposed_by, now=LATER)
    assert Certificate.objects.get().state == CertificateState.ISSUED


def test_database_asks_for_another_as_well(proposed: Revocation) -> None:
    proposed.state, proposed.decided_at = RevocationState.CONFIRMED, NOW
    proposed.decided_by = proposed.proposed_by

    with pytest.raises(IntegrityError), transaction.atomic():
        proposed.save()


def test_who_may_object_still_is_not_passed_by_without_a_reason(
    proposed: Revocation, office: Person
) -> None:
    early = LATER - dt.timedelta(days=1)

    with refuses("revocation.too_soon"):
        actions.confirm_revocation(revocation=proposed, by=office, now=early)
    actions.confirm_revocation(revocation=proposed, override="Fraud", by=office, now=early)

    entry = AuditEntry.objects.about(proposed).get()
    assert (entry.data["passed"], entry.override.reason) == (["revocation.too_soon"], "Fraud")


def test_what_the_holder_asked_for_does_not_wait(quinty: Person, office: Person) -> None:
    proposed = factories.revocation(factories.certificate(quinty), reason="withdrawn_by_holder")

    actions.confirm_revocation(revocation=proposed, by=office, now=NOW)

    assert Certificate.objects.get().state == CertificateState.REVOKED


@pytest.mark.parametrize("who", ["proposer", "another"])
def test_withdraw_leaves_the_certificate_and_tells_the_holder(
    who: str, proposed: Revocation, office: Person
) -> None:
    by = proposed.proposed_by if who == "proposer" else office

    actions.withdraw_revocation(revocation=proposed, by=by, now=NOW)

    certificate = Certificate.objects.get()
    assert certificate.state == CertificateState.ISSUED
    assert told(certificate.person) == ["certificate.revocation_withdrawn"]
    with refuses("state.not_allowed"):
        actions.confirm_revocation(revocation=proposed, by=office, now=LATER)
    with refuses("state.not_allowed"):
        actions.withdraw_revocation(revocation=proposed, by=by, now=NOW)


def test_propose_twice_is_refused_until_it_is_withdrawn(
    proposed: Revocation, office: Person
) -> None:
    asked: dict[str, Any] = {
        "certificate": proposed.certificate,
        "reason": "data_error",
        "by": office,
    }

    with refuses("revocation.already_proposed"):
        actions.propose_revocation(**asked, now=NOW)
    actions.withdraw_revocation(revocation=proposed, by=office, now=NOW)
    actions.propose_revocation(**asked, now=NOW)

    assert Revocation.objects.filter(state=RevocationState.PROPOSED).count() == 1


def test_what_was_corrected_meanwhile_is_not_revoked(proposed: Revocation, office: Person) -> None:
    actions.correct(certificate=proposed.certificate, override="A name", by=office, now=NOW)

    with refuses("state.not_allowed"):
        actions.confirm_revocation(revocation=proposed, by=office, now=LATER)


@pytest.mark.parametrize("state", ["issued", "suspended"])
def test_revoke_is_for_good(state: str, quinty: Person, office: Person) -> None:
    held = factories.certificate(quinty, state=state, state_reason="under_review")

    world.revoke(held, office)

    with refuses("state.not_allowed"):
        actions.reinstate(certificate=held, by=office, now=NOW)


def test_nobody_proposes_or_confirms_about_their_own(office: Person) -> None:
    held = factories.certificate(office)

    with refuses("award.own"):
        actions.propose_revocation(certificate=held, reason="data_error", by=office, now=NOW)
    with refuses("award.own"):
        actions.confirm_revocation(revocation=factories.revocation(held), by=office, now=LATER)


@pytest.mark.parametrize("reason", ["", "ill", "🤒", "\x00", None, 5])
def test_propose_needs_a_known_reason(reason: str, quinty: Person, office: Person) -> None:
    held = factories.certificate(quinty)

    with refuses("certificate.unknown_reason"):
        actions.propose_revocation(certificate=held, reason=reason, by=office, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_confirming_and_withdrawing_at_once_gives_one_of_both() -> None:
    held = factories.certificate(factories.person())
    proposed = factories.revocation(held)
    people = [factories.office_member() for _ in range(8)]

    together(
        [
            partial(act, revocation=proposed, by=by, now=LATER)
            for by in people
            for act in (actions.confirm_revocation, actions.withdraw_revocation)
        ]
    )

    proposed.refresh_from_db()
    held.refresh_from_db()
    is_confirmed = proposed.state == RevocationState.CONFIRMED
    assert (held.state == CertificateState.REVOKED) == is_confirmed
    assert AuditEntry.objects.about(proposed).count() == 1
