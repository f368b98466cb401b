"""Certificates over HTTP: taken over, decided on, renewed, and on what they were awarded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates.models import Certificate, Recommendation
from people.models import Role
from tests import factories
from tests.api.asking import get, ids, post, refused, status
from tests.certificates import world
from tests.factories import NOW
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person


@pytest.fixture
def held(quinty: Person) -> Certificate:
    """Quinty's certificate of a course with a rule."""
    course = world.course("TTT")
    scenes.pool_rule(course)
    return factories.certificate(quinty, course=course)


def old(quinty: Person, **fields: Any) -> dict[str, Any]:
    """Return the words of a certificate from before."""
    return {
        "person": quinty.pk,
        "course": world.course("OLD").pk,
        "number": "OLD-1",
        "issuedOn": "2025-01-01",
        "validUntil": "2028-01-01",
    } | fields


def test_certificate_is_taken_over(office: Person, quinty: Person) -> None:
    made = post(office, "/certificates", old(quinty))
    assert (made["number"], made["validUntil"]) == ("OLD-1", "2028-01-01")
    assert made["person"] == {"id": quinty.pk, "name": "Quinty Muisjes"}


def test_certificate_that_ends_before_it_begins_is_not_taken_over(
    office: Person, quinty: Person
) -> None:
    answer = refused(office, "/certificates", old(quinty, validUntil="2024-01-01"))
    assert answer == (409, ["certificate.ends_before_issue"])
    assert not Certificate.objects.exists()


def test_certificate_is_suspended_reinstated_and_revoked_by_two(
    office: Person, held: Certificate
) -> None:
    path, why = f"/certificates/{held.pk}", {"reason": "under_review"}
    assert post(office, f"{path}/_suspend", why)["state"] == "suspended"
    assert post(office, f"{path}/_reinstate")["state"] == "issued"
    proposed = post(office, f"{path}/revocations", why | {"note": "A wrong course"})
    confirm, reason = f"/revocations/{proposed['id']}/_confirm", {"override": "It is urgent"}
    assert refused(office, confirm, reason) == (
        409,
        ["revocation.own_proposal", "revocation.too_soon"],
    )
    assert post(factories.office_member(), confirm, reason)["state"] == "confirmed"
    assert get(office, path)["state"] == "revoked"
    assert post_codes(office, path) == {"state.not_allowed"}


def post_codes(office: Person, path: str) -> set[str]:
    """Return why nothing goes any more for a certificate that was revoked."""
    why = {"reason": "data_error"}
    answers = [refused(office, f"{path}/{verb}", why) for verb in ("_suspend", "revocations")]
    answers.append(refused(office, f"{path}/_reinstate"))
    assert {number for number, _codes in answers} == {409}
    return {code for _number, codes in answers for code in codes}


def test_unknown_reason_is_a_slip(office: Person, held: Certificate) -> None:
    answer = refused(office, f"/certificates/{held.pk}/_suspend", {"reason": "weather"})
    assert answer == (400, ["input.invalid_choice"])


def test_certificate_is_renewed(office: Person, quinty: Person) -> None:
    course = world.course()
    scenes.pool_rule(course)
    held = factories.certificate(quinty, course=course, valid_until=dt.date(2027, 4, 1))
    made = post(office, f"/certificates/{held.pk}/_renew", {"issuedOn": "2027-03-01"})
    assert (made["renews"], made["cycle"], made["validUntil"]) == (held.pk, 2, "2030-04-01")


def test_certificate_is_not_renewed_too_early(office: Person, held: Certificate) -> None:
    answer = refused(office, f"/certificates/{held.pk}/_renew", {"issuedOn": "2027-03-01"})
    assert answer == (409, ["renewal.too_early"])


@pytest.mark.parametrize("verb", ["_suspend", "_reinstate", "revocations", "_renew"])
def test_holder_sees_the_certificate_and_decides_nothing(
    quinty: Person, held: Certificate, verb: str
) -> None:
    assert get(quinty, f"/certificates/{held.pk}")["number"] == held.number
    assert refused(quinty, f"/certificates/{held.pk}/{verb}") == (403, ["access.not_allowed"])


def test_evidence_is_for_the_holder_and_the_office(
    office: Person, quinty: Person, anna: Person, held: Certificate
) -> None:
    Certificate.objects.filter(pk=held.pk).update(snapshot={"figures": {"meetings": 4}})
    path = f"/certificates/{held.pk}/evidence"
    assert get(office, path) == get(quinty, path)
    assert get(quinty, path)["snapshot"] == {"figures": {"meetings": 4}}
    assert status(anna, path) == 404


def test_evidence_is_not_for_the_coordinator(quinty: Person, anna: Person) -> None:
    quinty.local_group = factories.local_group()
    quinty.save()
    held, region = factories.certificate(quinty), quinty.local_group.region
    Role.objects.create(person=anna, kind="coordinator", region=region, starts_on=NOW.date())
    assert ids(anna, "/certificates") == [held.pk]
    assert status(anna, f"/certificates/{held.pk}/evidence") == 403


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("validOn=2027-03-01", 1),
        ("validOn=2029-03-01", 0),
        ("state=issued&state=revoked", 1),
        ("state=revoked", 0),
        ("isFlagged=false", 1),
        ("isFlagged=true", 0),
        ("search=muisjes", 1),
        ("search=nobody", 0),
        ("endsBefore=2028-06-22&endsFrom=2028-06-21", 1),
    ],
)
def test_certificates_are_found(office: Person, held: Certificate, query: str, number: int) -> None:
    assert len(ids(office, f"/certificates?{query}")) == number


def test_recommendation_is_found_by_run(office: Person, anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    made = Recommendation.objects.create(
        enrolment=enrolment, recommended_by=office, recommended_at=NOW, snapshot={"figures": {}}
    )
    [shown] = get(office, f"/recommendations?run={enrolment.run_id}")["results"]
    assert (shown["id"], shown["recommendedAt"]) == (made.pk, "2027-03-01T12:00:00Z")
    assert "snapshot" not in shown
