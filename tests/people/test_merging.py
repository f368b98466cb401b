"""Two records of one person become one, with everything and the trail."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import audit
from common.models import AuditEntry
from mail import actions as mail
from people import actions
from people.models import Consent, Person, Role
from people.states import RoleKind
from tests import factories
from tests.refusals import refuses

NOW = factories.NOW
START = dt.date(2027, 1, 1)


def merge(keep: Person, duplicate: Person, **fields: Any) -> Person:
    """Merge two records, without anybody who does it."""
    values: dict[str, Any] = {"by": None, "now": NOW} | fields
    return actions.merge_people(keep=keep, duplicate=duplicate, **values)


def test_duplicate_points_to_the_record_that_stays(anna: Person, bas: Person) -> None:
    kept = merge(anna, bas)

    bas.refresh_from_db()
    assert kept == anna
    assert (bas.merged_into, bas.archived_at, bas.is_active) == (anna, NOW, False)
    assert list(Person.objects.present()) == [anna]


def test_duplicate_cannot_sign_in(anna: Person, bas: Person) -> None:
    bas.set_password("secret")
    bas.is_superuser = True
    bas.save()

    merge(anna, bas)

    bas.refresh_from_db()
    assert not bas.has_usable_password()
    assert not bas.is_superuser


def test_duplicate_keeps_its_names_as_a_trail(anna: Person, bas: Person) -> None:
    merge(anna, bas)

    bas.refresh_from_db()
    assert str(bas) == "Bas Boschebol"


def test_merge_is_logged_with_both(anna: Person, bas: Person, office: Person) -> None:
    Role.objects.create(person=bas, kind=RoleKind.OFFICE_READER, starts_on=START)

    merge(anna, bas, by=office)

    entry = AuditEntry.objects.all().about(anna).get()
    assert (entry.verb, entry.by_id) == ("person.merged", office.pk)
    assert entry.data == {"duplicate": bas.pk, "rows": 1}


def test_log_still_tells_which_record_did_something(anna: Person, bas: Person) -> None:
    entry = audit.record("person.seen", anna, by=bas, at=NOW)

    merge(anna, bas)

    entry.refresh_from_db()
    assert entry.by_id == bas.pk


@pytest.mark.django_db
def test_what_only_the_duplicate_knows_is_taken_over() -> None:
    group, place = factories.local_group(), factories.municipality()
    keep = factories.person(email=None)
    duplicate = factories.person(
        email="a@example.org", local_group=group, municipality=place, communication="plain_language"
    )

    kept = merge(keep, duplicate)

    kept.refresh_from_db()
    duplicate.refresh_from_db()
    assert (kept.email, duplicate.email) == ("a@example.org", None)
    assert (kept.local_group, kept.municipality) == (group, place)
    assert kept.communication == "plain_language"


@pytest.mark.django_db
def test_what_the_record_that_stays_knows_is_not_written_over() -> None:
    group = factories.local_group()
    keep = factories.person(email="keep@example.org", local_group=group)
    duplicate = factories.person(email="other@example.org", local_group=factories.local_group())

    kept = merge(keep, duplicate)

    kept.refresh_from_db()
    duplicate.refresh_from_db()
    assert (kept.email, kept.local_group) == ("keep@example.org", group)
    assert duplicate.email == "other@example.org"


def test_open_role_of_both_ends_for_the_duplicate(anna: Person, bas: Person) -> None:
    mine = Role.objects.create(person=anna, kind=RoleKind.OFFICE, starts_on=START)
    other = Role.objects.create(person=bas, kind=RoleKind.OFFICE, starts_on=START)

    merge(anna, bas)

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.ends_on, other.ends_on) == (None, dt.date(2027, 3, 1))
    assert set(anna.roles.all()) == {mine, other}


def test_roles_of_another_scope_stay_open(anna: Person, bas: Person) -> None:
    for person in (anna, bas):
        Role.objects.create(
            person=person, kind=RoleKind.COORDINATOR, region=factories.region(), starts_on=START
        )

    merge(anna, bas)

    assert anna.roles.filter(ends_on=None).count() == 2


def test_role_that_is_still_to_begin_ends_when_it_begins(anna: Person, bas: Person) -> None:
    later = dt.date(2028, 1, 1)
    Role.objects.create(person=anna, kind=RoleKind.OFFICE, starts_on=START)
    other = Role.objects.create(person=bas, kind=RoleKind.OFFICE, starts_on=later)

    merge(anna, bas)

    other.refresh_from_db()
    assert (other.starts_on, other.ends_on) == (later, later)


def test_consent_of_both_ends_for_the_duplicate_at_that_moment(anna: Person, bas: Person) -> None:
    for person in (anna, bas):
        actions.give_consent(
            person=person, purpose="photographs", text_version="1", by=None, now=NOW
        )
    later = NOW + dt.timedelta(hours=1)

    merge(anna, bas, now=later)

    ends = Consent.objects.filter(person=anna).order_by("pk").values_list("withdrawn_at", flat=True)
    assert list(ends) == [None, later]


def test_queued_message_goes_to_the_record_that_stays(anna: Person, bas: Person) -> None:
    message = mail.queue(recipient=bas, purpose="p", key="k", context={}, now=NOW)

    merge(anna, bas)

    message.refresh_from_db()
    assert message.recipient == anna


def test_merging_a_merged_record_on_keeps_one_step_to_who_stays(
    anna: Person, bas: Person, quinty: Person
) -> None:
    merge(bas, quinty)

    merge(anna, bas)

    quinty.refresh_from_db()
    assert quinty.merged_into == anna


def test_record_is_not_merged_with_itself(anna: Person) -> None:
    with refuses("person.merge_with_itself"):
        merge(anna, anna)


def test_record_is_merged_once(anna: Person, bas: Person, quinty: Person) -> None:
    merge(anna, bas)

    for keep, duplicate in ((anna, bas), (quinty, bas), (bas, quinty)):
        with refuses("person.merged"):
            merge(keep, duplicate)


def test_erased_records_are_not_merged(anna: Person, bas: Person) -> None:
    for person in (anna, bas):
        actions.erase_person(person=person, by=None, now=NOW)

    with refuses("person.erased", "person.erased"):
        merge(anna, bas)


def test_refused_merge_changes_nothing(anna: Person, bas: Person) -> None:
    Role.objects.create(person=bas, kind=RoleKind.OFFICE, starts_on=START)
    actions.erase_person(person=anna, by=None, now=NOW)

    with refuses("person.erased"):
        merge(anna, bas)

    assert bas.roles.count() == 1


def test_archived_duplicate_keeps_the_moment_it_was_archived(anna: Person, bas: Person) -> None:
    actions.archive_person(person=bas, by=None, now=NOW - dt.timedelta(days=9))

    merge(anna, bas)

    bas.refresh_from_db()
    assert bas.archived_at == NOW - dt.timedelta(days=9)


def test_merging_asks_as_much_for_thirty_rows_as_for_one(anna: Person) -> None:
    counts = []
    for number in (1, 30):
        duplicate = factories.person()
        for key in range(number):
            mail.queue(recipient=duplicate, purpose="p", key=f"{number}-{key}", context={}, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            merge(anna, duplicate)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert anna.messages.count() == 31
