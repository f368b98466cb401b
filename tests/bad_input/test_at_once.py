"""Two things that exclude each other at the same moment: one of them happens."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from certificates import actions as certificates
from certificates.models import Certificate
from common.problems import Refused
from courses import actions as courses
from courses.models import Enrolment
from courses.states import EnrolmentState
from people import actions as people
from people.edits import PERSON
from people.models import Consent, Organisation, Person, Region, Role
from tests import factories
from tests.bad_input import table
from tests.courses import places
from tests.courses.together import together

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 8
DAY = dt.date(2027, 3, 1)


def codes(answers: list[object]) -> Counter[str]:
    """Return how often each problem stood in the way."""
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    return Counter(problem.code for refusal in refused for problem in refusal.problems)


@pytest.mark.parametrize(
    ("name", "model", "code"),
    [
        ("people.open_region", Region, "region.code_taken"),
        ("people.register_person", None, "person.email_taken"),
        ("people.found_organisation", Organisation, "organisation.code_taken"),
        ("people.give_role", Role, "role.overlaps"),
        ("people.give_consent", Consent, ""),
    ],
)
def test_same_thing_at_once_is_there_once(name: str, model: type[Model] | None, code: str) -> None:
    given = table.lawful(name)
    before = model._default_manager.count() if model else 0

    answers = together([partial(table.ACTIONS[name], **given)] * CROWD)

    assert codes(answers) == ({code: CROWD - 1} if code else {})
    assert model is None or model._default_manager.count() == before + 1


def test_offer_that_is_accepted_while_it_expires_ends_in_one_state() -> None:
    office, run = factories.office_member(), factories.run(seats=1)
    offered = places.offered(run, days=0)
    next_one = places.waiting(run)
    before, after = factories.NOW - dt.timedelta(minutes=1), factories.NOW
    accept = partial(courses.accept_offer, enrolment=offered, by=office, now=before)
    expire = partial(courses.expire_offers, run=run, now=after)

    answers = together([accept, expire] * CROWD)

    states = places.states_of([offered, next_one])
    assert states in (
        [EnrolmentState.ENROLLED, EnrolmentState.WAITLISTED],
        [EnrolmentState.WAITLISTED, EnrolmentState.OFFERED],
    )
    assert set(codes(answers)) <= {"offer.none"}
    assert Enrolment.objects.holding_a_seat().count() == 1


def test_one_number_taken_over_at_once_in_two_courses_stands_once() -> None:
    office = factories.office_member()
    take_over = partial(
        certificates.take_over_certificate,
        number="OUD-1",
        issued_on=DAY,
        valid_until=DAY,
        by=office,
        now=factories.NOW,
    )
    crowd = [
        partial(take_over, person=factories.person(), course=factories.curriculum().course)
        for _ in range(CROWD)
    ]

    answers = together(crowd)

    assert codes(answers) == {"certificate.number_taken": CROWD - 1}
    assert Certificate.objects.count() == 1


def test_certificate_renewed_at_once_is_renewed_once() -> None:
    given = table.lawful("certificates.renew")

    answers = together([partial(certificates.renew, **given)] * CROWD)

    assert codes(answers) == {"renewal.not_newest": CROWD - 1}
    assert Certificate.objects.count() == 2


def test_course_code_used_at_once_is_used_once() -> None:
    create = partial(courses.create_course, **table.lawful("courses.create_course"))

    assert codes(together([create] * CROWD)) == {"course.code_taken": CROWD - 1}


def test_address_that_many_change_to_at_once_is_taken_once() -> None:
    change = partial(PERSON.change, email="one@example.org")
    office, crowd = factories.office_member(), [factories.person() for _ in range(CROWD)]

    answers = together([partial(change, row=one, by=office, now=factories.NOW) for one in crowd])

    assert codes(answers) == {"person.email_taken": CROWD - 1}
    assert Person.objects.filter(email="one@example.org").count() == 1


def test_two_people_merged_both_ways_at_once_leave_one() -> None:
    office, anna, anne = factories.office_member(), factories.person(), factories.person()
    merge = partial(people.merge_people, by=office, now=factories.NOW)
    ways: list[Callable[[], object]] = [
        partial(merge, keep=anna, duplicate=anne),
        partial(merge, keep=anne, duplicate=anna),
    ]

    answers = together(ways)

    assert codes(answers) == {"person.merged": 1}


@pytest.mark.parametrize(
    "name",
    [
        "intervision.sign_agreement",
        "intervision.leave_group",
        "intervision.form_group",
        "intervision.plan_meeting",
        "intervision.finalise_report",
        "courses.plan_run",
        "courses.apply",
        "courses.sign_declaration",
        "courses.exempt",
        "courses.draft_curriculum",
        "courses.publish_curriculum",
        "courses.offer_placements",
        "courses.hold_evaluation",
        "courses.schedule_session",
        "pool.leave_pool",
        "pool.award_and_admit",
        "pool.open_topic",
        "pool.withdraw_endorsement",
        "scheduling.open_venue",
        "certificates.suspend",
        "certificates.recommend",
    ],
)
@pytest.mark.usefixtures("methods")
def test_same_call_at_once_has_one_proper_answer_each(name: str) -> None:
    given = table.lawful(name)

    answers = together([partial(table.ACTIONS[name], **given)] * CROWD)

    assert any(not isinstance(answer, Refused) for answer in answers)
