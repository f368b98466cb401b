"""Erasing leaves counts and numbers, and nothing that identifies; exporting hands over the rest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from common import audit
from common.models import AuditEntry, Override
from common.problems import approval
from mail import actions as mail
from mail.models import Message
from people import actions
from people.models import Consent, Person, Role
from people.states import RoleKind
from tests import factories
from tests.people import rows

if TYPE_CHECKING:
    from django.db.models import Model

NOW = factories.NOW


@pytest.fixture
def iris(db: None) -> Person:
    """Somebody of whom everything is known."""
    return factories.person(
        given_name="canary-given",
        infix="canary-infix",
        family_name="canary-family",
        email="canary@example.org",
        language="en",
        communication="plain_language",
        local_group=factories.local_group(),
        municipality=factories.municipality(),
        is_superuser=True,
        last_login=NOW,
    )


def erase(person: Person, **fields: Any) -> Person:
    """Erase somebody, without anybody who does it."""
    values: dict[str, Any] = {"by": None, "now": NOW} | fields
    return actions.erase_person(person=person, **values)


def pass_over(subject: Model, by: Person | None) -> Override:
    """Pass over a problem of a row, with a reason that names somebody."""
    passed = [approval("a.problem", "A problem.")]
    entry = audit.record("row.passed", subject, by=by, at=NOW, passed=passed, reason="canary")
    return Override.objects.get(entry=entry)


def test_nothing_in_the_database_names_who_was_erased(iris: Person) -> None:
    mail.queue(recipient=iris, purpose="p", key="k", context={"name": "canary"}, now=NOW)
    actions.give_consent(person=iris, purpose="canary", text_version="1", by=iris, now=NOW)
    pass_over(iris, None)
    assert "canary" in rows.database()

    erase(iris)

    assert "canary" not in rows.database()


def test_erased_person_is_a_sign_without_an_account(iris: Person) -> None:
    erased = erase(iris)

    erased.refresh_from_db()
    assert (str(erased), erased.email, erased.municipality) == ("–", None, None)
    assert (erased.language, erased.communication, erased.last_login) == ("nl", "", None)
    assert (erased.is_active, erased.is_superuser) == (False, False)
    assert not erased.has_usable_password()
    assert erased.erased_at == erased.archived_at == NOW


def test_erased_person_is_still_counted_in_the_region(iris: Person) -> None:
    region = iris.local_group.region if iris.local_group else None

    erase(iris)

    assert Person.objects.filter(local_group__region=region).count() == 1
    assert list(Person.objects.present()) == []


def test_certificate_number_and_code_stay(iris: Person) -> None:
    certificate = factories.certificate(iris, number="TTT-2025-0001", verification_code="CODE")

    erase(iris)

    certificate.refresh_from_db()
    assert (certificate.number, certificate.verification_code) == ("TTT-2025-0001", "CODE")
    assert certificate.person == iris


def test_erasing_is_logged_without_a_name(iris: Person, office: Person) -> None:
    erase(iris, by=office)

    entry = AuditEntry.objects.all().about(iris).get()
    assert (entry.verb, entry.by_id, entry.data) == ("person.erased", office.pk, {})


def test_erasing_twice_changes_nothing(iris: Person) -> None:
    erase(iris)

    again = erase(iris, now=NOW + dt.timedelta(days=1))

    assert again.erased_at == NOW
    assert AuditEntry.objects.all().about(iris).count() == 1


def test_moment_of_archiving_stays(iris: Person) -> None:
    archived = actions.archive_person(person=iris, by=None, now=NOW)

    erased = erase(iris, now=NOW + dt.timedelta(days=1))

    assert erased.archived_at == archived.archived_at


def test_duplicates_are_erased_with_the_record_that_stayed(iris: Person, anna: Person) -> None:
    actions.merge_people(keep=iris, duplicate=anna, by=None, now=NOW)

    erase(iris)

    anna.refresh_from_db()
    assert (str(anna), anna.email, anna.erased_at) == ("–", None, NOW)


def test_duplicate_can_be_erased_alone(iris: Person, anna: Person) -> None:
    actions.merge_people(keep=anna, duplicate=iris, by=None, now=NOW)

    assert str(erase(iris)) == "–"
    anna.refresh_from_db()
    assert str(anna) == "Anna Appelmoes"


def test_reasons_about_and_by_the_person_are_blanked(iris: Person, anna: Person) -> None:
    role = Role.objects.create(person=iris, kind=RoleKind.OFFICE, starts_on=dt.date(2027, 1, 1))
    concerned = [pass_over(iris, anna), pass_over(role, anna), pass_over(anna, iris)]

    erase(iris)

    for override in concerned:
        override.refresh_from_db()
        assert (override.reason, override.codes) == ("–", ["a.problem"])


def test_reasons_about_and_by_others_stay(iris: Person, anna: Person, bas: Person) -> None:
    certificate = factories.certificate(bas, awarded_by=anna)
    others = [pass_over(anna, bas), pass_over(certificate, anna)]

    erase(iris)

    assert {override.reason for override in Override.objects.all()} == {"canary"}
    assert Override.objects.count() == len(others)


def test_reasons_about_the_certificate_are_blanked(iris: Person, anna: Person) -> None:
    override = pass_over(factories.certificate(iris, awarded_by=anna), anna)

    erase(iris)

    override.refresh_from_db()
    assert override.reason == "–"


def test_messages_roles_and_consents_go(iris: Person) -> None:
    mail.queue(recipient=iris, purpose="p", key="k", context={}, now=NOW)
    actions.give_consent(person=iris, purpose="p", text_version="1", by=None, now=NOW)
    Role.objects.create(person=iris, kind=RoleKind.OFFICE, starts_on=dt.date(2027, 1, 1))

    erase(iris)

    assert (Message.objects.count(), Consent.objects.count(), Role.objects.count()) == (0, 0, 0)


def test_others_keep_everything(iris: Person, anna: Person) -> None:
    mail.queue(recipient=anna, purpose="p", key="k", context={}, now=NOW)

    erase(iris)

    anna.refresh_from_db()
    assert (str(anna), anna.messages.count()) == ("Anna Appelmoes", 1)


def test_export_holds_what_is_known_of_the_person(iris: Person) -> None:
    own = actions.export_person(person=iris)["person"]

    assert own == {
        "given_name": "canary-given",
        "infix": "canary-infix",
        "family_name": "canary-family",
        "email": "canary@example.org",
        "language": "en",
        "communication": "plain_language",
        "local_group__name": str(iris.local_group),
        "municipality__name": str(iris.municipality),
        "registered_at": "2027-03-01T12:00:00+00:00",
        "archived_at": None,
        "last_login": "2027-03-01T12:00:00+00:00",
    }


def test_export_holds_roles_by_code(iris: Person) -> None:
    region = factories.region()
    day = dt.date(2027, 1, 1)
    Role.objects.create(person=iris, kind="coordinator", region=region, starts_on=day)

    assert actions.export_person(person=iris)["people.Role.person"] == [
        {
            "kind": "coordinator",
            "region__code": region.code,
            "organisation__code": None,
            "starts_on": "2027-01-01",
            "ends_on": None,
        }
    ]


def test_export_holds_nothing_of_others(anna: Person, iris: Person) -> None:
    mail.queue(recipient=iris, purpose="p", key="k", context={}, now=NOW)

    exported = actions.export_person(person=anna)

    assert "canary" not in str(exported)
    assert exported["mail.Message.recipient"] == []
