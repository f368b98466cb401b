"""Awarding: guarded, once, with its evidence, for the months of the rule (invariants 11, 13)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates import actions, rules
from certificates.models import Certificate
from certificates.states import CertificateState
from common.models import AuditEntry, Override
from common.problems import Refused
from courses.models import Declaration, Enrolment
from mail.models import Message
from tests import factories
from tests.certificates import world
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)


def award(enrolment: Enrolment, by: Person, **changes: Any) -> Certificate:
    asked = {"issued_on": TODAY, "now": factories.NOW} | changes
    return actions.award(enrolment=enrolment, by=by, **asked)


def unsigned(anna: Person, **fields: Any) -> Enrolment:
    enrolment = world.ready(anna, **fields)
    Declaration.objects.all().delete()
    return enrolment


def test_award_writes_a_certificate(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna)

    certificate = award(enrolment, office)

    assert certificate.number == f"{enrolment.run.course.code}-2027-0001"
    assert (certificate.person, certificate.enrolment) == (anna, enrolment)
    assert (certificate.issued_on, certificate.valid_until) == (TODAY, dt.date(2030, 3, 1))
    assert (certificate.awarded_by, certificate.awarded_at) == (office, factories.NOW)
    assert (certificate.state, certificate.cycle, certificate.renews) == ("issued", 1, None)
    assert rules.check_sign_problems(certificate.verification_code) == []


def test_award_of_who_has_everything_needs_no_override(
    office: Person, anna: Person, quinty: Person
) -> None:
    assert award(world.complete(anna, quinty), office).snapshot["certifiable"] is True


def test_award_completes_the_enrolment(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna)

    award(enrolment, office)

    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    assert AuditEntry.objects.filter(verb="enrolment.completed", by=office).count() == 1


def test_award_of_a_completed_enrolment_leaves_it(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna, state="completed", ended_at=world.AT)

    award(enrolment, office)

    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.ended_at) == ("completed", world.AT)


def test_award_keeps_what_was_known_without_names(office: Person, anna: Person) -> None:
    snapshot = award(world.ready(anna), office).snapshot

    assert (snapshot["on"], snapshot["reasons"]) == ("2027-03-01", [])
    assert snapshot["rules"] == {"code_of_conduct": {}}
    assert "Anna" not in str(snapshot)


def test_award_tells_the_holder_once(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna)

    for _ in range(2):
        certificate = award(enrolment, office)

    [message] = Message.objects.filter(recipient=anna, purpose="certificate.awarded")
    assert message.context == {"certificate": certificate.pk}


def test_award_is_logged(office: Person, anna: Person) -> None:
    certificate = award(world.ready(anna), office)

    [entry] = AuditEntry.objects.filter(subject_type="certificates.certificate")
    assert (entry.verb, entry.by_id, entry.subject_id) == (
        "certificate.awarded",
        office.pk,
        certificate.pk,
    )


def test_award_again_returns_the_same(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna)

    first, second = award(enrolment, office), award(enrolment, office, issued_on=world.DAY)

    assert (first, first.issued_on) == (second, second.issued_on)
    assert Certificate.objects.count() == 1


def test_award_is_refused_with_every_missing_thing(office: Person, anna: Person) -> None:
    run = factories.run(
        curriculum=factories.curriculum(
            {"final_assignment": {"result": "goedgekeurd"}, "code_of_conduct": {}}
        )
    )

    with refuses("final_assignment", "code_of_conduct"):
        award(factories.enrolment(run, anna), office)
    assert not Certificate.objects.exists()


def test_award_with_an_override_keeps_its_reason(office: Person, anna: Person) -> None:
    certificate = award(unsigned(anna), office, override="Signed on paper")

    kept = Override.objects.get()
    assert (kept.codes, kept.reason) == (["code_of_conduct"], "Signed on paper")
    assert kept.entry.subject_id == certificate.pk
    assert certificate.snapshot["reasons"] == ["code_of_conduct"]


def test_award_with_an_override_is_for_the_office(anna: Person, bas: Person) -> None:
    with refuses("code_of_conduct", "override.not_allowed"):
        award(unsigned(anna), bas, override="I say so")


def test_award_to_oneself_is_refused_whatever_the_reason(office: Person) -> None:
    with refuses("award.own"):
        award(world.ready(office), office, override="I earned it")


@pytest.mark.parametrize(
    ("issued_on", "code"),
    [
        (dt.date(2027, 3, 2), "award.in_the_future"),
        (dt.date(1999, 3, 1), "day.out_of_range"),
        ("2027-03-01", "day.wrong_type"),
        (factories.NOW, "day.wrong_type"),
        (None, "day.wrong_type"),
    ],
)
def test_award_needs_a_day_that_can_be(
    issued_on: object, code: str, office: Person, anna: Person
) -> None:
    with refuses(code):
        award(world.ready(anna), office, issued_on=issued_on)


def test_award_says_everything_at_once(office: Person) -> None:
    with refuses("award.own", "award.in_the_future", "code_of_conduct"):
        award(unsigned(office), office, issued_on=dt.date(2027, 3, 2))


def test_award_today_is_the_local_day(office: Person, anna: Person) -> None:
    night = factories.utc(2027, 3, 1, 23, 30)

    certificate = award(world.ready(anna), office, issued_on=dt.date(2027, 3, 2), now=night)

    assert certificate.snapshot["on"] == "2027-03-02"


@pytest.mark.parametrize("state", ["applied", "waitlisted", "cancelled", "withdrawn", "offered"])
def test_award_to_who_does_not_take_part_is_refused(
    state: str, office: Person, anna: Person
) -> None:
    moments = {"waitlisted_at": world.AT, "offer_deadline": world.AT, "ended_at": world.AT}
    enrolment = world.ready(anna, state=state, **moments)

    with refuses(f"enrolment.{state}"):
        award(enrolment, office, override="Anyway")


def test_award_to_who_did_not_complete_needs_a_reason(office: Person, anna: Person) -> None:
    enrolment = world.ready(anna, state="not_completed", ended_at=world.AT)

    with refuses("enrolment.not_completed"):
        award(enrolment, office)
    award(enrolment, office, override="Finished in April")

    enrolment.refresh_from_db()
    assert enrolment.state == "completed"


@pytest.mark.parametrize(
    ("months", "issued_on", "valid_until"),
    [
        (36, dt.date(2024, 9, 14), dt.date(2027, 9, 14)),
        (36, dt.date(2026, 8, 31), dt.date(2029, 8, 31)),
        (12, dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (1, dt.date(2027, 1, 31), dt.date(2027, 2, 28)),
        (6, dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
    ],
)
def test_award_is_valid_for_the_months_of_the_rule(
    months: int, issued_on: dt.date, valid_until: dt.date, office: Person, anna: Person
) -> None:
    enrolment = world.ready(anna)
    type(enrolment.curriculum).objects.update(valid_months=months)

    certificate = award(enrolment, office, issued_on=issued_on)

    assert certificate.valid_until == valid_until


def test_award_numbers_follow_each_other_per_course_and_year(office: Person) -> None:
    run = factories.run(curriculum=factories.curriculum())
    days = [TODAY, TODAY, dt.date(2026, 12, 31)]

    numbers = [award(factories.enrolment(run), office, issued_on=day).number for day in days]

    assert numbers == [
        f"{run.course.code}-{end}" for end in ("2027-0001", "2027-0002", "2026-0001")
    ]


def test_award_passes_by_numbers_that_were_taken_over(office: Person, bas: Person) -> None:
    enrolment = world.ready()
    factories.certificate(bas, number=f"{enrolment.run.course.code}-2027-0041")

    assert award(enrolment, office).number.endswith("-2027-0042")


def test_award_after_revoking_needs_a_reason_and_gets_another_number(
    office: Person, anna: Person
) -> None:
    enrolment = world.ready(anna)
    first = award(enrolment, office)
    world.revoke(first, office)

    with refuses("award.was_revoked"):
        award(enrolment, office)
    second = award(enrolment, office, override="It was right after all")

    assert first.number != second.number
    assert award(enrolment, office) == second
    assert Certificate.objects.get(pk=first.pk).state == CertificateState.REVOKED


def test_award_codes_are_random(office: Person) -> None:
    run = factories.run(curriculum=factories.curriculum())

    codes = {award(factories.enrolment(run), office).verification_code for _ in range(20)}

    # The first sign of twenty codes in sequence would hardly vary.
    assert len(codes) == 20
    assert len({code[0] for code in codes}) > 3


def test_award_that_is_refused_changes_nothing(office: Person, anna: Person) -> None:
    enrolment = unsigned(anna)

    with pytest.raises(Refused):
        award(enrolment, office)

    enrolment.refresh_from_db()
    assert enrolment.state == "enrolled"
    assert not Message.objects.exists()
    assert not AuditEntry.objects.exists()
