"""Taking over a certificate from before this program."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates import actions, rules
from certificates.models import Certificate
from common.models import AuditEntry
from mail.models import Message
from tests import factories
from tests.certificates import world
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person


def take_over(person: Person, by: Person, **changes: Any) -> Certificate:
    facts: dict[str, Any] = {
        "number": "TTT-2024-0001",
        "issued_on": dt.date(2024, 9, 14),
        "valid_until": dt.date(2027, 9, 14),
        "now": factories.NOW,
    } | changes
    if "course" not in facts:
        facts["course"] = world.course()
    return actions.take_over_certificate(person=person, by=by, **facts)


def test_take_over_keeps_the_certificate_as_it_was(quinty: Person, office: Person) -> None:
    certificate = take_over(quinty, office)

    assert (certificate.person, certificate.number) == (quinty, "TTT-2024-0001")
    assert (certificate.enrolment, certificate.snapshot) == (None, {})
    assert rules.check_sign_problems(certificate.verification_code) == []
    assert Certificate.objects.valid_on(dt.date(2027, 9, 14)).get() == certificate
    assert not Certificate.objects.valid_on(dt.date(2027, 9, 15)).exists()


def test_take_over_is_logged_and_nobody_is_told(quinty: Person, office: Person) -> None:
    take_over(quinty, office)

    assert [entry.verb for entry in AuditEntry.objects.all()] == ["certificate.taken_over"]
    assert not Message.objects.exists()


def test_take_over_again_returns_the_first(quinty: Person, office: Person) -> None:
    course = world.course()

    first, second = (take_over(quinty, office, course=course) for _ in range(2))

    assert first == second
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"issued_on": dt.date(2024, 9, 15)}, {"valid_until": dt.date(2028, 9, 14)}]
)
def test_take_over_of_a_number_with_other_facts_is_refused(
    changes: dict[str, Any], quinty: Person, office: Person
) -> None:
    course = world.course()
    take_over(quinty, office, course=course)

    with refuses("certificate.number_taken"):
        take_over(quinty, office, course=course, **changes)


def test_take_over_of_a_number_of_somebody_else_is_refused(
    quinty: Person, bas: Person, office: Person
) -> None:
    course = world.course()
    take_over(quinty, office, course=course)

    with refuses("certificate.number_taken"):
        take_over(bas, office, course=course)


def test_take_over_of_a_number_of_another_course_is_refused(quinty: Person, office: Person) -> None:
    take_over(quinty, office)

    with refuses("certificate.number_taken"):
        take_over(quinty, office, course=world.course("OTHER"))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"number": ""}, ["text.required"]),
        ({"number": "x" * 41}, ["text.too_long"]),
        ({"number": "TTT\x00"}, ["text.nul"]),
        ({"number": 7}, ["text.wrong_type"]),
        ({"issued_on": "2024-09-14"}, ["day.wrong_type"]),
        ({"valid_until": dt.date(2024, 9, 13)}, ["certificate.ends_before_issue"]),
        (
            {"number": "", "issued_on": None, "valid_until": dt.date(27, 1, 1)},
            ["text.required", "day.wrong_type", "day.out_of_range"],
        ),
    ],
)
def test_take_over_of_what_cannot_be_is_refused_with_everything(
    changes: dict[str, Any], codes: list[str], quinty: Person, office: Person
) -> None:
    with refuses(*codes):
        take_over(quinty, office, **changes)
    assert not Certificate.objects.exists()


def test_take_over_for_oneself_is_refused(office: Person) -> None:
    with refuses("award.own"):
        take_over(office, office)


def test_take_over_with_an_emoji_in_the_number_is_fine(quinty: Person, office: Person) -> None:
    assert take_over(quinty, office, number="Ĳ 🎓 1").number == "Ĳ 🎓 1"


def test_take_over_from_the_future_is_a_warning(quinty: Person, office: Person) -> None:
    certificate = take_over(quinty, office, issued_on=dt.date(2027, 3, 2))

    assert certificate.issued_on == dt.date(2027, 3, 2)
