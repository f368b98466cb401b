"""The log is append-only: through Django, through plain SQL, and after a real transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from common import audit
from common.models import AuditEntry, Override
from common.problems import Problem, approval, warning

if TYPE_CHECKING:
    import datetime as dt

    from people.models import Person

STATEMENTS = [
    "UPDATE common_auditentry SET verb = 'other'",
    "DELETE FROM common_auditentry",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_log_refuses_plain_sql(statement: str, anna: Person, now: dt.datetime) -> None:
    audit.record("person.seen", anna, by=None, at=now)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["person.seen"]


@pytest.mark.django_db(transaction=True)
def test_log_can_be_written_in_a_real_transaction(now: dt.datetime) -> None:
    subject = Override(pk=1)

    entry = audit.record("override.seen", subject, by=None, at=now)

    assert list(AuditEntry.objects.all()) == [entry]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_log_still_refuses_after_the_database_was_emptied(statement: str, now: dt.datetime) -> None:
    call_command("flush", interactive=False, verbosity=0)
    audit.record("override.seen", Override(pk=1), by=None, at=now)

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(statement)


def test_log_refuses_a_changed_row(anna: Person, now: dt.datetime) -> None:
    entry = audit.record("person.seen", anna, by=None, at=now)
    entry.verb = "person.overlooked"

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_log_refuses_changes_of_many_rows() -> None:
    with pytest.raises(TypeError):
        AuditEntry.objects.all().update(verb="other")
    with pytest.raises(TypeError):
        AuditEntry.objects.all().delete()


def test_entry_says_who_did_what_to_what_and_when(
    anna: Person, bas: Person, now: dt.datetime
) -> None:
    entry = audit.record("person.seen", anna, by=bas, at=now, count=2)

    entry.refresh_from_db()
    assert (entry.by_id, entry.verb, entry.at) == (bas.pk, "person.seen", now)
    assert (entry.subject_type, entry.subject_id) == ("people.person", anna.pk)
    assert entry.data == {"count": 2}
    assert str(entry) == f"2027-03-01 12:00 person.seen people.person {anna.pk}"


def test_entries_about_a_row_are_found(anna: Person, bas: Person, now: dt.datetime) -> None:
    first = audit.record("person.seen", anna, by=None, at=now)
    audit.record("person.seen", bas, by=None, at=now)
    second = audit.record("person.heard", anna, by=None, at=now)

    assert list(AuditEntry.objects.all().about(anna)) == [first, second]


def test_warning_that_was_passed_is_kept_as_a_code(anna: Person, now: dt.datetime) -> None:
    entry = audit.record("person.seen", anna, by=None, at=now, passed=[warning("b", "B.")])

    assert entry.data == {"passed": ["b"]}
    assert not Override.objects.exists()


def test_approval_that_was_passed_keeps_its_reason_apart(anna: Person, now: dt.datetime) -> None:
    passed = [warning("b", "B."), approval("a", "A.")]

    entry = audit.record("person.seen", anna, by=None, at=now, passed=passed, reason="A reason.")

    override = Override.objects.get(entry=entry)
    assert (override.codes, override.reason) == (["a", "b"], "A reason.")
    assert entry.data == {"passed": ["a", "b"]}
    assert str(override) == "a, b: A reason."


@pytest.mark.django_db
def test_entry_without_a_verb_is_refused_by_the_database(now: dt.datetime) -> None:
    with pytest.raises(IntegrityError, match="audit_entry_has_a_verb"), transaction.atomic():
        audit.record("", Override(pk=1), by=None, at=now)


def test_override_without_a_reason_is_refused_by_the_database(
    anna: Person, now: dt.datetime
) -> None:
    passed = [approval("a", "A.")]

    with pytest.raises(IntegrityError, match="override_has_a_reason"), transaction.atomic():
        audit.record("person.seen", anna, by=None, at=now, passed=passed)


@pytest.mark.django_db
def test_problem_reads_as_its_sentence() -> None:
    assert str(Problem("a.code", "A sentence.")) == "A sentence."
