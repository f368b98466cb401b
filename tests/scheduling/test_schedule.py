"""Planning an appointment with everybody who takes part."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from common.models import AuditEntry
from common.periods import DEFAULT_ZONE
from scheduling.models import Appointment, Venue
from scheduling.states import AppointmentState, Delivery
from tests import factories
from tests.factories import utc
from tests.refusals import refuses
from tests.scheduling.asking import TEN, hours, schedule

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from people.models import Person

KINGS_DAY = utc(2027, 4, 27, 9)


def passed(appointment: Appointment) -> list[str]:
    """Return the codes of the problems that were passed over."""
    entry = AuditEntry.objects.about(appointment).get(verb="appointment.scheduled")
    codes: list[str] = entry.data.get("passed", [])
    return codes


def test_schedule_writes_what_was_asked(office: Person) -> None:
    venue = Venue.objects.create(name="Hall")

    made = schedule(
        office, title="Sessie 1", break_minutes=30, delivery=Delivery.IN_PERSON, venue=venue
    )

    kept = Appointment.objects.get(pk=made.pk)
    assert (kept.title, kept.starts_at, kept.ends_at) == ("Sessie 1", TEN, TEN + hours(3))
    assert (kept.zone, kept.delivery, kept.venue) == (DEFAULT_ZONE, "in_person", venue)
    assert (kept.contact_minutes, kept.state) == (150, AppointmentState.PLANNED)


def test_schedule_gives_everybody_a_part(
    office: Person, anna: Person, bas: Person, quinty: Person
) -> None:
    made = schedule(office, leads=[quinty], co_leads=[bas], participants=[anna], guests=[office])

    parts = made.participations.values_list("person", "role", "answer", "attendance")
    assert set(parts) == {
        (quinty.pk, "lead", "open", ""),
        (bas.pk, "co", "open", ""),
        (anna.pk, "participant", "open", ""),
        (office.pk, "guest", "open", ""),
    }


def test_schedule_is_logged_with_who_did_it(office: Person, now: dt.datetime) -> None:
    made = schedule(office)

    entry = AuditEntry.objects.about(made).get()
    assert (entry.verb, entry.by, entry.at, entry.data) == (
        "appointment.scheduled",
        office,
        now,
        {},
    )


def test_schedule_keeps_instants_in_utc(office: Person) -> None:
    local = TEN.astimezone(ZoneInfo(DEFAULT_ZONE))

    made = schedule(office, local, ends_at=local + hours(3))

    assert (made.starts_at, made.starts_at.tzinfo) == (TEN, dt.UTC)


def test_schedule_refuses_everything_at_once_and_writes_nothing(
    office: Person, quinty: Person
) -> None:
    factories.appointment(TEN, lead=quinty)

    with refuses("text.required", "time.unknown_zone", "appointment.lead_is_busy"):
        schedule(office, title="", zone="Mars", leads=[quinty])
    assert (Appointment.objects.count(), AuditEntry.objects.count()) == (1, 0)


@pytest.mark.parametrize("role", ["leads", "co_leads"])
def test_schedule_refuses_to_book_a_lead_twice(office: Person, quinty: Person, role: str) -> None:
    schedule(office, leads=[quinty])

    with refuses("appointment.lead_is_busy"):
        schedule(office, TEN + hours(2), **{role: [quinty]})


def test_nobody_can_make_an_exception_for_a_lead_in_two_places(
    office: Person, quinty: Person
) -> None:
    schedule(office, leads=[quinty])

    with refuses("appointment.lead_is_busy"):
        schedule(office, leads=[quinty], override="She will run.")


def test_lead_can_go_from_one_thing_straight_to_the_next(office: Person, quinty: Person) -> None:
    schedule(office, leads=[quinty])

    schedule(office, TEN + hours(3), leads=[quinty])

    assert Appointment.objects.count() == 2


def test_warnings_do_not_stop_and_are_kept(office: Person, anna: Person, quinty: Person) -> None:
    schedule(office, KINGS_DAY, participants=[anna, quinty])

    made = schedule(
        office, KINGS_DAY, leads=[quinty], participants=[anna], delivery=Delivery.IN_PERSON
    )

    assert passed(made) == [
        "appointment.lead_takes_part_elsewhere",
        "appointment.participant_is_busy",
        "appointment.without_venue",
        "holiday.public",
    ]


def test_school_holidays_are_those_of_the_regions_of_who_comes(office: Person) -> None:
    north = factories.person(local_group=factories.local_group())
    south = factories.local_group(region=factories.region(school_holiday_region="zuid"))
    carnival = utc(2027, 2, 15, 9)

    without = schedule(office, carnival, participants=[north])
    with_south = schedule(
        office, carnival + hours(4), participants=[north, factories.person(local_group=south)]
    )

    assert passed(without) == []
    assert passed(with_south) == ["holiday.school"]


def test_person_named_twice_in_one_role_takes_part_once(office: Person, anna: Person) -> None:
    made = schedule(office, participants=[anna, anna])

    assert made.participations.count() == 1


def test_person_named_in_two_roles_is_refused(office: Person, anna: Person) -> None:
    with refuses("participation.two_roles"):
        schedule(office, leads=[anna], co_leads=[anna])


@pytest.mark.parametrize("gone", ["archived_at", "erased_at"])
def test_person_who_is_no_longer_there_is_refused(
    office: Person, now: dt.datetime, gone: str
) -> None:
    somebody = factories.person(**{gone: now})

    with refuses("participation.unknown_person"):
        schedule(office, participants=[somebody])


def test_person_who_was_merged_or_never_there_is_refused(office: Person, anna: Person) -> None:
    merged = factories.person(merged_into=anna)
    nobody = type(anna)(pk=404, given_name="Nobody", family_name="Here")

    with refuses("participation.unknown_person", "participation.unknown_person"):
        schedule(office, leads=[merged], guests=[nobody])


def test_appointment_in_the_past_can_be_recorded_afterwards(office: Person) -> None:
    made = schedule(office, utc(2026, 1, 10, 9))

    assert made.state == AppointmentState.PLANNED


@pytest.mark.parametrize("count", [1, 30])
def test_schedule_takes_as_many_queries_for_thirty_people_as_for_one(
    office: Person,
    quinty: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    group = factories.local_group()
    people = [factories.person(local_group=group) for _ in range(count)]

    with django_assert_num_queries(9):
        schedule(office, leads=[quinty], participants=people)
