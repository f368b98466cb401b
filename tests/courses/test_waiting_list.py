"""The waiting list, and the places that are offered from it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry, Override
from courses import actions
from courses.models import CourseRun, Enrolment
from courses.states import EndReason, EnrolmentState
from mail.models import Message
from scheduling.models import Participation
from tests import factories
from tests.courses import places
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person

pytestmark = pytest.mark.django_db

BEFORE = factories.utc(2027, 1, 20)
LATER = factories.utc(2027, 5, 1)
SECOND = dt.timedelta(seconds=1)


def _line(run: CourseRun) -> list[int]:
    return list(Enrolment.objects.filter(run=run).waiting().values_list("pk", flat=True))


def test_waiting_list_is_in_order_of_waiting_and_then_of_applying() -> None:
    run = factories.run()
    second, third = places.waiting(run, days=2), places.waiting(run, days=2)
    first = places.waiting(run, days=3)
    assert _line(run) == [first.pk, second.pk, third.pk]


def test_in_line_is_nobody_who_missed_an_offer_or_is_gone(now: dt.datetime, anna: Person) -> None:
    run = factories.run()
    places.waiting(run, offer_missed_at=now)
    for field in ("archived_at", "erased_at"):
        places.waiting(run, somebody=factories.person(**{field: now}))
    places.waiting(run, somebody=factories.person(merged_into=anna))
    last = places.waiting(run)
    assert list(Enrolment.objects.filter(run=run).in_line()) == [last]


def test_offer_lasts_as_many_days_as_the_run_says(office: Person, now: dt.datetime) -> None:
    run = factories.run(offer_days=3)
    offered = actions.offer(enrolment=places.waiting(run), by=office, now=now)
    assert offered.state == EnrolmentState.OFFERED
    assert offered.offer_deadline == now + dt.timedelta(days=3)
    assert Message.objects.get().purpose == "enrolment.place_offered"


def test_offer_again_keeps_the_deadline(office: Person, now: dt.datetime) -> None:
    enrolment = places.waiting(factories.run())
    first = actions.offer(enrolment=enrolment, by=office, now=now)
    again = actions.offer(enrolment=enrolment, by=office, now=now + dt.timedelta(days=2))
    assert again.offer_deadline == first.offer_deadline
    assert Message.objects.count() == 1


def test_offer_of_a_full_run_is_refused(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    places.offered(run)
    with refuses("enrolment.run_full"):
        actions.offer(enrolment=places.waiting(run), by=office, now=now, override="More")


def test_offer_past_others_needs_a_reason(office: Person, now: dt.datetime) -> None:
    run = factories.run()
    first, second = places.waiting(run, days=2), places.waiting(run, days=1)
    with refuses("enrolment.others_wait_longer"):
        actions.offer(enrolment=second, by=office, now=now)
    actions.offer(enrolment=second, by=office, now=now, override="Region without a trainer")
    assert places.states_of([first, second]) == ["waitlisted", "offered"]
    assert Override.objects.get().reason == "Region without a trainer"


def test_offer_to_who_missed_one_goes_after_the_others(office: Person, now: dt.datetime) -> None:
    run = factories.run()
    missed = places.waiting(run, days=9, offer_missed_at=now)
    places.waiting(run, days=1)
    with refuses("enrolment.others_wait_longer"):
        actions.offer(enrolment=missed, by=office, now=now)


def test_offer_to_who_missed_one_is_fine_when_nobody_else_waits(
    office: Person, now: dt.datetime
) -> None:
    missed = places.waiting(factories.run(), offer_missed_at=now)
    assert actions.offer(enrolment=missed, by=office, now=now).state == EnrolmentState.OFFERED


def test_offer_is_for_the_waiting_list(office: Person, now: dt.datetime) -> None:
    run = factories.run()
    for enrolment in (places.applied(run), factories.enrolment(run)):
        with refuses("state.not_allowed"):
            actions.offer(enrolment=enrolment, by=office, now=now)


def test_office_offers_by_hand_after_enrolment_closed(office: Person) -> None:
    offered = actions.offer(enrolment=places.waiting(factories.run()), by=office, now=LATER)
    assert offered.state == EnrolmentState.OFFERED


def test_accepting_until_just_before_the_deadline(anna: Person, now: dt.datetime) -> None:
    offered = places.offered(factories.run(), somebody=anna)
    accepted = actions.accept_offer(
        enrolment=offered, by=anna, now=now + dt.timedelta(days=7) - SECOND
    )
    assert (accepted.state, accepted.offer_deadline) == (EnrolmentState.ENROLLED, None)


def test_accepting_at_the_deadline_is_too_late(anna: Person, now: dt.datetime) -> None:
    offered = places.offered(factories.run(), somebody=anna)
    with refuses("offer.expired"):
        actions.accept_offer(enrolment=offered, by=anna, now=now + dt.timedelta(days=7))


def test_accepting_joins_the_coming_sessions(anna: Person, now: dt.datetime) -> None:
    run = factories.run()
    session = factories.session(run, LATER)
    actions.accept_offer(enrolment=places.offered(run, somebody=anna), by=anna, now=now)
    assert Participation.objects.get(appointment=session.appointment).person == anna


def test_accepting_without_an_offer_is_refused(office: Person, now: dt.datetime) -> None:
    run = factories.run()
    for enrolment in (places.applied(run), places.waiting(run), factories.enrolment(run)):
        with refuses("offer.none"):
            actions.accept_offer(enrolment=enrolment, by=office, now=now)


def test_accepting_twice_is_refused(anna: Person, now: dt.datetime) -> None:
    offered = places.offered(factories.run(), somebody=anna)
    actions.accept_offer(enrolment=offered, by=anna, now=now)
    with refuses("offer.none"):
        actions.accept_offer(enrolment=offered, by=anna, now=now)


def test_declining_moves_exactly_one_up(anna: Person, now: dt.datetime) -> None:
    run = factories.run(seats=3)
    offered = places.offered(run, somebody=anna)
    line = [places.waiting(run, days=days) for days in (3, 2)]
    declined = actions.decline_offer(
        enrolment=offered, by=anna, now=now, reason=EndReason.OTHER_COURSE
    )
    assert (declined.end_reason, declined.ended_at) == (EndReason.OTHER_COURSE, now)
    assert places.states_of([offered, *line]) == ["cancelled", "offered", "waitlisted"]


def test_declining_tells_everything_at_once(office: Person, now: dt.datetime) -> None:
    with refuses("offer.none", "enrolment.unknown_reason"):
        actions.decline_offer(enrolment=factories.enrolment(), by=office, now=now, reason="no idea")


def test_expired_offer_goes_to_the_back_and_the_place_to_the_next(now: dt.datetime) -> None:
    run = factories.run(seats=1)
    late = places.offered(run, days=0)
    first, second = places.waiting(run, days=2), places.waiting(run, days=1)
    assert actions.expire_offers(run=run, now=now) == [late]
    assert places.states_of([late, first, second]) == ["waitlisted", "offered", "waitlisted"]
    assert _line(run) == [second.pk, late.pk]


def test_expired_offer_keeps_when_it_was_missed(now: dt.datetime) -> None:
    late = places.offered(factories.run(), days=0)
    actions.expire_offers(run=late.run, now=now)
    late.refresh_from_db()
    assert (late.offer_missed_at, late.waitlisted_at, late.offer_deadline) == (now, now, None)
    entry = AuditEntry.objects.all().about(late).get()
    assert (entry.verb, entry.by) == ("enrolment.waitlisted", None)


def test_expiring_twice_offers_once(now: dt.datetime) -> None:
    run = factories.run(seats=2)
    places.offered(run, days=0)
    line = [places.waiting(run, days=days) for days in (3, 2)]
    actions.expire_offers(run=run, now=now)
    assert actions.expire_offers(run=run, now=now) == []
    assert places.states_of(line) == ["offered", "waitlisted"]


def test_expiring_leaves_offers_that_still_stand(now: dt.datetime) -> None:
    offered = places.offered(factories.run(), days=1)
    assert actions.expire_offers(run=offered.run, now=now) == []
    assert places.state_of(offered) == EnrolmentState.OFFERED


def test_nobody_is_offered_a_place_by_the_program_twice(now: dt.datetime) -> None:
    run = factories.run(seats=1)
    late = places.offered(run, days=0)
    actions.expire_offers(run=run, now=now)
    actions.expire_offers(run=run, now=now + dt.timedelta(days=9))
    assert places.state_of(late) == EnrolmentState.WAITLISTED


def test_expiry_is_told_to_both(now: dt.datetime) -> None:
    run = factories.run(seats=1)
    late, following = places.offered(run, days=0), places.waiting(run)
    actions.expire_offers(run=run, now=now)
    told = set(Message.objects.values_list("recipient", "purpose"))
    assert told == {
        (late.person_id, "enrolment.offer_expired"),
        (following.person_id, "enrolment.place_offered"),
    }


def test_expiry_after_the_window_moves_nobody_up() -> None:
    run = factories.run(seats=1)
    late, following = places.offered(run, days=0), places.waiting(run)
    actions.expire_offers(run=run, now=LATER)
    assert places.states_of([late, following]) == ["waitlisted", "waitlisted"]


def test_cancelling_moves_exactly_one_up(office: Person) -> None:
    run = factories.run(seats=5)
    enrolled = factories.enrolment(run)
    line = [places.waiting(run, days=days) for days in (9, 8, 7)]
    actions.cancel_enrolment(enrolment=enrolled, reason="", by=office, now=BEFORE)
    assert places.states_of(line) == ["offered", "waitlisted", "waitlisted"]
    moved = AuditEntry.objects.all().about(line[0]).get()
    assert (moved.verb, moved.by) == ("enrolment.offered", None)


def test_cancelling_after_the_window_moves_nobody_up(office: Person) -> None:
    run = factories.run(seats=1, enrolment_closes_at=BEFORE)
    enrolled, waits = factories.enrolment(run), places.waiting(run)
    actions.cancel_enrolment(enrolment=enrolled, reason="", by=office, now=BEFORE)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


@pytest.mark.parametrize("make", [places.applied, places.waiting])
def test_stepping_back_without_a_seat_moves_nobody_up(
    office: Person, now: dt.datetime, make: places.Maker
) -> None:
    run = factories.run()
    leaves, waits = make(run), places.waiting(run)
    actions.cancel_enrolment(enrolment=leaves, reason="", by=office, now=now)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


def test_withdrawing_while_enrolment_is_open_moves_one_up(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    enrolled, waits = factories.enrolment(run), places.waiting(run)
    actions.withdraw(enrolment=enrolled, reason="", by=office, now=now)
    assert places.state_of(waits) == EnrolmentState.OFFERED


def test_withdrawing_after_the_window_moves_nobody_up(office: Person) -> None:
    run = factories.run(seats=1)
    enrolled, waits = factories.enrolment(run), places.waiting(run)
    actions.withdraw(enrolment=enrolled, reason="", by=office, now=LATER)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


def test_more_seats_move_as_many_up(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    line = [places.waiting(run, days=days) for days in (9, 8, 7)]
    actions.change_seats(run=run, seats=3, by=office, now=now)
    assert places.states_of(line) == ["offered", "offered", "waitlisted"]


def test_more_seats_after_the_window_move_nobody_up(office: Person) -> None:
    run = factories.run(seats=1)
    waits = places.waiting(run)
    actions.change_seats(run=run, seats=5, by=office, now=LATER)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


def test_fewer_seats_move_nobody_up(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=5)
    waits = places.waiting(run)
    actions.change_seats(run=run, seats=4, by=office, now=now)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


def test_no_place_is_offered_that_is_not_there(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    leaves, waits = factories.enrolment(run), places.waiting(run)
    # Rows from before the rules: more people than seats.
    factories.enrolment(run)
    actions.withdraw(enrolment=leaves, reason="", by=office, now=now)
    assert places.state_of(waits) == EnrolmentState.WAITLISTED


def test_spring_of_2027_as_it_went(office: Person) -> None:
    """Fifteen apply for twelve seats, one cancels before the start, one withdraws later."""
    run = factories.run(enrolment_closes_at=factories.utc(2027, 1, 27, 23))
    people = [factories.person() for _ in range(15)]
    applied = [actions.apply(person=each, run=run, by=each, now=BEFORE) for each in people]
    for enrolment in applied:
        actions.assign(enrolment=enrolment, by=office, now=BEFORE)
    actions.cancel_enrolment(enrolment=applied[4], reason="moved", by=people[4], now=BEFORE)
    actions.accept_offer(enrolment=applied[12], by=people[12], now=BEFORE)
    actions.withdraw(enrolment=applied[9], reason="personal", by=office, now=LATER)
    states = places.states_of(applied)
    assert [states.pop(number) for number in (14, 13, 9, 4)] == [
        "waitlisted", "waitlisted", "withdrawn", "cancelled",
    ]  # fmt: skip
    assert states == ["enrolled"] * 11
