"""Many people at the same moment: never more seats than there are, and no error."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from common.problems import Refused
from courses import actions
from courses.models import Enrolment
from courses.states import EnrolmentState
from tests import factories
from tests.courses import places
from tests.courses.together import together

if TYPE_CHECKING:
    import datetime as dt

    from courses.models import CourseRun

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = factories.utc(2027, 1, 20)
CROWD = 50


def _states(run: CourseRun) -> Counter[str]:
    return Counter(Enrolment.objects.filter(run=run).values_list("state", flat=True))


def _codes(results: list[object]) -> Counter[str]:
    refused = [each for each in results if isinstance(each, Refused)]
    return Counter(problem.code for refusal in refused for problem in refusal.problems)


def test_fifty_at_once_for_the_last_seats(now: dt.datetime) -> None:
    run, office = factories.run(seats=3), factories.office_member()
    crowd = [places.applied(run) for _ in range(CROWD)]
    results = together(
        [partial(actions.assign, enrolment=each, by=office, now=now) for each in crowd]
    )
    assert _codes(results) == Counter()
    assert _states(run) == {"enrolled": 3, "waitlisted": CROWD - 3}


def test_fifty_at_once_with_sessions_to_join(now: dt.datetime) -> None:
    run, office = factories.run(seats=1), factories.office_member()
    session = factories.session(run, factories.utc(2027, 5, 1))
    crowd = [places.applied(run) for _ in range(CROWD)]
    together([partial(actions.assign, enrolment=each, by=office, now=now) for each in crowd])
    enrolled = Enrolment.objects.get(run=run, state=EnrolmentState.ENROLLED)
    assert [part.person_id for part in session.appointment.participations.all()] == [
        enrolled.person_id
    ]


def test_fifty_seats_by_hand_at_once(now: dt.datetime) -> None:
    run, office = factories.run(seats=2), factories.office_member()
    crowd = [places.applied(run) for _ in range(CROWD)]
    results = together(
        [partial(actions.enrol, enrolment=each, by=office, now=now) for each in crowd]
    )
    assert _codes(results) == {"enrolment.run_full": CROWD - 2}
    assert _states(run) == {"enrolled": 2, "applied": CROWD - 2}


def test_waiting_list_of_a_crowd_keeps_the_order_of_applying(now: dt.datetime) -> None:
    run, office = factories.run(seats=1), factories.office_member()
    factories.enrolment(run)
    crowd = [places.applied(run) for _ in range(CROWD)]
    together([partial(actions.assign, enrolment=each, by=office, now=now) for each in crowd])
    assert list(Enrolment.objects.filter(run=run).waiting()) == crowd


def test_fifty_times_the_same_application(now: dt.datetime) -> None:
    run, anna = factories.run(), factories.person()
    apply = partial(actions.apply, person=anna, run=run, by=anna, now=now)
    results = together([apply] * CROWD)
    assert _codes(results) == {"enrolment.already_applied": CROWD - 1}
    assert _states(run) == {"applied": 1}


def test_fifty_times_the_same_assignment(now: dt.datetime) -> None:
    run, office = factories.run(), factories.office_member()
    assign = partial(actions.assign, enrolment=places.applied(run), by=office, now=now)
    results = together([assign] * CROWD)
    assert _codes(results) == {"state.not_allowed": CROWD - 1}
    assert _states(run) == {"enrolled": 1}


def test_cancelling_and_accepting_at_once_end_in_one_of_both(now: dt.datetime) -> None:
    run, office = factories.run(seats=1), factories.office_member()
    offered, waits = places.offered(run), places.waiting(run)
    accept = partial(actions.accept_offer, enrolment=offered, by=offered.person, now=BEFORE)
    cancel = partial(actions.cancel_enrolment, enrolment=offered, reason="", by=office, now=BEFORE)
    results = together([accept, cancel])
    # Accepted first and then cancelled, or cancelled first and then there is no offer.
    assert _codes(results) in (Counter(), Counter({"offer.none": 1}))
    assert places.states_of([offered, waits]) == ["cancelled", "offered"]


def test_accepting_and_expiring_at_once_give_one_seat(now: dt.datetime) -> None:
    run = factories.run(seats=1)
    offered, waits = places.offered(run), places.waiting(run)
    assert offered.offer_deadline is not None
    accept = partial(actions.accept_offer, enrolment=offered, by=offered.person, now=now)
    expire = partial(actions.expire_offers, run=run, now=offered.offer_deadline)
    together([accept, expire])
    assert places.states_of([offered, waits]) in (
        ["enrolled", "waitlisted"],
        ["waitlisted", "offered"],
    )


def test_ten_leave_at_once_and_exactly_ten_move_up() -> None:
    run, office = factories.run(seats=10), factories.office_member()
    seated = [factories.enrolment(run) for _ in range(10)]
    for days in range(1, 21):
        places.waiting(run, days=days)
    cancel = partial(actions.cancel_enrolment, reason="", by=office, now=BEFORE)
    together([partial(cancel, enrolment=each) for each in seated])
    assert _states(run) == {"cancelled": 10, "offered": 10, "waitlisted": 10}


def test_fewer_seats_and_a_new_seat_at_once_never_oversell(now: dt.datetime) -> None:
    run, office = factories.run(seats=2), factories.office_member()
    factories.enrolment(run)
    shrink = partial(actions.change_seats, run=run, seats=1, by=office, now=now)
    assign = partial(actions.assign, enrolment=places.applied(run), by=office, now=now)
    together([shrink, assign])
    run.refresh_from_db()
    assert run.seats_taken() <= run.seats
