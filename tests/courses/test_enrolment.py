"""Applying, getting a seat, and the ends of an enrolment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.models import AuditEntry, Override
from courses import actions, rules
from courses.models import Declaration, Enrolment
from courses.states import ENROLMENT_MOVES, HOLDS_A_SEAT, EndReason, EnrolmentState
from mail.models import Message
from scheduling.states import AppointmentState, ParticipationRole
from tests import factories
from tests.courses import places
from tests.refusals import refuses

if TYPE_CHECKING:
    from people.models import Person
    from scheduling.models import Appointment

pytestmark = pytest.mark.django_db

BEFORE = factories.utc(2027, 1, 20)
LATER = factories.utc(2027, 5, 1)
SECOND = dt.timedelta(seconds=1)


def _guests(appointment: Appointment) -> list[Person]:
    taking_part = appointment.participations.filter(role=ParticipationRole.PARTICIPANT)
    return [part.person for part in taking_part.order_by("person")]


def test_application_keeps_the_curriculum_of_the_run(anna: Person, now: dt.datetime) -> None:
    run = factories.run()
    enrolment = actions.apply(person=anna, run=run, by=anna, now=now)
    assert (enrolment.state, enrolment.applied_at) == (EnrolmentState.APPLIED, now)
    assert enrolment.curriculum == run.curriculum
    assert AuditEntry.objects.all().about(enrolment).get().verb == "enrolment.applied"


def test_application_takes_no_seat(anna: Person, now: dt.datetime) -> None:
    run = factories.run()
    actions.apply(person=anna, run=run, by=anna, now=now)
    assert run.seats_taken() == 0


@pytest.mark.parametrize("state", sorted({*HOLDS_A_SEAT, *places.BEFORE_A_SEAT}))
def test_application_is_refused_for_who_is_in_the_run(
    anna: Person, now: dt.datetime, state: EnrolmentState
) -> None:
    run = factories.run()
    factories.enrolment(run, anna, state=state, waitlisted_at=now, offer_deadline=now)
    with refuses("enrolment.already_applied"):
        actions.apply(person=anna, run=run, by=anna, now=now)


@pytest.mark.parametrize("state", [EnrolmentState.CANCELLED, EnrolmentState.WITHDRAWN])
def test_who_left_can_apply_again(anna: Person, now: dt.datetime, state: EnrolmentState) -> None:
    run = factories.run()
    factories.enrolment(run, anna, state=state, ended_at=now)
    again = actions.apply(person=anna, run=run, by=anna, now=now)
    assert again.state == EnrolmentState.APPLIED


def test_application_for_two_runs_is_fine(anna: Person, now: dt.datetime) -> None:
    for _ in range(2):
        actions.apply(person=anna, run=factories.run(), by=anna, now=now)
    assert anna.enrolments.count() == 2


def test_application_on_both_edges_of_the_window(anna: Person, bas: Person) -> None:
    run = factories.run()
    actions.apply(person=anna, run=run, by=anna, now=run.enrolment_opens_at)
    with refuses("enrolment.window_closed"):
        actions.apply(person=bas, run=run, by=bas, now=run.enrolment_opens_at - SECOND)
    with refuses("enrolment.window_closed"):
        actions.apply(person=bas, run=run, by=bas, now=run.enrolment_closes_at)


def test_office_applies_for_somebody_after_the_window(anna: Person, office: Person) -> None:
    run = factories.run()
    enrolment = actions.apply(
        person=anna, run=run, by=office, now=LATER, override="Letter was lost"
    )
    assert enrolment.state == EnrolmentState.APPLIED
    assert Override.objects.get().reason == "Letter was lost"


def test_person_cannot_open_the_window(anna: Person) -> None:
    with refuses("enrolment.window_closed", "override.not_allowed"):
        actions.apply(person=anna, run=factories.run(), by=anna, now=LATER, override="Please")


@pytest.mark.parametrize("field", ["archived_at", "erased_at"])
def test_who_is_no_longer_here_cannot_apply(anna: Person, now: dt.datetime, field: str) -> None:
    type(anna).objects.filter(pk=anna.pk).update(**{field: now})
    with refuses("enrolment.person_archived"):
        actions.apply(person=anna, run=factories.run(), by=anna, now=now)


def test_who_was_merged_cannot_apply(anna: Person, bas: Person, now: dt.datetime) -> None:
    anna.merged_into = bas
    anna.save()
    with refuses("enrolment.person_archived", "enrolment.window_closed"):
        actions.apply(person=anna, run=factories.run(), by=anna, now=LATER)


def test_assigning_gives_a_free_seat(office: Person, now: dt.datetime) -> None:
    enrolment = places.applied(factories.run(seats=1))
    given_one = actions.assign(enrolment=enrolment, by=office, now=now)
    assert (given_one.state, given_one.enrolled_at) == (EnrolmentState.ENROLLED, now)


def test_assigning_to_a_full_run_is_the_waiting_list(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    waits = actions.assign(enrolment=places.applied(run), by=office, now=now)
    assert (waits.state, waits.waitlisted_at) == (EnrolmentState.WAITLISTED, now)


def test_assigning_counts_an_offered_place_as_taken(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    places.offered(run)
    waits = actions.assign(enrolment=places.applied(run), by=office, now=now)
    assert waits.state == EnrolmentState.WAITLISTED


def test_assigning_passes_nobody_who_waits(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=2)
    places.waiting(run)
    waits = actions.assign(enrolment=places.applied(run), by=office, now=now)
    assert waits.state == EnrolmentState.WAITLISTED


def test_assigning_passes_who_let_an_offer_pass(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=2)
    places.waiting(run, offer_missed_at=now)
    taken = actions.assign(enrolment=places.applied(run), by=office, now=now)
    assert taken.state == EnrolmentState.ENROLLED


def test_assigning_twice_is_refused(office: Person, now: dt.datetime) -> None:
    enrolment = places.applied(factories.run())
    actions.assign(enrolment=enrolment, by=office, now=now)
    with refuses("state.not_allowed"):
        actions.assign(enrolment=enrolment, by=office, now=now)


def test_assigning_an_archived_person_is_refused(office: Person, now: dt.datetime) -> None:
    gone = factories.person(archived_at=now)
    enrolment = places.applied(factories.run(), somebody=gone)
    with refuses("enrolment.person_archived"):
        actions.assign(enrolment=enrolment, by=office, now=now)


def test_seat_is_told_once(office: Person, now: dt.datetime) -> None:
    enrolment = places.applied(factories.run())
    actions.assign(enrolment=enrolment, by=office, now=now)
    message = Message.objects.get()
    assert (message.recipient, message.purpose) == (enrolment.person, "enrolment.place_given")
    assert message.context == {"enrolment": enrolment.pk, "run": enrolment.run_id}


def test_waiting_is_told(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    actions.assign(enrolment=places.applied(run), by=office, now=now)
    assert Message.objects.get().purpose == "enrolment.on_waiting_list"


def test_enrolling_into_a_full_run_is_refused_even_with_a_reason(
    office: Person, now: dt.datetime
) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    with refuses("enrolment.run_full"):
        actions.enrol(enrolment=places.applied(run), by=office, now=now, override="One more")


def test_enrolling_past_the_waiting_list_needs_a_reason(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=2)
    places.waiting(run)
    enrolment = places.applied(run)
    with refuses("enrolment.others_wait_longer"):
        actions.enrol(enrolment=enrolment, by=office, now=now)
    actions.enrol(enrolment=enrolment, by=office, now=now, override="Needed in that region")
    assert places.state_of(enrolment) == EnrolmentState.ENROLLED
    assert Override.objects.get().codes == ["enrolment.others_wait_longer"]


def test_enrolling_tells_everything_at_once(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    places.waiting(run)
    gone = places.applied(run, somebody=factories.person(archived_at=now))
    with refuses("enrolment.run_full", "enrolment.others_wait_longer", "enrolment.person_archived"):
        actions.enrol(enrolment=gone, by=office, now=now)


def test_first_in_line_is_enrolled_without_a_reason(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    first = places.waiting(run, days=3)
    places.waiting(run, days=2)
    assert actions.enrol(enrolment=first, by=office, now=now).state == EnrolmentState.ENROLLED


def test_offered_place_can_be_turned_into_a_seat(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    places.waiting(run)
    enrolled = actions.enrol(enrolment=places.offered(run), by=office, now=now)
    assert (enrolled.state, enrolled.offer_deadline) == (EnrolmentState.ENROLLED, None)


def test_who_fell_short_may_go_on_with_the_first_date(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    enrolment = factories.enrolment(run, state=EnrolmentState.NOT_COMPLETED)
    places.waiting(run)
    again = actions.enrol(enrolment=enrolment, by=office, now=now)
    assert (again.state, again.enrolled_at) == (EnrolmentState.ENROLLED, enrolment.enrolled_at)


def test_waiting_list_while_a_seat_is_free_needs_a_reason(office: Person, now: dt.datetime) -> None:
    enrolment = places.applied(factories.run())
    with refuses("enrolment.seat_is_free"):
        actions.waitlist(enrolment=enrolment, by=office, now=now)
    actions.waitlist(enrolment=enrolment, by=office, now=now, override="Wants to wait")
    assert places.state_of(enrolment) == EnrolmentState.WAITLISTED


def test_waiting_list_of_a_full_run_needs_none(office: Person, now: dt.datetime) -> None:
    run = factories.run(seats=1)
    factories.enrolment(run)
    waits = actions.waitlist(enrolment=places.applied(run), by=office, now=now)
    assert waits.state == EnrolmentState.WAITLISTED


def test_waiting_list_is_for_applicants_only(office: Person, now: dt.datetime) -> None:
    run = factories.run()
    for enrolment in (places.offered(run), places.waiting(run), factories.enrolment(run)):
        with refuses("state.not_allowed"):
            actions.waitlist(enrolment=enrolment, by=office, now=now)


def test_seat_brings_somebody_into_the_coming_sessions(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    run = factories.run()
    begun = factories.session(run, now).appointment
    coming = factories.session(run, now + SECOND).appointment
    off = factories.session(run, LATER, state=AppointmentState.CANCELLED).appointment
    other = factories.session(factories.run(), LATER).appointment
    actions.assign(enrolment=places.applied(run, somebody=anna), by=office, now=now)
    assert [_guests(each) for each in (begun, coming, off, other)] == [[], [anna], [], []]


def test_seat_leaves_who_leads_a_session_in_front(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    run = factories.run()
    session = factories.session(run, LATER, lead=quinty)
    actions.assign(enrolment=places.applied(run, somebody=quinty), by=office, now=now)
    assert session.appointment.participations.get().role == ParticipationRole.LEAD


def test_leaving_frees_the_coming_sessions_only(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    run = factories.run()
    sessions = [factories.session(run, each).appointment for each in (now, LATER)]
    enrolment = factories.enrolment(run, anna)
    for session in sessions:
        factories.participation(session, anna)
    actions.withdraw(enrolment=enrolment, reason=EndReason.MOVED, by=office, now=now)
    assert [_guests(session) for session in sessions] == [[anna], []]


def test_leaving_keeps_somebody_in_front_of_a_session(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    run = factories.run()
    session = factories.session(run, LATER, lead=quinty)
    enrolment = factories.enrolment(run, quinty)
    actions.withdraw(enrolment=enrolment, reason="", by=office, now=now)
    assert session.appointment.participations.get().person == quinty


def test_cancelling_keeps_moment_and_reason(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)
    ended = actions.cancel_enrolment(
        enrolment=enrolment, reason=EndReason.NO_TIME, by=anna, now=BEFORE
    )
    assert (ended.state, ended.ended_at) == (EnrolmentState.CANCELLED, BEFORE)
    assert ended.end_reason == EndReason.NO_TIME
    entry = AuditEntry.objects.all().about(enrolment).get()
    assert (entry.verb, entry.by, entry.data) == (
        "enrolment.cancelled", anna, {"from": "enrolled"},
    )  # fmt: skip


@pytest.mark.parametrize("make", [places.applied, places.waiting, places.offered])
def test_who_has_no_seat_yet_can_step_back_after_the_start(
    office: Person, now: dt.datetime, make: places.Maker
) -> None:
    enrolment = make(factories.run())
    ended = actions.cancel_enrolment(enrolment=enrolment, reason="", by=office, now=now)
    assert ended.state == EnrolmentState.CANCELLED


def test_cancelling_ends_where_withdrawing_begins(office: Person) -> None:
    # In winter the 30th of January begins at 23:00 UTC on the 29th, by the clock of the run.
    start = factories.utc(2027, 1, 29, 23)
    enrolment = factories.enrolment()
    with refuses("enrolment.use_withdraw"):
        actions.cancel_enrolment(enrolment=enrolment, reason="", by=office, now=start)
    with refuses("enrolment.use_cancel"):
        actions.withdraw(enrolment=enrolment, reason="", by=office, now=start - SECOND)
    withdrawn = actions.withdraw(enrolment=enrolment, reason="", by=office, now=start)
    assert withdrawn.state == EnrolmentState.WITHDRAWN


@pytest.mark.parametrize("make", [places.applied, places.waiting, places.offered])
def test_withdrawing_is_for_who_takes_part(
    office: Person, now: dt.datetime, make: places.Maker
) -> None:
    with refuses("enrolment.use_cancel"):
        actions.withdraw(enrolment=make(factories.run()), reason="", by=office, now=now)


@pytest.mark.parametrize("reason", ["ill", None, 3, "NO_TIME", "moved\x00"])
def test_reason_is_one_of_the_codes(office: Person, now: dt.datetime, reason: str) -> None:
    enrolment = factories.enrolment()
    with refuses("enrolment.unknown_reason"):
        actions.withdraw(enrolment=enrolment, reason=reason, by=office, now=now)
    with refuses("enrolment.unknown_reason"):
        actions.cancel_enrolment(enrolment=enrolment, reason=reason, by=office, now=BEFORE)


def test_ending_twice_is_refused(office: Person, now: dt.datetime) -> None:
    enrolment = factories.enrolment()
    actions.withdraw(enrolment=enrolment, reason="", by=office, now=now)
    with refuses("state.not_allowed"):
        actions.withdraw(enrolment=enrolment, reason="", by=office, now=now)
    with refuses("state.not_allowed"):
        actions.cancel_enrolment(enrolment=enrolment, reason="", by=office, now=now)


def test_completing_keeps_the_seat_and_has_no_end(office: Person) -> None:
    enrolment = factories.enrolment()
    done = actions.complete(enrolment=enrolment, by=office, now=LATER)
    assert (done.state, done.ended_at) == (EnrolmentState.COMPLETED, None)
    assert enrolment.run.seats_taken() == 1


def test_who_fell_short_can_complete_later(office: Person) -> None:
    enrolment = factories.enrolment()
    actions.close_without_certificate(enrolment=enrolment, by=office, now=LATER)
    assert places.state_of(enrolment) == EnrolmentState.NOT_COMPLETED
    actions.complete(enrolment=enrolment, by=office, now=LATER)
    assert places.state_of(enrolment) == EnrolmentState.COMPLETED


@pytest.mark.parametrize("make", [places.applied, places.waiting, places.offered])
def test_who_never_took_part_completes_nothing(
    office: Person, now: dt.datetime, make: places.Maker
) -> None:
    enrolment = make(factories.run())
    with refuses("state.not_allowed"):
        actions.complete(enrolment=enrolment, by=office, now=now)
    with refuses("state.not_allowed"):
        actions.close_without_certificate(enrolment=enrolment, by=office, now=now)


def _sign(enrolment: Enrolment, now: dt.datetime, kind: str, on: dt.date) -> Declaration:
    return actions.sign_declaration(
        enrolment=enrolment, kind=kind, signed_on=on, by=enrolment.person, now=now
    )


def test_first_signature_is_kept(now: dt.datetime) -> None:
    enrolment = factories.enrolment()
    first = _sign(enrolment, now, "code_of_conduct", dt.date(2027, 1, 8))
    again = _sign(enrolment, now, "code_of_conduct", dt.date(2027, 2, 1))
    assert (again, again.signed_on) == (first, dt.date(2027, 1, 8))
    assert AuditEntry.objects.all().about(enrolment).count() == 1


def test_signature_tells_everything_at_once(now: dt.datetime) -> None:
    enrolment = factories.enrolment()
    with refuses("declaration.unknown_kind", "declaration.in_future", "text.too_long"):
        actions.sign_declaration(
            enrolment=enrolment, kind="oath", signed_on=dt.date(2027, 3, 2),
            text_version="v" * 21, by=enrolment.person, now=now,
        )  # fmt: skip


def test_signature_of_today_counts_by_the_clock_of_the_run() -> None:
    late = factories.utc(2027, 3, 1, 23, 30)
    signed = _sign(factories.enrolment(), late, "code_of_conduct", dt.date(2027, 3, 2))
    assert signed.signed_on == dt.date(2027, 3, 2)


@pytest.mark.parametrize("day", ["2027-01-08", None, factories.NOW])
def test_signature_has_a_date(now: dt.datetime, day: dt.date) -> None:
    with refuses("day.wrong_type"):
        _sign(factories.enrolment(), now, "code_of_conduct", day)


@given(st.sampled_from(EnrolmentState), st.sampled_from(EnrolmentState))
def test_no_action_leaves_the_table_of_moves(before: EnrolmentState, to: EnrolmentState) -> None:
    enrolment = Enrolment(state=before)
    seat = {
        EnrolmentState.ENROLLED: rules.seat_problems,
        EnrolmentState.OFFERED: rules.offer_problems,
    }
    if to in seat and to not in ENROLMENT_MOVES[before]:
        assert [each.code for each in seat[to](enrolment)] == ["state.not_allowed"]


def test_joining_records_keeps_the_better_place(anna: Person, bas: Person) -> None:
    run = factories.run()
    seat, waits = factories.enrolment(run, bas), places.waiting(run, somebody=anna)
    elsewhere = places.applied(factories.run(), somebody=bas)
    actions.join_records(keep=anna, duplicate=bas, now=BEFORE)
    assert places.states_of([seat, waits, elsewhere]) == ["enrolled", "cancelled", "applied"]


def test_joining_records_passes_a_seat_on(anna: Person, bas: Person) -> None:
    run = factories.run(seats=2)
    kept, double = factories.enrolment(run, anna), factories.enrolment(run, bas)
    session = factories.session(run, LATER).appointment
    factories.participation(session, anna)
    waits = places.waiting(run)
    actions.join_records(keep=anna, duplicate=bas, now=BEFORE)
    assert places.states_of([kept, double, waits]) == ["enrolled", "cancelled", "offered"]
    assert _guests(session) == [anna]
