"""Saying that an appointment takes place, or that it does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from common.models import AuditEntry
from scheduling import actions
from scheduling.models import Appointment, Participation
from scheduling.states import AppointmentState
from tests import factories
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from people.models import Person


def test_hold_says_that_it_takes_place(office: Person) -> None:
    made = schedule(office)

    held = actions.hold(appointment=made, by=office, now=TEN)

    assert (held.state, Appointment.objects.get().state) == ("held", "held")
    assert AuditEntry.objects.about(made).last() == AuditEntry.objects.get(verb="appointment.held")


def test_hold_before_the_start_is_refused(office: Person) -> None:
    made = schedule(office)

    with refuses("appointment.not_begun"):
        actions.hold(appointment=made, by=office, now=TEN - dt.timedelta(seconds=1))


def test_hold_twice_changes_nothing(office: Person) -> None:
    made = schedule(office)
    actions.hold(appointment=made, by=office, now=TEN)

    held = actions.hold(appointment=made, by=office, now=TEN + hours(1))

    assert (held.state, AuditEntry.objects.about(made).count()) == ("held", 2)


def test_hold_of_what_was_cancelled_is_refused(office: Person, now: dt.datetime) -> None:
    made = factories.appointment(TEN, state=AppointmentState.CANCELLED)

    with refuses("state.not_allowed", "appointment.not_begun"):
        actions.hold(appointment=made, by=office, now=now)


def test_cancel_keeps_the_reason_and_the_people(
    office: Person, anna: Person, now: dt.datetime
) -> None:
    made = schedule(office, participants=[anna])

    cancelled = actions.cancel(appointment=made, because=" Snow ", by=office, now=now)

    kept = Appointment.objects.get()
    assert (cancelled.state, kept.state, kept.cancelled_because) == (
        "cancelled",
        "cancelled",
        "Snow",
    )
    assert Participation.objects.count() == 1


def test_cancel_keeps_no_text_in_the_log(office: Person, now: dt.datetime) -> None:
    made = schedule(office)

    actions.cancel(appointment=made, because="Snow", by=office, now=now)

    entry = AuditEntry.objects.get(verb="appointment.cancelled")
    assert entry.data == {"from": "planned"}


@pytest.mark.parametrize(
    ("because", "code"),
    [("", "text.required"), ("x" * 201, "text.too_long"), ("\x00", "text.nul")],
)
def test_cancel_asks_for_a_reason(
    office: Person, now: dt.datetime, because: str, code: str
) -> None:
    with refuses(code):
        actions.cancel(appointment=schedule(office), because=because, by=office, now=now)


@pytest.mark.parametrize("state", [AppointmentState.HELD, AppointmentState.CANCELLED])
def test_cancel_of_what_was_held_or_cancelled_is_refused(
    office: Person, now: dt.datetime, state: str
) -> None:
    made = factories.appointment(TEN, state=state)

    with refuses("state.not_allowed", "text.required"):
        actions.cancel(appointment=made, because="", by=office, now=now)


def test_cancelling_frees_the_lead(office: Person, quinty: Person, now: dt.datetime) -> None:
    made = schedule(office, leads=[quinty])
    actions.cancel(appointment=made, because="Snow", by=office, now=now)

    schedule(office, leads=[quinty])

    assert Appointment.objects.count() == 2
