"""Renewing: a new row that points to the old one and loses no time (invariants 13 and 14)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import actions, rules
from certificates.models import Certificate
from common import periods
from common.models import AuditEntry
from mail.models import Message
from tests import factories
from tests.certificates import world
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

TODAY = dt.date(2027, 3, 1)


def held(person: Person, **fields: Any) -> Certificate:
    values = {"valid_until": dt.date(2027, 5, 31)} | fields
    if "course" not in values:
        values["course"] = world.course()
    return factories.certificate(person, **values)


def renew(certificate: Certificate, by: Person, **changes: Any) -> Certificate:
    asked = {"issued_on": TODAY, "now": factories.NOW} | changes
    return actions.renew(certificate=certificate, by=by, **asked)


def test_renew_makes_a_new_row_that_points_to_the_old(quinty: Person, office: Person) -> None:
    old = held(quinty)

    new = renew(old, office)

    assert (new.renews, new.cycle, new.person, new.issued_on) == (old, 2, quinty, TODAY)
    assert new.number == "TTT-2027-0001"
    assert new.verification_code != old.verification_code
    assert Certificate.objects.get(pk=old.pk).valid_until == dt.date(2027, 5, 31)


@pytest.mark.parametrize("issued_on", [dt.date(2027, 1, 1), TODAY])
def test_renew_in_time_loses_no_time(issued_on: dt.date, quinty: Person, office: Person) -> None:
    new = renew(held(quinty), office, issued_on=issued_on)

    assert new.valid_until == dt.date(2030, 5, 31)


def test_renew_on_the_last_day_is_in_time(quinty: Person, office: Person) -> None:
    assert renew(held(quinty, valid_until=TODAY), office).valid_until == dt.date(2030, 3, 1)


def test_renew_late_starts_on_the_day_of_issue(quinty: Person, office: Person) -> None:
    new = renew(held(quinty, valid_until=dt.date(2027, 2, 27)), office)

    [entry] = AuditEntry.objects.about(new)
    assert new.valid_until == dt.date(2030, 3, 1)
    assert entry.data["passed"] == ["renewal.late"]


def test_renew_uses_the_months_of_the_newest_published_rule(quinty: Person, office: Person) -> None:
    old = held(quinty)
    factories.curriculum(course=old.course, revision=2, valid_months=24)
    factories.curriculum(course=old.course, revision=3, valid_months=12, state="draft")

    assert renew(old, office).valid_until == dt.date(2029, 5, 31)


def test_renew_tells_the_holder_and_is_logged(quinty: Person, office: Person) -> None:
    old = held(quinty)

    new = renew(old, office)

    [entry] = AuditEntry.objects.about(new)
    assert (entry.verb, entry.data) == ("certificate.renewed", {"renews": old.pk})
    assert Message.objects.get().purpose == "certificate.renewed"


def test_renew_twice_is_refused(quinty: Person, office: Person) -> None:
    old = held(quinty)
    renew(old, office)

    with refuses("renewal.not_newest"):
        renew(old, office)


def test_renew_the_renewed_one_gives_the_third_cycle(quinty: Person, office: Person) -> None:
    third = renew(renew(held(quinty), office), office)

    assert (third.cycle, third.valid_until) == (3, dt.date(2033, 5, 31))


def test_renew_keeps_the_enrolment_in_sight(anna: Person, office: Person) -> None:
    enrolment = world.ready(anna)
    first = actions.award(enrolment=enrolment, issued_on=TODAY, by=office, now=factories.NOW)

    assert renew(first, office).enrolment == enrolment


def test_renew_after_a_revoked_renewal_is_allowed(quinty: Person, office: Person) -> None:
    old = held(quinty)
    wrong = renew(old, office)
    world.revoke(wrong, office)

    right = renew(old, office)

    assert (right.renews, right.cycle, right.number) == (old, 2, "TTT-2027-0002")


def test_renew_what_is_no_longer_the_newest_is_refused(quinty: Person, office: Person) -> None:
    old = held(quinty)
    held(quinty, course=old.course, number="NEW", valid_until=dt.date(2029, 1, 1))

    with refuses("renewal.not_newest"):
        renew(old, office)


@pytest.mark.parametrize("state", ["suspended", "revoked"])
def test_renew_what_is_not_valid_is_refused(state: str, quinty: Person, office: Person) -> None:
    with refuses("renewal.not_valid"):
        renew(held(quinty, state=state, state_reason="data_error"), office)


def test_renew_ones_own_is_refused(office: Person) -> None:
    with refuses("award.own"):
        renew(held(office), office)


def test_renew_without_a_published_rule_is_refused(quinty: Person, office: Person) -> None:
    with refuses("renewal.no_curriculum"):
        renew(factories.certificate(quinty), office)


@pytest.mark.parametrize(
    ("issued_on", "code"),
    [
        (dt.date(2027, 3, 2), "award.in_the_future"),
        (dt.date(2025, 6, 20), "renewal.before_issue"),
        ("soon", "day.wrong_type"),
        (dt.date(3027, 1, 1), "day.out_of_range"),
    ],
)
def test_renew_on_a_day_that_cannot_be_is_refused(
    issued_on: object, code: str, quinty: Person, office: Person
) -> None:
    with refuses(code):
        renew(held(quinty), office, issued_on=issued_on)
    assert Certificate.objects.count() == 1


def test_renew_says_everything_at_once(office: Person) -> None:
    old = factories.certificate(office, state="suspended", state_reason="under_review")

    with refuses("award.own", "renewal.not_valid", "renewal.no_curriculum", "day.wrong_type"):
        renew(old, office, issued_on=None)


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(DAYS, DAYS, st.integers(1, 60))
def test_renewal_never_loses_a_day_and_gives_none_away(
    ends: dt.date, issued_on: dt.date, months: int
) -> None:
    old = Certificate(issued_on=dt.date(2019, 1, 1), valid_until=ends)

    end = rules.renewal_end(old, issued_on, months)

    in_time = issued_on <= ends
    assert end == periods.add_months(ends if in_time else issued_on, months)
    assert end > max(ends, issued_on)
