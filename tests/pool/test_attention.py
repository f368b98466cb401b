"""What needs somebody at the office: each kind, its boundary, the order, and the queries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.states import CertificateState, RevocationReason
from courses.models import CourseRun, Evaluation
from courses.states import EnrolmentState, EvaluationMoment, LogEntryState, PlacementState
from pool import attention
from pool.states import WITHOUT_TRAINER, RequestState
from scheduling.states import AppointmentState
from tests import factories
from tests.pool import scenes

if TYPE_CHECKING:
    from people.models import Person

NOW = factories.NOW
TODAY = NOW.date()
DAY = dt.timedelta(days=1)
ASKS: dict[str, dict[str, Any]] = {"code_of_conduct": {}}


def asking_run(**fields: dt.date) -> CourseRun:
    """Make a run whose curriculum asks something that nobody has."""
    return factories.run(curriculum=factories.curriculum(ASKS), **fields)


def found(now: dt.datetime = NOW) -> list[tuple[str, dt.date, int]]:
    """Return the code, the day and the number of days of everything on the list."""
    return [
        (item.code, item.since, item.days_from(now.date())) for item in attention.items(now=now)
    ]


def sentences() -> list[str]:
    """Return the sentences on the list."""
    return [str(item.sentence) for item in attention.items(now=NOW)]


@pytest.mark.django_db
def test_nothing_needs_attention_where_nothing_is() -> None:
    assert attention.items(now=NOW) == []


@pytest.mark.parametrize(("waited", "listed"), [(14 * DAY, False), (15 * DAY, True)])
def test_entry_that_waits_more_than_two_weeks(
    anna: Person, quinty: Person, waited: dt.timedelta, *, listed: bool
) -> None:
    placement = factories.placement(
        factories.enrolment(asking_run(), anna), quinty, ends_on=dt.date(2027, 6, 18)
    )
    factories.log_entry(placement, submitted_at=NOW - waited)

    assert found() == ([("log_entry.waiting", TODAY - waited, 15)] if listed else [])


def test_entry_that_was_decided_waits_no_longer(anna: Person, quinty: Person) -> None:
    placement = factories.placement(factories.enrolment(asking_run(), anna), quinty)
    factories.log_entry(
        placement,
        submitted_at=NOW - 20 * DAY,
        state=LogEntryState.APPROVED,
        decided_by=quinty,
        decided_at=NOW,
    )

    assert found() == []


def test_entry_names_the_trainee_and_never_its_words(anna: Person, quinty: Person) -> None:
    placement = factories.placement(factories.enrolment(asking_run(), anna), quinty)
    factories.log_entry(placement, submitted_at=NOW - 20 * DAY, reflection="secret")

    (item,) = attention.items(now=NOW)
    assert (item.subject, item.about) == ("courses.logentry", "Anna Appelmoes")
    assert str(item.sentence) == (
        "A log entry of Anna Appelmoes has waited for the mentor since 9 February 2027."
    )


@pytest.mark.parametrize(("last_day", "listed"), [(9, False), (8, True)])
def test_placement_past_halfway_without_mid_evaluation(
    anna: Person, quinty: Person, last_day: int, *, listed: bool
) -> None:
    factories.placement(
        factories.enrolment(asking_run(), anna),
        quinty,
        starts_on=dt.date(2027, 2, 21),
        ends_on=dt.date(2027, 3, last_day),
    )

    halfway = ("placement.no_mid_evaluation", dt.date(2027, 2, 28), 1)
    assert found() == ([halfway] if listed else [])


def test_placement_with_its_mid_evaluation_is_fine(anna: Person, quinty: Person) -> None:
    placement = factories.placement(
        factories.enrolment(asking_run(), anna), quinty, ends_on=dt.date(2027, 2, 20)
    )
    assert [code for code, *_rest in found()] == ["placement.no_mid_evaluation"]
    Evaluation.objects.create(placement=placement, moment=EvaluationMoment.MID, held_on=TODAY)

    assert found() == []


@pytest.mark.parametrize(
    "state", [PlacementState.PLANNED, PlacementState.COMPLETED, PlacementState.TERMINATED]
)
def test_placement_that_is_not_active_is_left_alone(
    anna: Person, quinty: Person, state: PlacementState
) -> None:
    factories.placement(
        factories.enrolment(asking_run(), anna),
        quinty,
        ends_on=dt.date(2027, 2, 20),
        state=state,
    )

    assert found() == []


def test_placement_of_who_withdrew_is_left_alone(anna: Person, quinty: Person) -> None:
    enrolment = factories.enrolment(
        asking_run(), anna, state=EnrolmentState.WITHDRAWN, ended_at=NOW
    )
    factories.placement(enrolment, quinty, ends_on=dt.date(2027, 2, 20))

    assert found() == []


@pytest.mark.django_db
def test_group_without_a_meeting_ahead() -> None:
    group = factories.group(asking_run(), name="Noord")
    factories.meeting(group, NOW - DAY)
    factories.meeting(group, NOW + DAY, state=AppointmentState.CANCELLED)

    assert found() == [("group.no_meeting_planned", factories.RUN_START, 30)]
    assert sentences() == ["The intervision group Noord has no meeting planned."]


@pytest.mark.django_db
def test_group_with_a_meeting_ahead_is_fine() -> None:
    factories.meeting(factories.group(asking_run()), NOW + DAY)

    assert found() == []


@pytest.mark.parametrize("ends_on", [TODAY - DAY, TODAY])
@pytest.mark.django_db
def test_group_needs_a_meeting_until_the_last_day_of_its_run(ends_on: dt.date) -> None:
    factories.group(asking_run(ends_on=ends_on))

    assert bool(found()) is (ends_on == TODAY)


@pytest.mark.parametrize(("left", "listed"), [(0 * DAY, False), (3 * DAY, True), (4 * DAY, False)])
@pytest.mark.django_db
def test_offer_that_lapses_within_three_days(left: dt.timedelta, *, listed: bool) -> None:
    factories.enrolment(state=EnrolmentState.OFFERED, offer_deadline=NOW + left)

    assert found() == ([("offer.deadline_near", TODAY + left, 3)] if listed else [])


@pytest.mark.parametrize(("left", "listed"), [(0, True), (14, True), (15, False), (-1, False)])
@pytest.mark.django_db
def test_run_that_ends_within_two_weeks(left: int, *, listed: bool) -> None:
    ends_on = TODAY + left * DAY
    run = asking_run(ends_on=ends_on)
    factories.enrolment(run)
    factories.enrolment(run)

    assert found() == ([("run.ends_soon", ends_on, left)] if listed else [])


@pytest.mark.django_db
def test_run_says_how_many_still_miss_something() -> None:
    run = asking_run(ends_on=TODAY)
    factories.enrolment(run)
    factories.enrolment(run, state=EnrolmentState.WITHDRAWN, ended_at=NOW)

    (sentence,) = sentences()
    assert sentence == (f"{run} ends on 1 March 2027. Participants who still miss something: 1.")


@pytest.mark.django_db
def test_run_where_nobody_misses_anything_is_fine() -> None:
    factories.enrolment(factories.run(ends_on=TODAY))

    assert [code for code, *_rest in found()] == ["trainee.ready"]


def test_trainee_who_meets_everything_is_ready(anna: Person) -> None:
    enrolment = factories.enrolment(somebody=anna)

    (item,) = attention.items(now=NOW)
    assert (item.code, item.subject_id) == ("trainee.ready", enrolment.pk)
    assert str(item.sentence) == "Anna Appelmoes meets every requirement and can be certified."


def test_trainee_who_is_certified_needs_nothing(anna: Person) -> None:
    factories.certificate(anna, enrolment=factories.enrolment(somebody=anna))

    assert found() == []


@pytest.mark.django_db
def test_trainee_who_misses_something_is_not_ready() -> None:
    factories.enrolment(asking_run())

    assert found() == []


@pytest.mark.parametrize("state", WITHOUT_TRAINER)
@pytest.mark.parametrize(("ago", "listed"), [(30, False), (31, True)])
@pytest.mark.django_db
def test_request_without_trainer_for_more_than_thirty_days(
    ago: int, state: RequestState, *, listed: bool
) -> None:
    scenes.request(requested_on=TODAY - ago * DAY, state=state)

    waiting = ("request.without_trainer", dt.date(2027, 1, 29), 31)
    assert found() == ([waiting] if listed else [])


@pytest.mark.parametrize("state", [state for state in RequestState if state not in WITHOUT_TRAINER])
@pytest.mark.django_db
def test_request_with_a_trainer_or_an_end_is_left_alone(state: RequestState) -> None:
    made = factories.appointment()
    scenes.request(
        requested_on=dt.date(2026, 1, 1), state=state, appointment=made, declined_reason="–"
    )

    assert found() == []


@pytest.mark.parametrize(("left", "listed"), [(0, True), (90, True), (91, False)])
def test_certificate_in_its_renewal_window(quinty: Person, left: int, *, listed: bool) -> None:
    ends = TODAY + left * DAY
    scenes.trainer(quinty, valid_until=ends)

    assert found() == ([("certificate.expiring", ends, left)] if listed else [])


def test_certificate_that_expires_says_whether_it_can_be_renewed(
    anna: Person, quinty: Person
) -> None:
    scenes.trainer(anna, valid_until=TODAY)
    scenes.trainer(quinty, needed={"observed": 1}, valid_until=TODAY + DAY)

    renewable, short = sentences()
    assert renewable.endswith("Anna Appelmoes ends on 1 March 2027. It can be renewed.")
    assert short.endswith("ends on 2 March 2027. Too little was done to renew it yet.")


@pytest.mark.parametrize(("ago", "listed"), [(1, True), (90, True), (93, False)])
def test_certificate_in_grace(quinty: Person, ago: int, *, listed: bool) -> None:
    ended = TODAY - ago * DAY
    scenes.trainer(quinty, valid_until=ended)

    assert found() == ([("certificate.in_grace", ended, ago)] if listed else [])


def test_certificate_of_who_left_or_is_suspended_is_left_alone(
    anna: Person, quinty: Person
) -> None:
    scenes.trainer(quinty, valid_until=TODAY)
    factories.pool_member(quinty, left_on=TODAY)
    scenes.trainer(
        anna,
        valid_until=TODAY,
        state=CertificateState.SUSPENDED,
        state_reason=RevocationReason.UNDER_REVIEW,
    )

    assert found() == []


def test_certificate_that_is_flagged(quinty: Person) -> None:
    scenes.trainer(quinty, flagged_at=NOW - 2 * DAY)

    assert found() == [("certificate.flagged", TODAY - 2 * DAY, 2)]
    assert sentences() == [
        "Facts under the certificate of Quinty Muisjes changed on 27 February 2027."
    ]


def test_most_urgent_comes_first(anna: Person, bas: Person, quinty: Person) -> None:
    scenes.trainer(quinty, valid_until=TODAY + DAY, flagged_at=NOW)
    scenes.trainer(bas, valid_until=TODAY - DAY)
    scenes.request(requested_on=dt.date(2027, 1, 1))
    scenes.request(requested_on=dt.date(2026, 12, 1))
    run = asking_run(ends_on=TODAY)
    factories.placement(factories.enrolment(run, anna), quinty, ends_on=dt.date(2027, 2, 20))
    factories.group(run)
    factories.enrolment(state=EnrolmentState.OFFERED, offer_deadline=NOW + DAY)

    assert found() == [
        ("offer.deadline_near", TODAY + DAY, 1),
        ("run.ends_soon", TODAY, 0),
        ("certificate.in_grace", TODAY - DAY, 1),
        ("request.without_trainer", dt.date(2026, 12, 1), 90),
        ("request.without_trainer", dt.date(2027, 1, 1), 59),
        ("placement.no_mid_evaluation", dt.date(2027, 2, 14), 15),
        ("group.no_meeting_planned", factories.RUN_START, 30),
        ("certificate.expiring", TODAY + DAY, 1),
        ("certificate.flagged", TODAY, 0),
    ]


def everything(number: int) -> None:
    """Make so many of everything that needs attention."""
    run = asking_run(ends_on=TODAY)
    for _ in range(number):
        somebody = factories.person()
        placement = factories.placement(
            factories.enrolment(run), somebody, ends_on=dt.date(2027, 2, 20)
        )
        factories.log_entry(placement, submitted_at=NOW - 20 * DAY)
        factories.enrolment(state=EnrolmentState.OFFERED, offer_deadline=NOW + DAY)
        factories.enrolment()
        factories.group(run)
        scenes.request(requested_on=dt.date(2027, 1, 1))
        scenes.trainer(somebody, valid_until=TODAY, flagged_at=NOW)


@pytest.mark.django_db
def test_list_asks_the_same_number_of_queries_for_one_and_for_thirty() -> None:
    everything(1)
    with CaptureQueriesContext(connection) as for_one:
        assert len(attention.items(now=NOW)) == 9
    everything(29)

    with CaptureQueriesContext(connection) as for_thirty:
        assert len(attention.items(now=NOW)) == 8 * 30 + 2
    assert len(for_thirty) == len(for_one)
