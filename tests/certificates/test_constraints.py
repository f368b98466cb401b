"""What the database itself holds about certificates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Certificate, Recommendation
from common.periods import Period
from tests import factories

if TYPE_CHECKING:
    from people.models import Person


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("certificate_is_valid_when_it_is_issued", {"valid_until": dt.date(2025, 6, 20)}),
        ("revoked_or_suspended_has_a_reason", {"state": "revoked"}),
        ("certificate_state_is_known", {"state": "lost", "state_reason": "data_error"}),
        ("later_cycle_renews_an_earlier_one", {"cycle": 2}),
    ],
)
def test_certificate_constraint_holds(name: str, fields: dict[str, Any], quinty: Person) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factories.certificate(quinty, **fields)
    assert not Certificate.objects.exists()


def test_certificate_is_one_per_enrolment_and_cycle(quinty: Person) -> None:
    enrolment = factories.enrolment(somebody=quinty)
    factories.certificate(quinty, enrolment=enrolment)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.certificate(quinty, enrolment=enrolment)


def test_certificate_is_renewed_once(quinty: Person) -> None:
    old = factories.certificate(quinty)
    factories.certificate(quinty, renews=old, cycle=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.certificate(quinty, renews=old, cycle=2)


def test_revoked_certificate_leaves_room_for_another(quinty: Person) -> None:
    enrolment, revoked = factories.enrolment(somebody=quinty), {"state": "revoked"}
    factories.certificate(quinty, enrolment=enrolment, state_reason="data_error", **revoked)

    factories.certificate(quinty, enrolment=enrolment)

    assert Certificate.objects.count() == 2


@pytest.mark.parametrize("field", ["number", "verification_code"])
def test_number_and_code_are_unique(field: str, quinty: Person) -> None:
    factories.certificate(quinty, **{field: "SAME"})

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.certificate(quinty, **{field: "SAME"})


def test_recommendation_is_one_per_enrolment(quinty: Person, now: dt.datetime) -> None:
    facts = {"enrolment": factories.enrolment(), "snapshot": {}, "recommended_at": now}
    Recommendation.objects.create(recommended_by=quinty, **facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(recommended_by=quinty, **facts)


def test_certificate_period_holds_both_end_days(quinty: Person) -> None:
    certificate = factories.certificate(quinty)

    assert certificate.period == Period(dt.date(2025, 6, 21), dt.date(2028, 6, 22))
    assert certificate.valid_until in certificate.period


def test_rows_are_shown_by_number_and_by_name(anna: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment(somebody=anna)
    made = Recommendation(enrolment=enrolment, recommended_at=now)

    assert str(factories.certificate(anna, number="TTT-1")) == "TTT-1"
    assert str(made) == str(enrolment)


def test_newest_first_sorts_each_persons_certificates(anna: Person, bas: Person) -> None:
    old = factories.certificate(anna)
    other = factories.certificate(bas)
    new = factories.certificate(anna, valid_until=dt.date(2031, 6, 21))

    assert list(Certificate.objects.newest_first()) == [new, old, other]
