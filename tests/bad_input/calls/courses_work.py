"""Lawful calls of the actions on attendance, make-ups, placements and judgements."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from courses.models import PlacementOffer
from scheduling.rules import Mark
from scheduling.states import Attendance
from tests import factories
from tests.courses import work

if TYPE_CHECKING:
    from courses.models import Placement

DAY = dt.date(2027, 3, 1)
PERIOD = {"starts_on": DAY, "ends_on": dt.date(2027, 6, 18)}


def _placement() -> Placement:
    return factories.placement(factories.enrolment(), factories.person())


def agree_to_placement() -> dict[str, Any]:
    return {"placement": work.planned(factories.enrolment(), factories.person())}


def assess_final_assignment() -> dict[str, Any]:
    return {"assignment": work.assignment(factories.enrolment()), "result": "goedgekeurd"}


def assess_make_up() -> dict[str, Any]:
    return {"make_up": work.make_up(factories.enrolment()), "result": "goedgekeurd"}


def complete_placement() -> dict[str, Any]:
    return {"placement": _placement()}


def decide_entry() -> dict[str, Any]:
    placement = _placement()
    return {
        "entry": factories.log_entry(placement),
        "approved": True,
        "note": "Mooi",
        "override": "",
        "by": placement.mentor,
    }


def hold_evaluation() -> dict[str, Any]:
    return {
        "placement": _placement(),
        "moment": "mid",
        "held_on": DAY,
        "result": "op koers",
        "mentor_remarks": "Gaat goed",
        "trainee_remarks": "Leuk",
    }


def mark_session() -> dict[str, Any]:
    enrolment = factories.enrolment()
    marks = {enrolment.person: Mark(Attendance.LATE, 10)}
    return {"session": factories.session(enrolment.run), "marks": marks}


def observe() -> dict[str, Any]:
    return {
        "placement": _placement(),
        "observed_on": DAY,
        "observer": factories.person(),
        "scores": work.SIX_THREES,
        "remarks": "Rustig",
    }


def offer_placements() -> dict[str, Any]:
    return {"mentor": factories.person(), "region": factories.region(), "places": 2, **PERIOD}


def plan_placement() -> dict[str, Any]:
    mentor = factories.person()
    offer = PlacementOffer.objects.create(
        mentor=mentor, region=factories.region(), places=1, **PERIOD
    )
    return {
        "enrolment": factories.enrolment(),
        "host": factories.local_group(),
        "mentor": mentor,
        "planned_minutes": 1440,
        "goals": ["Kijken", "Doen"],
        "offer": offer,
        "override": "",
        **PERIOD,
    }


def submit_entry() -> dict[str, Any]:
    return {"entry": work.draft(_placement()), "override": ""}


def submit_final_assignment() -> dict[str, Any]:
    return {"enrolment": factories.enrolment(), "title": "Draaiboek"}


def submit_make_up() -> dict[str, Any]:
    enrolment = factories.enrolment(work.run_with_rules())
    return {"enrolment": enrolment, "session": work.missed(enrolment), "override": ""}


def terminate_placement() -> dict[str, Any]:
    return {"placement": _placement()}


def write_entry() -> dict[str, Any]:
    return {
        "placement": _placement(),
        "starts_at": factories.utc(2027, 2, 16, 12),
        "minutes": 180,
        "activity": "observe",
        "reflection": "Rustig begonnen",
        "appointment": factories.appointment(factories.utc(2027, 2, 16, 12)),
        "zone": "Europe/Amsterdam",
        "override": "",
    }


def send_digests() -> dict[str, Any]:
    return {}


def send_evaluation_reminders() -> dict[str, Any]:
    return {}
