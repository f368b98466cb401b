"""Lawful calls of the actions on appointments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scheduling.models import Appointment, Venue
from scheduling.rules import Mark
from scheduling.states import Answer, AnswerSource, Attendance, ParticipationRole
from tests import factories

HOUR = dt.timedelta(hours=1)
LATER = factories.NOW + 24 * HOUR


def _planned(starts_at: dt.datetime = LATER) -> Appointment:
    return factories.appointment(starts_at, lead=factories.person())


def add_participant() -> dict[str, Any]:
    return {
        "appointment": _planned(),
        "person": factories.person(),
        "role": ParticipationRole.PARTICIPANT,
        "override": "",
    }


def answer_invitation() -> dict[str, Any]:
    part = factories.participation(_planned(), factories.person())
    words = {"appointment": part.appointment, "person": part.person}
    return {**words, "answer": Answer.DECLINED, "source": AnswerSource.LINK, "comment": "Helaas"}


def answer_part() -> dict[str, Any]:
    part = factories.participation(_planned(), factories.person())
    return {"participation": part, "answer": Answer.TENTATIVE, "comment": "Misschien later"}


def cancel() -> dict[str, Any]:
    return {"appointment": _planned(), "because": "Te weinig aanmeldingen"}


def forget_raw() -> dict[str, Any]:
    return {}


def hold() -> dict[str, Any]:
    return {"appointment": _planned(factories.NOW)}


def lock_calendars() -> dict[str, Any]:
    return {"people": [factories.person()]}


def merge_participations() -> dict[str, Any]:
    made = _planned()
    keep, duplicate = factories.person(), factories.person()
    factories.participation(made, keep)
    factories.participation(made, duplicate)
    return {"keep": keep, "duplicate": duplicate}


def open_venue() -> dict[str, Any]:
    return {
        "name": "Buurthuis",
        "municipality": factories.municipality(),
        "address": "Plein 1",
        "phone": "",
        "is_step_free": True,
        "has_accessible_toilet": None,
        "has_hearing_loop": False,
        "has_quiet_room": None,
        "directions": "",
    }


def receive() -> dict[str, Any]:
    return {"raw": b"Subject: Hoi", "recipient": "info@doorgeven.example"}


def record_attendance() -> dict[str, Any]:
    made, somebody = _planned(factories.NOW), factories.person()
    factories.participation(made, somebody)
    return {"appointment": made, "marks": {somebody: Mark(Attendance.LATE, 10)}}


def remove_participant() -> dict[str, Any]:
    made, somebody = _planned(), factories.person()
    factories.participation(made, somebody)
    return {"appointment": made, "person": somebody}


def reschedule() -> dict[str, Any]:
    return {
        "appointment": _planned(),
        "starts_at": LATER + HOUR,
        "ends_at": LATER + 2 * HOUR,
        "note": "",
        "override": "",
    }


def send_reminders() -> dict[str, Any]:
    return {}


def schedule() -> dict[str, Any]:
    return {
        "title": "Bijeenkomst",
        "starts_at": LATER,
        "ends_at": LATER + HOUR,
        "zone": "Europe/Amsterdam",
        "delivery": "in_person",
        "break_minutes": 10,
        "venue": Venue.objects.create(name="Buurthuis", municipality=factories.municipality()),
        "join_link": "https://example.org/room",
        "leads": [factories.person()],
        "co_leads": [factories.person()],
        "participants": [factories.person()],
        "guests": [factories.person()],
        "note": "Neem je lunch mee",
        "override": "",
    }
