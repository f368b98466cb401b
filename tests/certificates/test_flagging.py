"""Flagging certificates whose facts changed after they were issued."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates import actions
from certificates.models import Certificate
from common.models import AuditEntry
from courses.models import Declaration
from tests import factories
from tests.certificates import world

if TYPE_CHECKING:
    from people.models import Person

LATER = factories.NOW + dt.timedelta(days=30)


def awarded(office: Person, *people: Person) -> list[Certificate]:
    return [
        actions.award(
            enrolment=world.ready(person),
            issued_on=dt.date(2027, 3, 1),
            by=office,
            now=factories.NOW,
        )
        for person in people
    ]


def flag(office: Person) -> list[Certificate]:
    return actions.flag_changed(certificates=Certificate.objects.all(), by=office, now=LATER)


def test_nothing_changed_flags_nothing(office: Person, anna: Person) -> None:
    awarded(office, anna)

    assert flag(office) == []


def test_correction_flags_only_whom_it_concerns(office: Person, anna: Person, bas: Person) -> None:
    first, second = awarded(office, anna, bas)
    Declaration.objects.filter(enrolment=first.enrolment_id).delete()

    assert flag(office) == [first]

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.flagged_at, second.flagged_at) == (LATER, None)


def test_correction_leaves_the_certificate_as_it_was(office: Person, anna: Person) -> None:
    [certificate] = awarded(office, anna)
    Declaration.objects.all().delete()

    [flagged] = flag(office)

    assert (flagged.state, flagged.snapshot) == ("issued", certificate.snapshot)
    assert [entry.verb for entry in AuditEntry.objects.about(certificate)] == [
        "certificate.awarded",
        "certificate.flagged",
    ]


def test_figure_that_changed_without_a_reason_is_a_change_too(
    office: Person, anna: Person, quinty: Person
) -> None:
    [certificate] = awarded(office, anna)
    assert certificate.enrolment is not None
    placement = factories.placement(certificate.enrolment, quinty)
    factories.log_entry(placement)

    assert flag(office) == [certificate]


def test_what_came_later_is_no_correction(office: Person, anna: Person, quinty: Person) -> None:
    [certificate] = awarded(office, anna)
    assert certificate.enrolment is not None
    placement = factories.placement(certificate.enrolment, quinty)
    factories.log_entry(placement, submitted_at=LATER)

    assert flag(office) == []


def test_flagged_certificate_is_not_flagged_again(office: Person, anna: Person) -> None:
    awarded(office, anna)
    Declaration.objects.all().delete()

    assert len(flag(office)) == 1
    assert flag(office) == []


def test_completing_by_the_award_itself_is_no_change(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna, state="not_completed")
    actions.award(
        enrolment=enrolment,
        issued_on=dt.date(2027, 3, 1),
        by=office,
        now=factories.NOW,
        override="Finished later",
    )

    assert flag(office) == []


@pytest.mark.parametrize("state", ["suspended", "revoked"])
def test_only_what_is_issued_is_flagged(state: str, office: Person, anna: Person) -> None:
    awarded(office, anna)
    Certificate.objects.update(state=state, state_reason="data_error")
    Declaration.objects.all().delete()

    assert flag(office) == []


def test_certificates_without_evidence_are_left(office: Person, quinty: Person) -> None:
    factories.certificate(quinty)
    factories.certificate(quinty, enrolment=factories.enrolment(somebody=quinty))

    assert flag(office) == []


@pytest.mark.parametrize("number", [1, 30])
def test_flagging_asks_the_same_number_of_queries(number: int, office: Person) -> None:
    awarded(office, *(factories.person() for _ in range(number)))

    with CaptureQueriesContext(connection) as queries:
        assert flag(office) == []

    # Three for the evidence, one for the certificates, and the savepoint around them.
    assert len(queries) == 6
