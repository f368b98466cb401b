"""What the office asks when it plans: hours of a week, a moment for all, a series of meetings."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from intervision.models import Meeting
from scheduling.models import AvailabilityPeriod, WeeklyAvailability
from tests import factories
from tests.admin.test_deeds import address

if TYPE_CHECKING:
    from django.test import Client

    from people.models import Person
    from tests.api.cast import Side

_MOMENT = {
    "minutes": 120,
    "first_day": "2029-03-05",
    "last_day": "2029-03-09",
    "weekdays": ["0", "2"],
    "earliest": "19:00",
    "latest": "22:00",
    "avoids_holidays": "on",
}


def hours_of(person: Person) -> list[tuple[Any, ...]]:
    kept = WeeklyAvailability.objects.filter(person=person)
    return [
        (one.weekday, f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", one.zone) for one in kept.all()
    ]


def test_week_is_filled_in_as_a_table_and_kept_as_it_is_sent(at_office: Client) -> None:
    anna = factories.person()
    WeeklyAvailability.objects.create(
        person=anna, weekday=4, starts=dt.time(9), ends=dt.time(12), zone="Europe/Lisbon"
    )
    shown = at_office.get(address(anna, "weekly-hours")).content.decode()
    sent = {"0-0-starts": "09:00", "0-0-ends": "12:00", "0-1-starts": "19:00", "0-1-ends": "22:00"}
    sent |= {"4-0-starts": "09:00", "4-0-ends": "13:00"}

    at_office.post(address(anna, "weekly-hours"), sent)

    assert 'value="09:00"' in shown
    assert hours_of(anna) == [
        (0, "09:00", "12:00", "Europe/Amsterdam"),
        (0, "19:00", "22:00", "Europe/Amsterdam"),
        (4, "09:00", "13:00", "Europe/Lisbon"),
    ]


def test_half_a_line_is_asked_to_be_finished(at_office: Client) -> None:
    anna = factories.person()

    shown = at_office.post(address(anna, "weekly-hours"), {"0-0-starts": "09:00"})

    assert shown.status_code == 200
    assert "errorlist" in shown.content.decode()
    assert hours_of(anna) == []


def test_hours_that_overlap_are_refused_in_words(at_office: Client) -> None:
    anna = factories.person()
    sent = {"0-0-starts": "09:00", "0-0-ends": "12:00", "0-1-starts": "11:00", "0-1-ends": "13:00"}

    shown = at_office.post(address(anna, "weekly-hours"), sent).content.decode()

    assert "09:00" in shown
    assert "overlap" in shown


def test_period_that_is_removed_leads_back_to_the_person(at_office: Client) -> None:
    anna = factories.person()
    sent = {"starts_at_0": "2029-07-01", "starts_at_1": "00:00"}
    sent |= {"ends_at_0": "2029-08-01", "ends_at_1": "00:00"}
    at_office.post(address(anna, "add-availability"), sent)
    period = AvailabilityPeriod.objects.get(person=anna)

    response = at_office.post(address(period, "remove"))

    assert response["Location"] == reverse("admin:people_person_change", args=[anna.pk])
    assert not AvailabilityPeriod.objects.exists()


def test_moment_for_a_group_leads_to_a_meeting_at_that_time(at_office: Client, side: Side) -> None:
    group = side.rows["intervision-groups"]
    WeeklyAvailability.objects.all().delete()

    found = at_office.post(address(group, "find-moment"), _MOMENT, follow=True).content.decode()
    links = re.findall(r'href="([^"]*starts_at=[^"]*)"', found)
    form = at_office.get(links[0].replace("&amp;", "&")).content.decode()

    assert len(links) == 6
    assert 'value="2029-03-05"' in form
    assert 'value="19:00"' in form
    assert 'value="21:00"' in form


def test_no_moment_is_said_in_words(at_office: Client, side: Side) -> None:
    sent = _MOMENT | {"first_day": "2029-12-25", "last_day": "2029-12-26"}

    found = at_office.post(address(side.rows["people"], "find-moment"), sent, follow=True)

    assert "There is no moment at which everybody is free." in found.content.decode()


def test_what_is_looked_for_wrongly_is_said_beside_the_field(at_office: Client, side: Side) -> None:
    sent = _MOMENT | {"last_day": "2029-03-01", "minutes": 0}

    shown = at_office.post(address(side.rows["people"], "find-moment"), sent).content.decode()

    assert "The last day is not before the first." in shown
    assert "Look for something of 1 minute to 24 hours." in shown


def test_moment_from_a_broken_address_leaves_the_form_empty(at_office: Client, side: Side) -> None:
    group = side.rows["intervision-groups"]

    for text in ("x", "2029-13-45T99:99", "2029-03-05T19:00"):
        shown = at_office.get(f"{address(group, 'plan-meeting')}?starts_at={text}")
        assert shown.status_code == 200


def test_series_is_planned_at_one_time_on_the_wall(at_office: Client, side: Side) -> None:
    group = side.rows["intervision-groups"]
    sent: dict[str, Any] = {"code": "R", "zone": "Europe/Amsterdam", "weeks_apart": 4, "number": 3}
    sent |= {"starts_at_0": "2029-03-05", "starts_at_1": "19:30", "delivery": "online"}
    sent |= {"ends_at_0": "2029-03-05", "ends_at_1": "21:30", "join_link": "https://example.org"}

    at_office.post(address(group, "plan-series"), sent)

    planned = Meeting.objects.filter(code__startswith="R").order_by("code")
    walls = [
        meeting.appointment.starts_at.astimezone(ZoneInfo("Europe/Amsterdam"))
        for meeting in planned
    ]
    assert [f"{wall:%d %b %H:%M}" for wall in walls] == [
        "05 Mar 19:30",
        "02 Apr 19:30",
        "30 Apr 19:30",
    ]
