"""Lawful calls of the actions on groups, meetings and cases."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from scheduling.models import Venue
from scheduling.rules import Mark
from scheduling.states import AppointmentState, Attendance
from tests import factories
from tests.intervision import cast

if TYPE_CHECKING:
    from intervision.models import Group, Meeting
    from people.models import Person

DAY = dt.date(2027, 3, 1)


def _group() -> tuple[Group, list[Person]]:
    group = factories.group()
    return group, cast.members(group, 5)


def _meeting() -> tuple[Meeting, list[Person]]:
    group, people = _group()
    return cast.meeting(group, people), people


def assign_roles() -> dict[str, Any]:
    meeting, (chair, bringer, reporter, *_others) = _meeting()
    return {
        "meeting": meeting,
        "chair": chair,
        "case_bringer": bringer,
        "reporter": reporter,
        "override": "",
    }


def bring_case() -> dict[str, Any]:
    meeting, people = _meeting()
    return {
        "meeting": meeting,
        "bringer": people[0],
        "method": cast.method(),
        "title": "Een titel",
        "text": "Een tekst",
        "override": "",
    }


def cancel_meeting() -> dict[str, Any]:
    return {"meeting": _meeting()[0], "because": "Te weinig mensen"}


def change_guide() -> dict[str, Any]:
    return {"group": _group()[0], "guide": factories.person()}


def confirm_presence() -> dict[str, Any]:
    meeting, people = _meeting()
    return {"meeting": meeting, "marks": {people[0]: Mark(Attendance.LATE, 5)}}


def finalise_report() -> dict[str, Any]:
    group, people = _group()
    meeting = cast.meeting(group, people, state=AppointmentState.HELD, reporter=people[0])
    return {"meeting": meeting, "finalised_on": DAY, "by": people[0]}


def form_group() -> dict[str, Any]:
    return {
        "run": factories.run(),
        "code": "NEW",
        "name": "Groep Noord",
        "guide": factories.person(),
        "agreement_version": "2027-01",
        "size_min": 4,
        "size_max": 8,
    }


def hold_meeting() -> dict[str, Any]:
    return {"meeting": _meeting()[0]}


def join_group() -> dict[str, Any]:
    group, _people = _group()
    return {
        "group": group,
        "person": factories.enrolment(group.run).person,
        "joined_on": DAY,
        "override": "",
    }


def leave_group() -> dict[str, Any]:
    return {"membership": _group()[1][0].intervision_memberships.get(), "left_on": DAY}


def plan_meeting() -> dict[str, Any]:
    group, (chair, bringer, reporter, *_others) = _group()
    return {
        "group": group,
        "code": "NEW",
        "starts_at": factories.utc(2027, 3, 8, 19),
        "ends_at": factories.utc(2027, 3, 8, 21),
        "zone": "Europe/Amsterdam",
        "delivery": "online",
        "chair": chair,
        "case_bringer": bringer,
        "reporter": reporter,
        "method": cast.method(),
        "venue": Venue.objects.create(name="Buurthuis", municipality=factories.municipality()),
        "join_link": "https://example.org/room",
        "override": "",
    }


def plan_series() -> dict[str, Any]:
    group, _people = _group()
    return {
        "group": group,
        "code": "NEW",
        "starts_at": factories.utc(2027, 3, 8, 19),
        "ends_at": factories.utc(2027, 3, 8, 21),
        "zone": "Europe/Amsterdam",
        "weeks_apart": 3,
        "number": 2,
        "delivery": "online",
        "method": cast.method(),
        "venue": Venue.objects.create(name="Buurthuis", municipality=factories.municipality()),
        "join_link": "https://example.org/room",
        "override": "",
    }


def reschedule_meeting() -> dict[str, Any]:
    meeting, _people = _meeting()
    starts_at = meeting.appointment.starts_at + dt.timedelta(hours=1)
    return {
        "meeting": meeting,
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=2),
        "note": "",
        "override": "",
    }


def sign_agreement() -> dict[str, Any]:
    group = factories.group()
    membership = factories.member(group, agreement_signed_on=None, agreement_version="")
    return {"membership": membership, "signed_on": DAY}
