"""What only who is certified may do: renewing, and coming into the pool with a certificate."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certificates.models import Certificate
from common.models import AuditEntry, Override
from courses.states import EnrolmentState
from people.states import OrganisationKind
from pool import actions, standing
from pool.models import PoolMembership
from pool.states import LeaveReason, PoolStatus
from tests import factories
from tests.pool import scenes
from tests.refusals import refuses

if TYPE_CHECKING:
    from courses.models import Enrolment
    from people.models import Person

ON = dt.date(2027, 3, 1)
ENDS = dt.date(2027, 4, 1)


def certificate_of(
    holder: Person, needed: dict[str, int] | None = None, **fields: Any
) -> Certificate:
    """Give somebody a certificate that ends in a month, of a course that has a rule."""
    course = factories.curriculum().course
    made = factories.certificate(holder, **{"course": course, "valid_until": ENDS} | fields)
    scenes.pool_rule(course, needed=needed or {})
    return made


def renew(
    certificate: Certificate, by: Person, on: dt.date = ON, override: str = ""
) -> Certificate:
    """Renew a certificate in the afternoon of a day."""
    now = dt.datetime.combine(on, dt.time(12), dt.UTC)
    return actions.renew(certificate=certificate, issued_on=on, by=by, now=now, override=override)


def award(enrolment: Enrolment, by: Person, on: dt.date = ON, override: str = "") -> Certificate:
    """Award a certificate and admit the new trainer."""
    return actions.award_and_admit(
        enrolment=enrolment, issued_on=on, by=by, now=factories.NOW, override=override
    )


def test_renewing_in_time_loses_no_day(quinty: Person, office: Person) -> None:
    old = certificate_of(quinty, {"session_given": 1})
    scenes.gave(quinty, dt.date(2027, 2, 1))
    renewed = renew(old, office)

    assert (renewed.renews, renewed.issued_on) == (old, ON)
    assert renewed.valid_until == dt.date(2030, 4, 1)
    (one,) = standing.load(on=ON)
    assert (one.certificate_id, one.status) == (renewed.pk, PoolStatus.ACTIVE)


def test_renewing_counts_only_what_lies_within_the_validity(quinty: Person, office: Person) -> None:
    old = certificate_of(quinty, {"session_given": 1})
    scenes.gave(quinty, old.issued_on - dt.timedelta(days=1))
    scenes.gave(quinty, ENDS + dt.timedelta(days=1))

    with refuses("renewal.session_given"):
        renew(old, office, dt.date(2027, 5, 1))


def test_renewing_tells_each_kind_that_falls_short(quinty: Person, office: Person) -> None:
    old = certificate_of(quinty, {"session_given": 1, "observed": 1, "intervision": 0})

    with refuses("renewal.session_given", "renewal.observed"):
        renew(old, office)
    assert Certificate.objects.count() == 1


def test_renewing_before_the_window_or_after_grace_is_refused(
    quinty: Person, office: Person
) -> None:
    old = certificate_of(quinty)

    with refuses("renewal.too_early"):
        renew(old, office, dt.date(2026, 12, 31))
    with refuses("renewal.too_late"):
        renew(old, office, dt.date(2027, 7, 2))


def test_renewing_uses_the_rule_of_the_day(quinty: Person, office: Person) -> None:
    old = certificate_of(quinty)
    scenes.pool_rule(old.course, applies_from=ON, needed={"observed": 1})

    with refuses("renewal.observed"):
        renew(old, office)
    assert renew(old, office, dt.date(2027, 2, 28)).renews == old


def test_renewing_with_approval_keeps_the_reason(quinty: Person, office: Person) -> None:
    renewed = renew(certificate_of(quinty, {"observed": 1}), office, override="Observed in May.")

    override = Override.objects.get()
    assert (override.codes, override.reason) == (["renewal.observed"], "Observed in May.")
    assert override.entry.verb == "certificate.renewal_accepted"
    assert override.entry.subject_id == renewed.pk


def test_renewing_in_order_logs_no_exception(quinty: Person, office: Person) -> None:
    renew(certificate_of(quinty), office)

    assert not AuditEntry.objects.filter(verb="certificate.renewal_accepted").exists()


def test_only_the_office_may_approve_a_renewal(quinty: Person, anna: Person) -> None:
    old = certificate_of(quinty, {"observed": 1})

    with refuses("renewal.observed", "override.not_allowed"):
        renew(old, anna, override="Observed in May.")
    assert Certificate.objects.count() == 1


def test_renewing_twice_is_refused_with_everything(quinty: Person, office: Person) -> None:
    old = certificate_of(quinty, {"observed": 1})
    renew(old, office, override="Observed in May.")

    with refuses("renewal.observed", "renewal.not_newest"):
        renew(old, office)


@pytest.mark.parametrize("day", [None, "2027-03-01", factories.NOW])
def test_renewing_on_what_is_no_day_is_refused(
    quinty: Person, office: Person, day: dt.date
) -> None:
    old = certificate_of(quinty)

    with refuses("day.wrong_type"):
        actions.renew(certificate=old, issued_on=day, by=office, now=factories.NOW)


def test_award_puts_a_new_trainer_in_the_region_of_the_local_group(office: Person) -> None:
    group = factories.local_group()
    somebody = factories.person(local_group=group)
    certificate = award(factories.enrolment(somebody=somebody), office)

    (one,) = standing.load(on=ON)
    assert group.region is not None
    assert (one.regions, one.status) == ((group.region.code,), PoolStatus.ACTIVE)
    assert PoolMembership.objects.get().joined_on == certificate.issued_on == ON


def test_award_without_a_local_group_is_in_the_pool_without_region(
    anna: Person, office: Person
) -> None:
    award(factories.enrolment(somebody=anna), office)

    (one,) = standing.load(on=ON)
    assert (one.in_pool, one.regions) == (True, ())


def test_award_to_who_is_with_a_body_without_region(office: Person) -> None:
    council = factories.local_group(kind=OrganisationKind.COUNCIL, region=None)
    somebody = factories.person(local_group=council)
    award(factories.enrolment(somebody=somebody), office)

    assert not PoolMembership.objects.get().regions.exists()


def test_award_twice_gives_one_certificate_and_one_membership(anna: Person, office: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)

    assert award(enrolment, office) == award(enrolment, office)
    assert PoolMembership.objects.count() == 1


def test_award_again_does_not_bring_back_who_left(anna: Person, office: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    award(enrolment, office)
    actions.leave_pool(
        person=anna, left_on=ON, reason=LeaveReason.NO_TIME, by=office, now=factories.NOW
    )
    award(enrolment, office)

    assert PoolMembership.objects.get().left_on == ON


def test_award_to_who_is_in_the_pool_already_changes_no_regions(
    anna: Person, office: Person
) -> None:
    membership = factories.pool_member(anna, factories.region(code="AMS"))
    award(factories.enrolment(somebody=anna), office)

    assert PoolMembership.objects.get() == membership
    assert membership.regions.get().code == "AMS"


def test_award_brings_back_who_left_before(anna: Person, office: Person) -> None:
    factories.pool_member(anna, left_on=dt.date(2026, 1, 1))
    award(factories.enrolment(somebody=anna), office)

    assert PoolMembership.objects.on(ON).get().person == anna


def test_award_that_is_refused_admits_nobody(anna: Person, office: Person) -> None:
    run = factories.run(curriculum=factories.curriculum({"code_of_conduct": {}}))
    enrolment = factories.enrolment(run, anna)

    with refuses("code_of_conduct"):
        award(enrolment, office)
    assert not PoolMembership.objects.exists()
    award(enrolment, office, override="Signed on paper.")
    assert PoolMembership.objects.get().person == anna


def test_award_to_who_cannot_join_is_taken_back(anna: Person, office: Person) -> None:
    anna.archived_at = factories.NOW
    anna.save()
    enrolment = factories.enrolment(somebody=anna)

    with refuses("person.archived"):
        award(enrolment, office)
    enrolment.refresh_from_db()
    assert (Certificate.objects.count(), enrolment.state) == (0, EnrolmentState.ENROLLED)
