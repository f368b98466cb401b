"""Giving an appointment another time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from common.models import AuditEntry
from scheduling import actions
from scheduling.models import Appointment
from scheduling.states import Answer, AppointmentState
from tests import factories
from tests.factories import utc
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    import datetime as dt

    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

KINGS_DAY = utc(2027, 4, 27, 9)


def test_reschedule_moves_and_keeps_everybody(
    office: Person, anna: Person, quinty: Person, now: dt.datetime
) -> None:
    made = schedule(office, leads=[quinty], participants=[anna])

    moved = actions.reschedule(
        appointment=made, starts_at=TEN + hours(1), ends_at=TEN + hours(5), by=office, now=now
    )

    kept = Appointment.objects.get(pk=made.pk)
    assert (moved.pk, kept.starts_at, kept.ends_at) == (made.pk, TEN + hours(1), TEN + hours(5))
    assert kept.participations.count() == 2


def test_reschedule_is_logged_with_both_times(office: Person, now: dt.datetime) -> None:
    made = schedule(office)

    actions.reschedule(
        appointment=made, starts_at=KINGS_DAY, ends_at=KINGS_DAY + hours(3), by=office, now=now
    )

    entry = AuditEntry.objects.about(made).get(verb="appointment.rescheduled")
    assert entry.data == {
        "from": "2027-03-20T09:00:00+00:00",
        "to": "2027-04-27T09:00:00+00:00",
        "passed": ["holiday.public"],
    }


def test_reschedule_to_the_same_time_changes_nothing(office: Person, now: dt.datetime) -> None:
    made = schedule(office)

    actions.reschedule(appointment=made, starts_at=TEN, ends_at=TEN + hours(3), by=office, now=now)

    assert AuditEntry.objects.about(made).count() == 1


def test_reschedule_into_another_appointment_of_a_lead_is_refused(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    schedule(office, leads=[quinty])
    later = schedule(office, TEN + hours(3), co_leads=[quinty])

    with refuses("appointment.lead_is_busy"):
        actions.reschedule(
            appointment=later, starts_at=TEN, ends_at=TEN + hours(6), by=office, now=now
        )
    later.refresh_from_db()
    assert later.starts_at == TEN + hours(3)


def test_reschedule_overlapping_only_its_own_old_time_is_fine(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    made = schedule(office, leads=[quinty])

    moved = actions.reschedule(
        appointment=made, starts_at=TEN, ends_at=TEN + hours(4), by=office, now=now
    )

    assert moved.ends_at == TEN + hours(4)


def test_who_declined_does_not_hold_up_another_time(
    office: Person, quinty: Person, now: dt.datetime
) -> None:
    schedule(office, leads=[quinty])
    later = schedule(office, TEN + hours(3), leads=[quinty])
    later.participations.update(answer=Answer.DECLINED)

    moved = actions.reschedule(
        appointment=later, starts_at=TEN, ends_at=TEN + hours(1), by=office, now=now
    )

    assert moved.starts_at == TEN


@pytest.mark.parametrize("state", [AppointmentState.HELD, AppointmentState.CANCELLED])
def test_reschedule_tells_everything_at_once(office: Person, now: dt.datetime, state: str) -> None:
    made = factories.appointment(TEN, state=state)
    factories.participation(made, office, attendance="present")

    with refuses(
        "appointment.cannot_be_moved",
        "appointment.attendance_was_recorded",
        "appointment.ends_before_it_starts",
    ):
        actions.reschedule(
            appointment=made, starts_at=TEN, ends_at=TEN - hours(1), by=office, now=now
        )


@pytest.mark.parametrize("state", [AppointmentState.DRAFT, AppointmentState.PLANNED])
def test_reschedule_moves_what_is_still_to_come(
    office: Person, now: dt.datetime, state: str
) -> None:
    made = factories.appointment(TEN, state=state)

    moved = actions.reschedule(
        appointment=made, starts_at=TEN, ends_at=TEN + hours(1), by=office, now=now
    )

    assert moved.contact_minutes == 60


def test_reschedule_of_an_unusable_time_is_refused(office: Person, now: dt.datetime) -> None:
    made = schedule(office)
    naive: Any = TEN.replace(tzinfo=None)

    with refuses("appointment.time_without_zone", "appointment.time_without_zone"):
        actions.reschedule(appointment=made, starts_at=naive, ends_at=naive, by=office, now=now)


@pytest.mark.parametrize("count", [1, 30])
def test_reschedule_takes_as_many_queries_for_thirty_people_as_for_one(
    office: Person,
    now: dt.datetime,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    group = factories.local_group()
    people = [factories.person(local_group=group) for _ in range(count)]
    made = schedule(office, participants=people)

    with django_assert_num_queries(8):
        actions.reschedule(
            appointment=made, starts_at=TEN, ends_at=TEN + hours(1), by=office, now=now
        )
