"""Two people plan the same hour of somebody's day at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from common.problems import Refused
from scheduling import actions
from scheduling.models import Appointment, AttendanceRecord, Participation
from scheduling.rules import Mark
from scheduling.states import Attendance, ParticipationRole
from tests import factories
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def together(calls: Sequence[Callable[[], object]]) -> list[tuple[str, ...]]:
    """Make all calls at one moment; return what each was refused for, sorted."""
    barrier = Barrier(len(calls))

    def make(call: Callable[[], object]) -> tuple[str, ...]:
        barrier.wait()
        try:
            call()
        except Refused as refusal:
            return tuple(problem.code for problem in refusal.problems)
        finally:
            connection.close()
        return ()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(make, calls))


@pytest.mark.parametrize("count", [2, 5, 10])
def test_lead_is_booked_once_by_many_at_once(count: int) -> None:
    office, quinty = factories.office_member(), factories.person()

    answers = together([lambda: schedule(office, leads=[quinty])] * count)

    assert answers == [(), *[("appointment.lead_is_busy",)] * (count - 1)]
    assert Appointment.objects.count() == 1


def test_leads_named_in_another_order_do_not_wait_for_each_other() -> None:
    office, one, two = factories.office_member(), factories.person(), factories.person()

    answers = together(
        [lambda: schedule(office, leads=[one], co_leads=[two])] * 4
        + [lambda: schedule(office, leads=[two], co_leads=[one])] * 4
    )

    assert answers == [(), *[("appointment.lead_is_busy",) * 2] * 7]


def test_lead_is_booked_once_through_all_three_doors() -> None:
    office, quinty = factories.office_member(), factories.person()
    empty = schedule(office)
    later = schedule(office, TEN + hours(8), leads=[quinty])
    role, span = ParticipationRole.LEAD, (TEN, TEN + hours(3))

    answers = together(
        [
            lambda: schedule(office, leads=[quinty]),
            lambda: actions.add_participant(
                appointment=empty, person=quinty, role=role, by=office, now=TEN
            ),
            lambda: actions.reschedule(
                appointment=later, starts_at=span[0], ends_at=span[1], by=office, now=TEN
            ),
        ]
    )

    assert answers == [(), *[("appointment.lead_is_busy",)] * 2]
    assert Participation.objects.leading().clashing([quinty.pk], *span).count() == 1


def test_person_is_added_once_by_many_at_once() -> None:
    office, anna = factories.office_member(), factories.person()
    made, role = schedule(office), ParticipationRole.PARTICIPANT

    answers = together(
        [
            lambda: actions.add_participant(
                appointment=made, person=anna, role=role, by=office, now=TEN
            )
        ]
        * 6
    )

    assert answers == [()] * 6
    assert Participation.objects.count() == 1


def test_mark_is_recorded_once_by_many_at_once() -> None:
    office, anna = factories.office_member(), factories.person()
    made = schedule(office, participants=[anna])
    marks: dict[Person, Mark] = {anna: Mark(Attendance.PRESENT)}

    answers = together(
        [lambda: actions.record_attendance(appointment=made, marks=marks, by=office, now=TEN)] * 6
    )

    assert answers == [()] * 6
    assert AttendanceRecord.objects.count() == 1
