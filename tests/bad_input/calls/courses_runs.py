"""Lawful calls of the actions on courses, curricula, runs and sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from courses.rules import PartDraft, StageDraft
from courses.states import CurriculumState
from scheduling.models import Venue
from tests import factories

if TYPE_CHECKING:
    from courses.models import CourseSession, Curriculum

DAY = dt.date(2027, 3, 1)
LATER = factories.utc(2027, 4, 17, 8)
HOUR = dt.timedelta(hours=1)
STAGES = (StageDraft("placement", "Praktijk", {"min_approved_minutes": 1440}),)


def _draft() -> Curriculum:
    return factories.curriculum({"code_of_conduct": {}}, state=CurriculumState.DRAFT)


def _session() -> CourseSession:
    return factories.session(factories.run(), LATER, lead=factories.person())


def cancel_session() -> dict[str, Any]:
    return {"session": _session(), "because": "Te weinig aanmeldingen"}


def change_curriculum() -> dict[str, Any]:
    return {
        "curriculum": _draft(),
        "valid_months": 24,
        "stages": STAGES,
        "objectives": ["Kan een groep leiden"],
    }


def change_seats() -> dict[str, Any]:
    return {"run": factories.run(), "seats": 14}


def copy_run() -> dict[str, Any]:
    run = _session().run
    return {
        "run": run,
        "code": "NEW",
        "starts_on": dt.date(2028, 1, 29),
        "curriculum": run.curriculum,
        "override": "",
    }


def create_course() -> dict[str, Any]:
    return {"code": "NEW", "name": "Nieuwe opleiding"}


def draft_curriculum() -> dict[str, Any]:
    return {
        "course": factories.curriculum().course,
        "valid_months": 36,
        "stages": STAGES,
        "objectives": ["Kan een groep leiden"],
    }


def new_revision() -> dict[str, Any]:
    return {"curriculum": factories.curriculum({"code_of_conduct": {}})}


def plan_parts() -> dict[str, Any]:
    session = _session()
    lead = session.appointment.participations.get().person
    return {"session": session, "parts": (PartDraft("Welkom", 15, "Kring", lead),)}


def plan_run() -> dict[str, Any]:
    curriculum = factories.curriculum()
    return {
        "course": curriculum.course,
        "curriculum": curriculum,
        "code": "NEW",
        "seats": 12,
        "enrolment_opens_at": factories.utc(2026, 11, 15),
        "enrolment_closes_at": factories.utc(2027, 1, 15),
        "starts_on": dt.date(2027, 1, 30),
        "ends_on": dt.date(2027, 6, 30),
        "zone": "Europe/Amsterdam",
        "offer_days": 7,
    }


def publish_curriculum() -> dict[str, Any]:
    return {"curriculum": _draft()}


def reschedule_session() -> dict[str, Any]:
    return {
        "session": _session(),
        "starts_at": LATER + HOUR,
        "ends_at": LATER + 2 * HOUR,
        "note": "",
        "override": "",
    }


def schedule_session() -> dict[str, Any]:
    run = factories.run()
    objective = run.curriculum.objectives.create(text="Kan een groep leiden")
    return {
        "run": run,
        "code": "NEW",
        "title": "Eerste dag",
        "starts_at": LATER,
        "ends_at": LATER + 2 * HOUR,
        "delivery": "online",
        "lead": factories.person(),
        "break_minutes": 15,
        "venue": Venue.objects.create(name="Buurthuis", municipality=factories.municipality()),
        "join_link": "https://example.org/room",
        "co_leads": [factories.person()],
        "objectives": [objective.text],
        "work_forms": ["Kring"],
        "override": "",
    }
