"""Who sees certificates and who may decide on them; the answer is no unless said otherwise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certificates import access
from certificates.models import Recommendation
from people.models import Role
from tests import factories

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from certificates.models import Certificate
    from courses.models import Enrolment
    from people.models import Person

ON = dt.date(2027, 3, 1)


@pytest.fixture
def enrolment(anna: Person) -> Enrolment:
    """Anna's enrolment."""
    return factories.enrolment(somebody=anna)


def coordinator(of: Person) -> Person:
    """Make the coordinator of the region of somebody's local group."""
    made = factories.person()
    assert of.local_group is not None
    Role.objects.create(person=made, kind="coordinator", region=of.local_group.region, starts_on=ON)
    return made


def leader(enrolment: Enrolment, state: str = "planned") -> Person:
    """Make somebody who leads a session of the run."""
    made = factories.person()
    factories.session(enrolment.run, lead=made, state=state)
    return made


def seen(person: Person, on: dt.date = ON) -> set[Certificate]:
    return set(access.visible_certificates(person, on))


def test_office_and_reader_see_every_certificate(office: Person, anna: Person) -> None:
    reader = factories.person()
    Role.objects.create(person=reader, kind="office_reader", starts_on=ON)
    certificate = factories.certificate(anna)

    assert seen(office) == seen(reader) == {certificate}
    assert seen(reader, ON - dt.timedelta(days=1)) == set()


def test_everybody_sees_their_own_certificate_and_no_other(anna: Person, bas: Person) -> None:
    mine = factories.certificate(anna)
    factories.certificate(factories.person())

    assert (seen(anna), seen(bas)) == ({mine}, set())


def test_who_may_not_sign_in_sees_nothing(anna: Person, office: Person) -> None:
    factories.certificate(anna)
    for person in (anna, office):
        person.is_active = False

    assert seen(anna) == seen(office) == set()


def test_coordinator_sees_the_own_region(anna: Person) -> None:
    anna.local_group = factories.local_group()
    anna.save()
    certificate = factories.certificate(anna)
    elsewhere = factories.person(local_group=factories.local_group())

    assert seen(coordinator(anna)) == {certificate}
    assert seen(coordinator(elsewhere)) == set()


def test_coordinator_of_before_sees_nothing(anna: Person) -> None:
    anna.local_group = factories.local_group()
    anna.save()
    factories.certificate(anna)

    assert seen(coordinator(anna), ON - dt.timedelta(days=1)) == set()


@pytest.mark.parametrize("number", [1, 30])
def test_visible_certificates_ask_the_same_number_of_queries(
    number: int, anna: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        factories.certificate(anna)

    with django_assert_num_queries(2):
        assert len(seen(anna)) == number


def test_progress_is_seen_by_who_sees_the_enrolment(
    enrolment: Enrolment, anna: Person, bas: Person, office: Person
) -> None:
    assert access.may_see_progress(anna, enrolment, ON)
    assert access.may_see_progress(office, enrolment, ON)
    assert access.may_see_progress(leader(enrolment), enrolment, ON)
    assert not access.may_see_progress(bas, enrolment, ON)


def test_recommending_is_for_who_leads_sessions_and_the_office(
    enrolment: Enrolment, office: Person, bas: Person
) -> None:
    assert access.may_recommend(office, enrolment, ON)
    assert access.may_recommend(leader(enrolment), enrolment, ON)
    assert not access.may_recommend(bas, enrolment, ON)
    assert not access.may_recommend(leader(factories.enrolment()), enrolment, ON)


def test_recommending_is_not_for_who_leads_a_session_that_was_cancelled(
    enrolment: Enrolment,
) -> None:
    assert not access.may_recommend(leader(enrolment, "cancelled"), enrolment, ON)


def test_recommending_oneself_is_not_allowed(office: Person) -> None:
    assert not access.may_recommend(office, factories.enrolment(somebody=office), ON)


def test_recommending_is_not_for_who_may_not_sign_in(enrolment: Enrolment) -> None:
    gone = leader(enrolment)
    gone.is_active = False

    assert not access.may_recommend(gone, enrolment, ON)


def test_awarding_is_for_the_office(enrolment: Enrolment, office: Person, bas: Person) -> None:
    assert access.may_award(office, enrolment, ON)
    assert not access.may_award(bas, enrolment, ON)
    assert not access.may_award(leader(enrolment), enrolment, ON)
    assert not access.may_award(office, factories.enrolment(somebody=office), ON)


def test_deciding_is_for_the_office_and_never_on_ones_own(
    office: Person, anna: Person, bas: Person
) -> None:
    certificate = factories.certificate(anna)

    assert access.may_decide(office, certificate, ON)
    assert not access.may_decide(bas, certificate, ON)
    assert not access.may_decide(anna, certificate, ON)
    assert not access.may_decide(office, factories.certificate(office), ON)


def test_taking_over_is_for_the_office(office: Person, bas: Person) -> None:
    assert access.may_take_over(office, ON)
    assert not access.may_take_over(bas, ON)


def test_who_takes_or_took_part_has_progress(office: Person, anna: Person) -> None:
    taking = factories.enrolment(somebody=anna)
    left = factories.enrolment(somebody=anna, state="withdrawn", ended_at=factories.NOW)
    factories.enrolment(somebody=anna, state="applied", enrolled_at=None)

    assert set(access.visible_progress(anna, ON)) == {taking, left}
    assert set(access.visible_progress(office, ON)) == {taking, left}
    assert not access.visible_progress(factories.person(), ON).exists()


def recommendation(enrolment: Enrolment, by: Person) -> Recommendation:
    return Recommendation.objects.create(
        enrolment=enrolment, recommended_by=by, recommended_at=factories.NOW, snapshot={}
    )


def test_recommendation_is_seen_by_who_has_to_do_with_it(
    office: Person, anna: Person, bas: Person, enrolment: Enrolment
) -> None:
    author = factories.person()
    made = recommendation(enrolment, author)
    seeing = [office, anna, author, leader(enrolment)]
    others = [bas, leader(enrolment, "cancelled"), leader(factories.enrolment())]

    assert [set(access.visible_recommendations(one, ON)) for one in seeing] == [{made}] * 4
    assert [set(access.visible_recommendations(one, ON)) for one in others] == [set()] * 3


def test_closed_account_sees_neither_recommendation_nor_progress(
    anna: Person, enrolment: Enrolment
) -> None:
    recommendation(enrolment, anna)
    anna.is_active = False

    assert not access.visible_recommendations(anna, ON).exists()
    assert not access.visible_progress(anna, ON).exists()


def test_evidence_is_for_the_holder_and_who_reads_all(
    office: Person, anna: Person, bas: Person
) -> None:
    made = factories.certificate(anna)
    reader = factories.person()
    Role.objects.create(person=reader, kind="office_reader", starts_on=ON)

    asked = [access.may_see_evidence(one, made, ON) for one in (office, reader, anna, bas)]
    assert asked == [True, True, True, False]
    anna.is_active = False
    assert not access.may_see_evidence(anna, made, ON)
