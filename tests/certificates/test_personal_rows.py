"""What merging, erasing and exporting do with certificates (invariant 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certificates import actions
from certificates.models import Certificate
from people import actions as people
from tests import factories
from tests.certificates import world

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person


def awarded(person: Person, office: Person, now: dt.datetime) -> Certificate:
    enrolment = world.ready(person)
    return actions.award(enrolment=enrolment, issued_on=now.date(), by=office, now=now)


def test_erasing_keeps_number_and_dates_and_no_name(
    anna: Person, office: Person, now: dt.datetime
) -> None:
    before = awarded(anna, office, now)

    people.erase_person(person=anna, by=office, now=now)

    after = Certificate.objects.select_related("person").get()
    assert (after.number, after.valid_until) == (before.number, before.valid_until)
    assert after.snapshot == before.snapshot
    assert "Anna" not in str(after.person)


def test_merging_moves_certificates(
    anna: Person, bas: Person, office: Person, now: dt.datetime
) -> None:
    certificate = factories.certificate(bas)

    people.merge_people(keep=anna, duplicate=bas, by=office, now=now)

    assert list(anna.certificates.all()) == [certificate]


def test_merging_moves_what_somebody_decided(
    anna: Person, bas: Person, quinty: Person, office: Person, now: dt.datetime
) -> None:
    certificate = factories.certificate(quinty, awarded_by=bas)
    made = actions.recommend(enrolment=world.ready(), by=bas, now=now)

    people.merge_people(keep=anna, duplicate=bas, by=office, now=now)

    certificate.refresh_from_db()
    made.refresh_from_db()
    assert (certificate.awarded_by, made.recommended_by) == (anna, anna)


def test_export_holds_the_certificate(anna: Person, office: Person, now: dt.datetime) -> None:
    certificate = awarded(anna, office, now)

    exported = str(people.export_person(person=anna))

    assert certificate.number in exported
    assert certificate.verification_code in exported
