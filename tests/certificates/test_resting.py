"""What a certificate rests on cannot be taken away from under it, by the program or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError

from certificates import actions
from certificates.models import Certificate, CertificateDocument
from courses.models import Placement
from tests.certificates import world
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Person

# From the certificate to the row that is to go, by the names of the fields.
BENEATH: dict[str, Callable[[Certificate], Model | None]] = {
    "person": lambda made: made.person,
    "who awarded it": lambda made: made.awarded_by,
    "course": lambda made: made.course,
    "enrolment": lambda made: made.enrolment,
    "run": lambda made: made.enrolment and made.enrolment.run,
    "curriculum": lambda made: made.enrolment and made.enrolment.curriculum,
    "organisation": lambda made: Placement.objects.get(enrolment=made.enrolment).host,
    "status list": lambda made: made.status_list,
    "certificate": lambda made: made,
}


@pytest.fixture
def awarded(anna: Person, quinty: Person, office: Person) -> Certificate:
    """A certificate with its papers, of a course with a placement at an organisation."""
    enrolment = world.complete(anna, quinty)
    return actions.award(enrolment=enrolment, issued_on=NOW.date(), by=office, now=NOW)


@pytest.mark.parametrize("name", BENEATH)
def test_program_refuses_to_delete_what_a_certificate_rests_on(
    name: str, awarded: Certificate
) -> None:
    row = BENEATH[name](awarded)
    assert row is not None

    with pytest.raises(ProtectedError), transaction.atomic():
        row.delete()

    assert CertificateDocument.objects.filter(certificate=awarded).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", BENEATH)
def test_database_refuses_to_delete_what_a_certificate_rests_on(
    name: str, awarded: Certificate
) -> None:
    row = BENEATH[name](awarded)
    assert row is not None

    with pytest.raises(IntegrityError), connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            f"DELETE FROM {row._meta.db_table} WHERE id = %s",  # noqa: S608 -- our own names
            [row.pk],
        )

    assert CertificateDocument.objects.filter(certificate=awarded).exists()
