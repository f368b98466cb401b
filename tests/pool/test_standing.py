"""Standings from the database: which facts are used, and in how many queries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates.states import CertificateState, RevocationReason
from courses.models import Course
from pool import standing
from pool.models import Topic
from pool.states import DEPLOYABLE, EndorsementKind, PoolStatus
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from certificates.models import Certificate
    from people.models import Person
    from tests.pool.scenes import CountQueries

ON = dt.date(2027, 3, 1)


def only(somebody: Person, on: dt.date = ON) -> standing.Standing:
    """Return the standing of one person."""
    (found,) = standing.load(on=on, people=[somebody.pk])
    return found


def test_standing_carries_everything_about_a_trainer(quinty: Person) -> None:
    certificate = scenes.trainer(quinty, needed={"session_given": 2})
    membership = factories.pool_member(quinty, factories.region(code="AMS"))
    membership.topics.add(Topic.objects.create(code="media", name="Media"))
    scenes.endorsement(quinty, EndorsementKind.COURSE)
    scenes.gave(quinty, dt.date(2027, 2, 1))

    assert only(quinty) == standing.Standing(
        person_id=quinty.pk,
        name="Quinty Muisjes",
        status=PoolStatus.ACTIVE,
        reasons=(),
        in_pool=True,
        renewal_due=False,
        certificate_id=certificate.pk,
        certificate_number=certificate.number,
        issued_on=dt.date(2025, 6, 21),
        valid_until=dt.date(2028, 6, 21),
        days_to_expiry=478,
        grace_until=dt.date(2028, 9, 21),
        counts={"session_given": 1},
        shortfall={"session_given": 1},
        last_session=dt.date(2027, 2, 1),
        regions=("AMS",),
        topics=("media",),
        endorsements=("course",),
    )
    assert not only(quinty).renewable


def test_trainer_with_nothing_missing_is_renewable(quinty: Person) -> None:
    scenes.trainer(quinty, needed={"session_given": 1})
    scenes.gave(quinty, dt.date(2027, 2, 1))

    assert only(quinty).renewable


def test_standings_come_by_family_name(anna: Person, bas: Person, quinty: Person) -> None:
    for somebody in (quinty, bas, anna):
        factories.certificate(somebody)

    assert [one.name for one in standing.load(on=ON)] == [
        "Anna Appelmoes",
        "Bas Boschebol",
        "Quinty Muisjes",
    ]


def test_nobody_stands_anywhere_before_the_day_of_issue(quinty: Person) -> None:
    factories.certificate(quinty)

    assert standing.load(on=dt.date(2025, 6, 20)) == []
    assert len(standing.load(on=dt.date(2025, 6, 21))) == 1


def test_people_limits_the_standings(anna: Person, bas: Person) -> None:
    factories.certificate(anna)
    factories.certificate(bas)

    assert [one.name for one in standing.load(on=ON, people=iter([bas.pk]))] == ["Bas Boschebol"]
    assert standing.load(on=ON, people=[]) == []


def test_trainer_outside_the_pool_has_no_regions(quinty: Person) -> None:
    factories.certificate(quinty)

    assert (only(quinty).in_pool, only(quinty).regions) == (False, ())


def test_trainer_who_left_has_left_from_that_day(quinty: Person) -> None:
    scenes.trainer(quinty)
    scenes.gave(quinty, dt.date(2027, 2, 1))
    factories.pool_member(quinty, factories.region(), left_on=ON)

    assert only(quinty, dt.date(2027, 2, 28)).status == PoolStatus.ACTIVE
    assert (only(quinty).status, only(quinty).regions) == (PoolStatus.LEFT, ())


def test_trainer_who_came_back_is_in_the_pool(quinty: Person) -> None:
    factories.certificate(quinty)
    region = factories.region(code="AMS")
    factories.pool_member(quinty, region, joined_on=dt.date(2026, 9, 1))
    factories.pool_member(quinty, left_on=dt.date(2026, 2, 1))

    assert (only(quinty).in_pool, only(quinty).regions) == (True, ("AMS",))
    assert only(quinty, dt.date(2026, 5, 1)).status == PoolStatus.LEFT


def test_rule_in_force_is_the_last_that_began_to_apply(quinty: Person) -> None:
    course = factories.certificate(quinty).course
    for day, number in ((dt.date(2025, 1, 1), 1), (ON, 2), (dt.date(2027, 9, 1), 3)):
        scenes.pool_rule(course, applies_from=day, needed={"observed": number})

    assert only(quinty, dt.date(2027, 2, 28)).shortfall == {"observed": 1}
    assert only(quinty).shortfall == {"observed": 2}


def test_rule_of_another_course_says_nothing(quinty: Person) -> None:
    factories.certificate(quinty)
    scenes.pool_rule(Course.objects.create(code="OTHER", name="Other"), needed={"observed": 1})

    assert only(quinty).shortfall == {}


def test_newest_certificate_counts(quinty: Person) -> None:
    factories.certificate(quinty, issued_on=dt.date(2026, 1, 1), valid_until=dt.date(2027, 1, 1))
    newest = factories.certificate(quinty)

    assert only(quinty).certificate_id == newest.pk


def test_renewal_supersedes_what_it_renews_from_its_day_of_issue(quinty: Person) -> None:
    old = factories.certificate(quinty)
    new = renewal_of(old, issued_on=ON)

    assert only(quinty, dt.date(2027, 2, 28)).certificate_id == old.pk
    assert only(quinty).certificate_id == new.pk


def test_revoked_renewal_leaves_what_it_renewed_counting_for_its_own_period(
    quinty: Person,
) -> None:
    old = factories.certificate(quinty)
    new = renewal_of(old, issued_on=dt.date(2027, 2, 1))
    revoke(new)

    assert only(quinty, dt.date(2027, 2, 14)).certificate_id == new.pk
    assert (only(quinty).certificate_id, only(quinty).status) == (old.pk, PoolStatus.ACTIVE)
    assert standing.is_certified(quinty, ON)
    assert not standing.is_certified(quinty, old.valid_until + dt.timedelta(days=1))


def test_suspended_renewal_keeps_the_place_of_what_it_renewed(quinty: Person) -> None:
    new = renewal_of(factories.certificate(quinty), issued_on=dt.date(2027, 2, 1))
    new.state, new.state_since = CertificateState.SUSPENDED, ON
    new.state_reason = RevocationReason.UNDER_REVIEW
    new.save()

    assert standing.is_certified(quinty, dt.date(2027, 2, 28))
    assert not standing.is_certified(quinty, ON)
    assert (only(quinty).certificate_id, only(quinty).status) == (new.pk, PoolStatus.SUSPENDED)


def test_renewed_trainer_is_not_dormant_by_what_was_before_the_renewal(quinty: Person) -> None:
    old = scenes.trainer(quinty)
    scenes.gave(quinty, dt.date(2027, 2, 1))
    renewal_of(old, issued_on=ON)

    assert (only(quinty).status, only(quinty).counts) == (PoolStatus.ACTIVE, {})


def test_certificate_revoked_in_error_yields_to_the_new_one(quinty: Person) -> None:
    revoke(factories.certificate(quinty, valid_until=dt.date(2082, 6, 21)))
    correct = factories.certificate(quinty)

    assert only(quinty).certificate_id == correct.pk


def test_suspended_from_its_day_on(quinty: Person) -> None:
    suspended = factories.certificate(quinty)
    suspended.state, suspended.state_since = CertificateState.SUSPENDED, ON
    suspended.state_reason = RevocationReason.UNDER_REVIEW
    suspended.save()

    assert only(quinty, dt.date(2027, 2, 28)).status == PoolStatus.ACTIVE
    assert only(quinty).status == PoolStatus.SUSPENDED


def test_award_of_this_program_keeps_a_new_trainer_awake(anna: Person, bas: Person) -> None:
    earned = scenes.trainer(anna, issued_on=ON, enrolment=factories.enrolment(somebody=anna))
    factories.certificate(bas, issued_on=ON, course=earned.course)

    assert only(anna).status == PoolStatus.ACTIVE
    assert only(bas).status == PoolStatus.DORMANT


def test_endorsements_of_the_day(quinty: Person) -> None:
    factories.certificate(quinty)
    scenes.endorsement(quinty, EndorsementKind.COURSE, ends_on=ON)
    scenes.endorsement(quinty, EndorsementKind.INTERVISION, starts_on=ON)

    assert only(quinty, dt.date(2027, 2, 28)).endorsements == ("course",)
    assert only(quinty).endorsements == ("intervision",)


@pytest.mark.parametrize(
    ("day", "certified"),
    [
        (dt.date(2025, 6, 20), False),
        (dt.date(2025, 6, 21), True),
        (dt.date(2028, 6, 21), True),
        (dt.date(2028, 6, 22), False),
    ],
)
def test_certified_on_both_end_days(quinty: Person, day: dt.date, *, certified: bool) -> None:
    factories.certificate(quinty)

    assert standing.is_certified(quinty, day) is certified


def test_renewal_looks_at_the_certificate_that_is_asked(quinty: Person) -> None:
    old = scenes.trainer(quinty, needed={"session_given": 1})
    scenes.gave(quinty, dt.date(2027, 2, 1))
    new = renewal_of(old, issued_on=ON)

    assert standing.renewal(old, on=ON).shortfall == {}
    assert standing.renewal(new, on=ON).shortfall == {"session_given": 1}


@pytest.mark.parametrize("number", [1, 30, 3000])
@pytest.mark.django_db
def test_standings_ask_the_same_number_of_queries(
    number: int, django_assert_num_queries: CountQueries
) -> None:
    scenes.big_pool(number)

    with django_assert_num_queries(3):
        found = standing.load(on=ON)
    assert len(found) == number
    assert {one.status for one in found} <= set(DEPLOYABLE)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.django_db
def test_standings_of_some_ask_the_same_number_of_queries(
    number: int, django_assert_num_queries: CountQueries
) -> None:
    people = scenes.big_pool(number)

    with django_assert_num_queries(3):
        assert len(standing.load(on=ON, people=people)) == number


def renewal_of(old: Certificate, **fields: Any) -> Certificate:
    """Make the certificate that renews another."""
    return factories.certificate(
        old.person,
        **{"course": old.course, "renews": old, "cycle": 2, "valid_until": dt.date(2031, 6, 21)}
        | fields,
    )


def revoke(certificate: Certificate) -> None:
    """Revoke a certificate in February 2027."""
    certificate.state, certificate.state_since = CertificateState.REVOKED, dt.date(2027, 2, 15)
    certificate.state_reason = RevocationReason.DATA_ERROR
    certificate.save()
