"""Registering people as they write their names, archiving them, and bringing them back."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from common.models import AuditEntry
from common.problems import Refused
from people import actions
from people.models import Person
from tests import factories
from tests.refusals import refuses

NOW = factories.NOW


def register(**fields: Any) -> Person:
    """Register Iris IJsbloem, who registers herself."""
    values: dict[str, Any] = {
        "given_name": "Iris",
        "infix": "",
        "family_name": "IJsbloem",
        "email": None,
        "communication": "",
        "local_group": None,
        "by": None,
        "now": NOW,
    } | fields
    return actions.register_person(**values)


def try_to_register(_number: int) -> str:
    """Register in a thread of its own; return what came of it."""
    try:
        register(email="iris@example.org")
    except Refused as refusal:
        return refusal.problems[0].code
    else:
        return "registered"
    finally:
        connection.close()


def verbs(person: Person) -> list[str]:
    """Return what the log says was done with somebody."""
    return [entry.verb for entry in AuditEntry.objects.all().about(person)]


def test_person_is_registered_with_everything_that_was_given(office: Person) -> None:
    group, place = factories.local_group(), factories.municipality()

    person = register(
        email="iris@example.org",
        communication="plain_language",
        local_group=group,
        municipality=place,
        language="en",
        by=office,
    )

    person.refresh_from_db()
    assert (person.email, person.communication, person.language) == (
        "iris@example.org",
        "plain_language",
        "en",
    )
    assert (person.local_group, person.municipality) == (group, place)
    assert (person.registered_at, person.is_active) == (NOW, True)
    assert AuditEntry.objects.get().by_id == office.pk


@pytest.mark.django_db
def test_new_account_has_no_password() -> None:
    assert not register(email="iris@example.org").has_usable_password()


@pytest.mark.parametrize(
    "names",
    [
        ("Iris", "", "IJsbloem"),
        ("Iris", "", "Ĳsbloem"),
        ("Dirk", "van den", "Drop"),
        ("Greet", "de", "Gember"),
        ("Jelle", "", "Sûkerbôle"),
        ("👩‍🦽", "", "🍎"),
        ("Ōji", "'t", "O’Neill–Ñandú"),
    ],
)
@pytest.mark.django_db
def test_name_stays_as_it_was_typed(names: tuple[str, str, str]) -> None:
    person = register(given_name=names[0], infix=names[1], family_name=names[2])

    person.refresh_from_db()
    assert (person.given_name, person.infix, person.family_name) == names
    assert str(person) == person.get_full_name() == " ".join(name for name in names if name)


@pytest.mark.django_db
def test_accent_in_two_signs_is_kept_as_one() -> None:
    person = register(family_name="Su\u0302kerbo\u0302le ")

    assert person.family_name == "Sûkerbôle"


@pytest.mark.parametrize("email", ["iris@example.org", "IRIS@Example.ORG", " iris@example.org "])
@pytest.mark.django_db
def test_email_address_is_known_whatever_its_capitals(email: str) -> None:
    register(email="Iris@example.org")

    with refuses("person.email_taken"):
        register(email=email)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_email_address_of_somebody_in_the_archive_is_still_theirs() -> None:
    factories.person(email="iris@example.org", archived_at=NOW)

    with refuses("person.email_taken"):
        register(email="iris@example.org")


@pytest.mark.parametrize("email", [None, "", "  "])
@pytest.mark.django_db
def test_people_without_an_address_are_told_apart_by_nothing(email: str | None) -> None:
    assert register(email=email).email is None
    assert register(email=email).email is None


@pytest.mark.django_db
def test_everything_wrong_with_a_person_is_told_at_once() -> None:
    with refuses(
        "text.required",
        "text.too_long",
        "text.nul",
        "email.invalid",
        "person.language_unknown",
        "person.communication_unknown",
    ):
        register(
            given_name=" ",
            infix="x" * 21,
            family_name="a\x00",
            email="nobody",
            language="fy",
            communication="telepathy",
        )
    assert not Person.objects.exists()


@pytest.mark.parametrize("value", [None, 5, b"Iris", ["Iris"]])
@pytest.mark.django_db
def test_values_of_the_wrong_type_are_refused(value: object) -> None:
    with refuses(
        "text.wrong_type", "text.wrong_type", "text.wrong_type", "person.language_unknown"
    ):
        register(given_name=value, infix=value, family_name=value, language=value)


@pytest.mark.django_db
def test_local_group_is_a_local_group_that_is_still_there() -> None:
    council = factories.local_group(kind="council", archived_at=NOW)

    with refuses("person.not_a_local_group", "organisation.archived"):
        register(local_group=council)


@given(st.text(max_size=90), st.text(max_size=30), st.text(max_size=40))
@settings(max_examples=50)
@pytest.mark.django_db
def test_any_text_is_kept_or_refused(name: str, infix: str, email: str) -> None:
    try:
        person = register(given_name=name, infix=infix, email=email)
    except Refused as refusal:
        codes = {problem.code.partition(".")[0] for problem in refusal.problems}
        assert codes <= {"text", "email", "person"}
    else:
        person.refresh_from_db()
        assert person.given_name


@pytest.mark.django_db(transaction=True)
def test_of_many_with_one_address_at_the_same_moment_one_is_registered() -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(try_to_register, range(8)))

    assert sorted(outcomes) == ["person.email_taken"] * 7 + ["registered"]
    assert Person.objects.count() == 1


def test_archived_person_cannot_sign_in_and_is_not_present(anna: Person, office: Person) -> None:
    archived = actions.archive_person(person=anna, by=office, now=NOW)

    assert (archived.archived_at, archived.is_active) == (NOW, False)
    assert list(Person.objects.present()) == [office]
    assert verbs(anna) == ["person.archived"]


def test_archiving_twice_keeps_the_first_moment(anna: Person) -> None:
    actions.archive_person(person=anna, by=None, now=NOW)

    again = actions.archive_person(person=anna, by=None, now=NOW + dt.timedelta(days=1))

    assert again.archived_at == NOW
    assert verbs(anna) == ["person.archived"]


def test_person_comes_back_from_the_archive(anna: Person) -> None:
    actions.archive_person(person=anna, by=None, now=NOW)

    back = actions.bring_back_person(person=anna, by=None, now=NOW)

    assert (back.archived_at, back.is_active) == (None, True)
    assert list(Person.objects.present()) == [anna]
    assert verbs(anna) == ["person.archived", "person.brought_back"]


def test_bringing_back_somebody_who_is_there_changes_nothing(anna: Person) -> None:
    assert actions.bring_back_person(person=anna, by=None, now=NOW).archived_at is None
    assert verbs(anna) == []


@pytest.mark.django_db
def test_merged_and_erased_people_do_not_come_back(anna: Person) -> None:
    merged = factories.person(merged_into=anna, archived_at=NOW)
    erased = factories.person(erased_at=NOW, archived_at=NOW)

    for act in (actions.archive_person, actions.bring_back_person):
        with refuses("person.merged"):
            act(person=merged, by=None, now=NOW)
        with refuses("person.erased"):
            act(person=erased, by=None, now=NOW)


@pytest.mark.django_db
def test_natural_key_is_the_address_whatever_its_capitals() -> None:
    person = register(email="Iris@example.org")

    assert Person.objects.get_by_natural_key("iris@EXAMPLE.org") == person


@pytest.mark.django_db
def test_superuser_has_a_password_and_may_do_everything() -> None:
    root = Person.objects.create_superuser("root@example.org", "secret", given_name="Root")

    assert root.check_password("secret")
    assert root.is_superuser


@pytest.mark.parametrize("email", ["anna@example.org", "ANNA@example.org"])
@pytest.mark.django_db
def test_database_refuses_an_address_twice(email: str) -> None:
    factories.person(email="anna@example.org")

    with pytest.raises(IntegrityError, match="email"), transaction.atomic():
        factories.person(email=email)


def test_database_refuses_a_person_merged_into_itself(anna: Person) -> None:
    anna.merged_into = anna

    with pytest.raises(IntegrityError, match="person_is_not_merged"), transaction.atomic():
        anna.save()
